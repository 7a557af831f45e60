/** A folder that must be there before a program's first turn: everything else goes through the file layer. */
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileCode } from './file-layer'

/**
 * Makes a folder (0700) with what is missing above it; throws file failures. Not `mkdir`'s own recursion, which never ends
 * where new folders are refused with ENOENT (/proc, some network drives).
 */
export const makeFolderNow = (path: string): void => {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const code = fileCode(error)
    if (code === 'ENOENT' && dirname(path) !== path) {
      makeFolderNow(dirname(path))
      mkdirSync(path, { mode: 0o700 })
    } else if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
