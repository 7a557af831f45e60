/**
 * Files of the ledger in its second copy. They stand under their hash and never change, so either place can mend the
 * other: what is sound in one and not in the other is written there.
 */
import { join } from 'node:path'
import type { FileLayer } from '../files/file-layer'
import { makeKeptFolder, writeWhole } from '../files/whole-file'
import { FILES_FOLDER } from '../vault/layout'
import { type FilesPlace, isFileName, keepFile, readSound } from './stored-files'

/**
 * Brings files to the copy: these (`only`), or all; then what the vault has lost comes back from the copy too. Without
 * `thorough` a file of the same size counts as the same. Answers how many files that stood there had to be written anew.
 */
export const copyFiles = async (
  place: FilesPlace,
  target: string,
  thorough: boolean,
  only?: ReadonlySet<string>,
): Promise<number> => {
  const { files, vault } = place
  const from = join(vault, FILES_FOLDER)
  const to = join(target, 'vault', FILES_FOLDER)
  const names = only ?? new Set([...(await namesIn(files, from)), ...(await namesIn(files, to))])
  if (names.size > 0) await makeKeptFolder(files, to)
  let repaired = 0
  for (const name of names) {
    const size = await sizeOf(files, join(from, name))
    const sizeThere = await sizeOf(files, join(to, name))
    if (!thorough && size === sizeThere) continue
    const ours = await readSound(files, join(from, name), name)
    const theirs = await readSound(files, join(to, name), name)
    if (ours.ok && !theirs.ok) {
      await writeWhole(files, join(to, name), ours.value)
      if (sizeThere !== null) repaired += 1
    }
    if (theirs.ok && !ours.ok) {
      await keepFile(place, name, theirs.value)
      if (size !== null) repaired += 1
    }
  }
  return repaired
}

const namesIn = async (files: FileLayer, folder: string): Promise<readonly string[]> => {
  if ((await files.stat(folder))?.kind !== 'folder') return []
  return (await files.list(folder))
    .filter(({ name, kind }) => kind === 'file' && isFileName(name))
    .map(({ name }) => name)
}

const sizeOf = async (files: FileLayer, path: string): Promise<number | null> =>
  (await files.stat(path))?.size ?? null
