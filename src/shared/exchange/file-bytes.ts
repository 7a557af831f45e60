/** The bytes of a file as they are read: slice by slice. A `Blob` is one. */
export type FileBytes = {
  readonly size: number
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

type HeldBytes = FileBytes & { readonly held: Uint8Array }

/** Up to this size a file is read once and held: asking for a slice takes longer than reading it. */
const HELD_BYTES = 16 * 1024 * 1024

/** Bytes that are in memory already. */
export const bytesInMemory = (bytes: Uint8Array): HeldBytes => ({
  size: bytes.length,
  held: bytes,
  slice: (from, to) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer as ArrayBuffer }),
})

/** Bytes of a file from one place to another. Fails where the file cannot be read any more. */
export const readBytes = async (
  file: FileBytes | HeldBytes,
  from: number,
  to: number,
): Promise<Uint8Array> =>
  'held' in file ? file.held.subarray(from, to) : new Uint8Array(await file.slice(from, to).arrayBuffer())

/** A small file, which is read again and again, in memory. */
export const holdSmall = async (file: FileBytes): Promise<FileBytes> =>
  file.size > HELD_BYTES ? file : bytesInMemory(await readBytes(file, 0, file.size))
