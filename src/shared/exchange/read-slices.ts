/**
 * A file in slices that can be decoded one by one: each ends where no character of any of the encodings can be cut
 * in two.
 */
import { type FileBytes, readBytes } from './file-bytes'
import type { Encoding } from './import-plan'

/** One megabyte: large enough to be fast, small enough that holding a few is nothing. */
export const SLICE_BYTES = 1024 * 1024
/** Without a place to cut in so many bytes before its end, a slice is cut where it ends: it is no text of lines. */
const SEARCHED = 64 * 1024

export type Slice = {
  readonly bytes: Uint8Array
  readonly isLast: boolean
  /** Place in the file behind this slice. */
  readonly end: number
}

/** The slices of a file. `encoding`: null while it is looked for, where it is none of the 16-bit ones. */
export async function* readSlices(
  file: FileBytes,
  encoding: Encoding | null,
  sliceBytes = SLICE_BYTES,
): AsyncGenerator<Slice> {
  for (let at = 0; at < file.size; ) {
    const to = Math.min(at + sliceBytes, file.size)
    const bytes = await readBytes(file, at, to)
    // A file that became shorter while it was read.
    if (bytes.length === 0) return
    const isLast = to >= file.size
    const cut = isLast ? bytes.length : isUtf16(encoding) ? cutUnits(bytes, encoding) : cutBytes(bytes)
    at += cut
    yield { bytes: bytes.subarray(0, cut), isLast, end: at }
  }
}

type Utf16 = 'utf-16le' | 'utf-16be'

const isUtf16 = (encoding: Encoding | null): encoding is Utf16 =>
  encoding === 'utf-16le' || encoding === 'utf-16be'

/** Bytes below 0x40 are no part of a longer character in UTF-8, Shift_JIS or EUC-JP. */
const cutBytes = (bytes: Uint8Array): number => {
  for (let at = bytes.length - 1; at >= 0 && at >= bytes.length - SEARCHED; at -= 1)
    if ((bytes[at] as number) < 0x40) return at + 1
  return bytes.length
}

/** Not between the two units of a surrogate pair. */
const cutUnits = (bytes: Uint8Array, encoding: Utf16): number => {
  const even = bytes.length - (bytes.length % 2)
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0
  const isPairOpen = high >= 0xd8 && high <= 0xdb
  return isPairOpen && even > 2 ? even - 2 : Math.max(even, 1)
}
