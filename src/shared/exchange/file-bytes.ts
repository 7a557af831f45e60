/** The bytes of a file as they are read: slice by slice. A `Blob` is one. */
export type FileBytes = {
  readonly size: number
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

/** Bytes that are in memory already. */
export const bytesInMemory = (bytes: Uint8Array): FileBytes => ({
  size: bytes.length,
  slice: (from, to) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer as ArrayBuffer }),
})

/** Bytes of a file from one place to another. Fails where the file cannot be read any more. */
export const readBytes = async (file: FileBytes, from: number, to: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(from, to).arrayBuffer())
