/** Small files written whole: a reader finds the old content or the new one, never a part. */
import { dirname } from 'node:path'
import { type FileLayer, fileCode } from './file-layer'
import { type ReadFile, readIfThere } from './read-file'

/** Makes a folder and those above it; their names are on the disk when this resolves. */
export const makeKeptFolder = async (files: FileLayer, path: string): Promise<void> => {
  if (await files.stat(path)) return
  const above = dirname(path)
  if (above !== path) await makeKeptFolder(files, above)
  await files.makeFolder(path)
  await files.flushFolder(above)
}

/** Removes a folder whose leftovers harm nobody; what cannot be removed now, the next start removes. */
export const removeQuietly = async (files: FileLayer, folder: string): Promise<void> => {
  try {
    await files.removeTree(folder)
  } catch (error) {
    if (fileCode(error) === null) throw error
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Replaces the file by way of a flushed temporary beside it (`<path>.new`). */
export const writeWhole = async (files: FileLayer, path: string, bytes: Uint8Array): Promise<void> => {
  const temporary = `${path}.new`
  await files.remove(temporary)
  await files.writeNew(temporary, bytes)
  await files.rename(temporary, path)
  await files.flushFolder(dirname(path))
}

/** As `writeWhole`, for a JSON value; indented, so that a person can read it. */
export const writeJson = (files: FileLayer, path: string, value: unknown): Promise<void> =>
  writeWhole(files, path, encoder.encode(`${JSON.stringify(value, null, 2)}\n`))

/** The parsed content; undefined when there is no file (as `read` sees it) or it is not JSON. */
export const readJson = async (
  files: FileLayer,
  path: string,
  read: ReadFile = readIfThere,
): Promise<unknown> => {
  const bytes = await read(files, path)
  if (bytes === null) return undefined
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return undefined
  }
}
