/**
 * Which encoding the bytes of a file are in. A byte order mark decides; then what decodes without an error to the end
 * of the file; between Shift_JIS and EUC-JP, which share most byte pairs, what reads like Japanese.
 */
import { err, ok, type Result } from '../base/result'
import { type FileBytes, readBytes } from './file-bytes'
import type { Decode, Encoding, ImportProblem } from './import-plan'
import { readSlices, SLICE_BYTES } from './read-slices'

/** Hears how many bytes were looked at; answers true to call the reading off. */
export type Watch = (done: number, total: number) => boolean

type Candidate = 'utf-8' | 'shift_jis' | 'euc-jp'
const candidates: readonly Candidate[] = ['utf-8', 'shift_jis', 'euc-jp']

/** The encoding that was found or given; what cannot be a table of texts is named. */
export const findEncoding = async (
  file: FileBytes,
  decode: Decode,
  given?: Encoding,
  watch: Watch = () => false,
): Promise<Result<Encoding, ImportProblem>> => {
  const first = await readBytes(file, 0, Math.min(file.size, SLICE_BYTES))
  const looksLike = kindOfBinary(first)
  if (looksLike) return err({ type: 'Binary', looksLike })
  // What stands in the file for certain is read even where single characters of it are broken: cells name them.
  const certain =
    given ?? encodingByMark(first) ?? (first.includes(0) ? utf16WithoutMark(first, decode) : null)
  if (certain !== null) {
    const text = decode(first.subarray(0, first.length - (first.length % 2)), certain, true) ?? ''
    return isBinaryText(text) ? err({ type: 'Binary', looksLike: null }) : ok(certain)
  }
  if (isBinaryBytes(first)) return err({ type: 'Binary', looksLike: null })
  return findAmongBytes(file, decode, watch)
}

/** The first of the candidates that reads the file to its end. */
const findAmongBytes = async (
  file: FileBytes,
  decode: Decode,
  watch: Watch,
): Promise<Result<Encoding, ImportProblem>> => {
  const left = new Set<Candidate>(candidates)
  const scores = { shift_jis: 0, 'euc-jp': 0 }
  /** Which candidate failed in the slice that ends where. */
  const failed: { readonly encoding: Candidate; readonly end: number }[] = []
  for await (const { bytes, end } of readSlices(file, null)) {
    if (watch(end, file.size)) return err({ type: 'Cancelled' })
    if (isAscii(bytes)) continue
    for (const encoding of left) {
      if (decode(bytes, encoding, false) === null) {
        left.delete(encoding)
        failed.push({ encoding, end })
      } else if (encoding !== 'utf-8') scores[encoding] += likeness[encoding](bytes)
    }
    if (left.size === 0) {
      const before = await linesBefore(file, end - bytes.length)
      const inLast = failed.filter((each) => each.end === end)
      const row = Math.max(...inLast.map(({ encoding }) => firstBadLine(bytes, decode, encoding)))
      return err({ type: 'UnknownEncoding', row: before + row })
    }
  }
  if (left.has('utf-8')) return ok('utf-8')
  const isShiftJis = left.has('shift_jis') && (!left.has('euc-jp') || scores.shift_jis >= scores['euc-jp'])
  return ok(isShiftJis ? 'shift_jis' : 'euc-jp')
}

const isLineEnd = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)

const isAscii = (bytes: Uint8Array): boolean => {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) >= 0x80) return false
  return true
}

/** Lines that end before a place of the file. */
const linesBefore = async (file: FileBytes, place: number): Promise<number> => {
  let lines = 0
  for await (const { bytes, end } of readSlices(file, null)) {
    if (end > place) break
    for (let at = 0; at < bytes.length; at += 1) if (isLineEnd(bytes, at)) lines += 1
  }
  return lines
}

/** 1-based number of the first line that is not of the encoding. */
const firstBadLine = (bytes: Uint8Array, decode: Decode, encoding: Encoding): number => {
  let line = 1
  let from = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (!isLineEnd(bytes, at)) continue
    if (decode(bytes.subarray(from, at + 1), encoding, false) === null) return line
    line += 1
    from = at + 1
  }
  return line
}

