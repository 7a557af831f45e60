/** Why a shell could not open the data folder, as a sentence. */

/**
 * @typedef {{ type: 'UnwritableDataFolder', path: string, code: string }
 *   | { type: 'NewerFormat', path: string, found: number, known: number }
 *   | { type: 'HeldByOther', path: string, knocked: boolean }} OpenFailure
 */

/**
 * @param {OpenFailure} failure
 * @param {typeof import('./texts.mjs').startTexts.ja} texts
 */
export const failureSentence = (failure, texts) => {
  switch (failure.type) {
    case 'UnwritableDataFolder':
      // Somewhere that takes no folders (/proc, behind a file): permissions would not help.
      if (failure.code === 'ENOENT' || failure.code === 'ENOTDIR') return texts.folderCannotBe(failure.path)
      return texts.folderUnwritable(failure.path, failure.code)
    case 'NewerFormat':
      return texts.newerFormat(failure.found, failure.known)
    case 'HeldByOther':
      return failure.knocked ? texts.alreadyOpen : texts.alreadyOpenSilent
  }
}
