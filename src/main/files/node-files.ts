/**
 * The real file layer. Asynchronous on purpose: an append with its flush costs about 0.24 ms (0.18 ms if it blocked),
 * and a slow or vanished network folder never holds up the process that draws the window.
 */
import { constants } from 'node:fs'
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  unlink,
} from 'node:fs/promises'
import { dirname, parse, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { AppendFile, FileKind, FileLayer } from './file-layer'
import { fileCode, isMissing } from './file-layer'

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

const kindOf = (item: { isFile(): boolean; isDirectory(): boolean }): FileKind =>
  item.isFile() ? 'file' : item.isDirectory() ? 'folder' : 'other'

const writeAll = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  let from = 0
  while (from < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, from, bytes.byteLength - from)
    // A disk that is full can take nothing without saying why.
    if (bytesWritten === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' })
    from += bytesWritten
  }
}

const openAppend = async (path: string): Promise<AppendFile> => {
  const file = await open(path, 'a', FILE_MODE)
  return {
    append: (bytes) => writeAll(file, bytes),
    flush: () => file.datasync(),
    truncate: (size) => file.truncate(size),
    close: () => file.close(),
  }
}

const writeNew = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx', FILE_MODE)
  try {
    await writeAll(file, bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const readRange = async (path: string, from: number, length: number): Promise<Uint8Array> => {
  const file = await open(path, constants.O_RDONLY)
  try {
    const bytes = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return bytes.subarray(0, filled)
  } finally {
    await file.close()
  }
}

/** On Windows a scanner or indexer holds fresh files for moments: rename is tried again for about a second. */
const renamePatiently = async (from: string, to: string): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const held = ['EPERM', 'EACCES', 'EBUSY'].includes(fileCode(error) ?? '')
      if (process.platform !== 'win32' || !held || attempt >= 10) throw error
      await pause(10 * (attempt + 1))
    }
  }
}

const flushFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } catch (error) {
    // Some network and FUSE file systems know no flush of a folder; there is nothing else to ask of them.
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes(fileCode(error) ?? '')) throw error
  } finally {
    await folder.close()
  }
}

const unlessMissing = async <T>(work: Promise<T>): Promise<T | null> => {
  try {
    return await work
  } catch (error) {
    if (isMissing(fileCode(error) ?? '')) return null
    throw error
  }
}

/**
 * A folder with what is missing above it. Not `mkdir`'s own recursion: where a file system refuses new folders with
 * ENOENT (/proc, some network drives), Node 20 tries for ever.
 */
const makeFolder = async (path: string): Promise<void> => {
  const isMade = await mkdir(path, { mode: FOLDER_MODE }).then(
    () => true,
    async (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && dirname(path) !== path) return false
      // What stands there answers EEXIST, the root of a Windows drive EPERM.
      const isFolder = await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      )
      if (isFolder) return true
      throw error
    },
  )
  if (isMade) return
  await makeFolder(dirname(path))
  await mkdir(path, { mode: FOLDER_MODE }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

export const nodeFiles: FileLayer = {
  openAppend,
  writeNew,
  read: (path) => readFile(path),
  readRange,
  stat: async (path) => {
    const found = await unlessMissing(stat(path, { bigint: true }))
    return found
      ? {
          kind: kindOf(found),
          size: Number(found.size),
          mode: process.platform === 'win32' ? 0 : Number(found.mode & 0o777n),
          identity: `${found.ino}`,
          // Windows gives numbers of volumes that need not differ: there the root of the path says more.
          disk: process.platform === 'win32' ? parse(resolve(path)).root.toLowerCase() : `${found.dev}`,
          changedAt: Number(found.mtimeMs),
        }
      : null
  },
  list: async (path) =>
    Promise.all(
      (await readdir(path, { withFileTypes: true })).map(async (item) => {
        if (!item.isSymbolicLink()) return { name: item.name, kind: kindOf(item) }
        const target = await unlessMissing(stat(`${path}/${item.name}`)).catch(() => null)
        return { name: item.name, kind: target ? kindOf(target) : 'other' }
      }),
    ),
  rename: renamePatiently,
  remove: async (path) => {
    await unlessMissing(unlink(path))
  },
  removeTree: async (path) => {
    if (await unlessMissing(lstat(path))) await rm(path, { recursive: true, maxRetries: 3, retryDelay: 50 })
  },
  makeFolder,
  flushFolder,
  realPath: (path) => realpath(path),
}
