/**
 * Everything the host does to a disk, as one injected interface: the real one is `node-files`, and tests put one in
 * its place that drops or tears whatever was not flushed. Paths are absolute. Failures are thrown as errors with a
 * system `code` (`ENOSPC`, `EACCES` …); an error without one is a defect.
 */

export type FileKind = 'file' | 'folder' | 'other'

export type FileStat = {
  readonly kind: FileKind
  /** Bytes. */
  readonly size: number
  /** POSIX permission bits; 0 where the system has none. */
  readonly mode: number
  /** Identity of the file on its disk, as text; two paths with the same one are the same file. */
  readonly identity: string
  /** Name of the disk (partition, network folder) it lies on, as the system tells it. */
  readonly disk: string
  /** Last change, milliseconds since 1970. */
  readonly changedAt: number
}

export type FolderItem = { readonly name: string; readonly kind: FileKind }

/** A file open at its end. One owner; calls are awaited one after the other. */
export type AppendFile = {
  /** Writes all bytes at the end, or throws; after a throw a part of them may stand there. */
  readonly append: (bytes: Uint8Array) => Promise<void>
  /** The file's content and length are on the disk when this resolves. */
  readonly flush: () => Promise<void>
  readonly truncate: (size: number) => Promise<void>
  readonly close: () => Promise<void>
}

export type FileLayer = {
  /** Opens for append; a file that is not there is made with mode 0600. */
  readonly openAppend: (path: string) => Promise<AppendFile>
  /** Makes a file (0600) with this content and flushes it; throws `EEXIST` when there is one. */
  readonly writeNew: (path: string, bytes: Uint8Array) => Promise<void>
  readonly read: (path: string) => Promise<Uint8Array>
  /** Up to `length` bytes from `from`; fewer only at the end of the file. */
  readonly readRange: (path: string, from: number, length: number) => Promise<Uint8Array>
  /** Null when nothing is there. */
  readonly stat: (path: string) => Promise<FileStat | null>
  readonly list: (path: string) => Promise<readonly FolderItem[]>
  /** Replaces what stands at `to`; durable after `flushFolder` of the folders concerned. */
  readonly rename: (from: string, to: string) => Promise<void>
  /** Removes a file; nothing happens when there is none. */
  readonly remove: (path: string) => Promise<void>
  /** Removes a folder and all in it; nothing happens when there is none. */
  readonly removeTree: (path: string) => Promise<void>
  /** Makes a folder (0700) and those above it. */
  readonly makeFolder: (path: string) => Promise<void>
  /** Names in this folder are on the disk when this resolves (nothing to do on Windows). */
  readonly flushFolder: (path: string) => Promise<void>
  /** The path without links; throws `ENOENT` when nothing is there. */
  readonly realPath: (path: string) => Promise<string>
}

/** System code of a file failure; null: not one, a defect. */
export const fileCode = (error: unknown): string | null =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^E[A-Z0-9]+$/.test(error.code)
    ? error.code
    : null

/** Nothing stands there. */
export const isMissing = (code: string): boolean => code === 'ENOENT' || code === 'ENOTDIR'

/** The disk has lost what stood there; any other failure to read may be over in a moment. */
export const isUnreadable = (code: string): boolean => ['EIO', 'EUCLEAN', 'EBADMSG'].includes(code)

/** ENOSPC and a used-up quota are the same to a person: no room. */
export const isDiskFull = (code: string): boolean => code === 'ENOSPC' || code === 'EDQUOT'