/**
 * Control characters beyond this share, and more than a few, make a file one of data that is not text. Fewer are
 * accidents, which are named at their cells.
 */
const BINARY_SHARE = 0.01
const FEW = 8

const isBinaryText = (text: string): boolean => {
  const sample = text.slice(0, 100_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = sample.match(/[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/g)?.length ?? 0
  return controls > FEW + sample.length * BINARY_SHARE
}

/** Everyday control characters: tab, line ends, form feed, Ctrl+Z and, from old systems, escape. */
const isControl = (byte: number): boolean =>
  byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b

const isBinaryBytes = (bytes: Uint8Array): boolean => {
  const sample = bytes.subarray(0, 100_000)
  let controls = 0
  for (let at = 0; at < sample.length; at += 1) if (isControl(sample[at] as number)) controls += 1
  return controls > FEW + sample.length * BINARY_SHARE
}

/** Zeros beside text: UTF-16 when nine in ten characters of one byte order are of everyday text. */
const utf16WithoutMark = (bytes: Uint8Array, decode: Decode): Encoding | null => {
  const even = bytes.subarray(0, Math.min(8000, bytes.length - (bytes.length % 2)))
  const found = (['utf-16le', 'utf-16be'] as const).find((encoding) => {
    const text = decode(even, encoding, true) ?? ''
    return /[ -~]/.test(text) && !text.includes('\0') && everydayShare(text) >= 0.9
  })
  return found ?? null
}

const EVERYDAY = /[\t\n\r -~\u00a0-\u017f\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]/g

const everydayShare = (text: string): number => {
  const sample = text.slice(0, 4000)
  return (sample.match(EVERYDAY)?.length ?? 0) / sample.length
}

/** The encoding that the first bytes name. */
const begins = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte)

const encodingByMark = (bytes: Uint8Array): Encoding | null => {
  if (begins(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8-bom'
  if (begins(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (begins(bytes, 0xfe, 0xff)) return 'utf-16be'
  return null
}

type BinaryKind = NonNullable<Extract<ImportProblem, { type: 'Binary' }>['looksLike']>

const signatures: readonly (readonly [BinaryKind, readonly number[]])[] = [
  ['xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
]

const kindOfBinary = (bytes: Uint8Array): BinaryKind | null =>
  signatures.find(([, start]) => begins(bytes, ...start))?.[0] ?? null

/**
 * Points for every character outside ASCII, by the rows of JIS X 0208. A pair of bytes read as two half-width kana
 * gets a little less than one read as a kanji of level 1, a kanji of level 2 costs: so a file of kanji is not taken
 * for half-width kana, nor the other way round.
 */
const likeness: { readonly [E in 'shift_jis' | 'euc-jp']: (bytes: Uint8Array) => number } = {
  shift_jis: (bytes) => {
    let score = 0
    for (let i = 0; i < bytes.length; i += 1) {
      const lead = bytes[i] ?? 0
      if (lead < 0x80) continue
      if (lead >= 0xa1 && lead <= 0xdf) score += HALF_WIDTH_KANA
      else {
        i += 1
        if (lead === 0x82 || lead === 0x83) score += KANA
        else if (lead === 0x81 || (lead >= 0x88 && lead <= 0x98)) score += LEVEL_1
        else score += RARE
      }
    }
    return score
  },
  'euc-jp': (bytes) => {
    let score = 0
    for (let i = 0; i < bytes.length; i += 1) {
      const lead = bytes[i] ?? 0
      if (lead < 0x80) continue
      i += lead === 0x8f ? 2 : 1
      if (lead === 0x8e) score += HALF_WIDTH_KANA
      else if (lead === 0xa4 || lead === 0xa5) score += KANA
      else if (lead === 0xa1 || lead === 0xa3 || (lead >= 0xb0 && lead <= 0xcf)) score += LEVEL_1
      else score += RARE
    }
    return score
  },
}

const KANA = 2
const LEVEL_1 = 1
const HALF_WIDTH_KANA = 0.45
const RARE = -0.2
