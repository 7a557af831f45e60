/**
 * Files of the ledger: each under the SHA-256 of its content in `vault/files`, written once and never changed. A record
 * refers to one by hash, name and size.
 */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { CallResults } from '../../shared/contract/host-api'
import { type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { makeKeptFolder, writeWhole } from '../files/whole-file'
import { FILES_FOLDER } from '../vault/layout'
import { sha256 } from '../vault/line'
import { createTaskQueue } from '../vault/task-queue'

export type FilesPlace = {
  readonly files: FileLayer
  readonly vault: string
  /** Where content goes that is not what its name says, before the right one takes its place. */
  readonly damaged: string
}

export type StoredFiles = {
  readonly put: (base64: string) => Promise<CallResults['files.put']>
  readonly get: (hash: string) => Promise<CallResults['files.get']>
}

/** Whether a name in `vault/files` is that of a file, and not of one half written. */
export const isFileName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** `onNew` hears of every file that was not there before. */
export const createStoredFiles = (place: FilesPlace, onNew: (hash: string) => void): StoredFiles => {
  const { files, vault } = place
  const queue = createTaskQueue()
  return {
    put: (base64) =>
      queue(async () => {
        const bytes = Buffer.from(base64, 'base64')
        const hash = sha256(bytes)
        try {
          if (await keepFile(place, hash, bytes)) onNew(hash)
          return ok({ sha256: hash })
        } catch (error) {
          const code = fileCode(error)
          if (code === null) throw error
          return err(isDiskFull(code) ? { type: 'DiskFull' } : { type: 'Unwritable', code })
        }
      }),
    get: async (hash) => {
      const bytes = await readSound(files, join(vault, FILES_FOLDER, hash), hash)
      return bytes.ok ? ok({ base64: Buffer.from(bytes.value).toString('base64') }) : bytes
    },
  }
}

export type Unsound =
  | { readonly type: 'FileMissing' }
  /** What stands there is not what was kept. */
  | { readonly type: 'FileChanged' }
  | { readonly type: 'FileUnreadable'; readonly code: string }

/** A file that is what its name says. */
export const readSound = async (
  files: FileLayer,
  path: string,
  hash: string,
): Promise<Result<Uint8Array, Unsound>> => {
  try {
    if ((await files.stat(path)) === null) return err({ type: 'FileMissing' })
    const bytes = await files.read(path)
    return sha256(bytes) === hash ? ok(bytes) : err({ type: 'FileChanged' })
  } catch (error) {
    const code = fileCode(error)
    if (code === null) throw error
    return err({ type: 'FileUnreadable', code })
  }
}

/** Puts content under its hash, flushed; false: it stands there already. What is damaged there is kept aside first. */
export const keepFile = async (
  { files, vault, damaged }: FilesPlace,
  hash: string,
  bytes: Uint8Array,
): Promise<boolean> => {
  const folder = join(vault, FILES_FOLDER)
  const path = join(folder, hash)
  const there = await readSound(files, path, hash)
  if (there.ok) {
    // A put that was cut off behind the renaming may have left a name that is not on the disk yet.
    await files.flushFolder(folder)
    return false
  }
  await makeKeptFolder(files, folder)
  if (there.error.type === 'FileChanged') {
    const aside = join(damaged, FILES_FOLDER)
    await makeKeptFolder(files, aside)
    await writeWhole(files, join(aside, hash), await files.read(path))
  }
  await writeWhole(files, path, bytes)
  return true
}
