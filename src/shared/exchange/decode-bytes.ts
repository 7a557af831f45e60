/**
 * Which encoding the bytes of a table are in. A byte order mark decides; then what decodes without an error; between
 * Shift_JIS and EUC-JP, which share most byte pairs, what reads like Japanese.
 */
import { err, ok, type Result } from '../base/result'
import type { Decode, Encoding, ImportProblem } from './import-plan'

export type DecodedText = { readonly text: string; readonly encoding: Encoding }

/** Text of the bytes in the encoding that was found or given. */
export const decodeBytes = (
  bytes: Uint8Array,
  decode: Decode,
  given?: Encoding,
): Result<DecodedText, ImportProblem> => {
  const looksLike = kindOfBinary(bytes)
  if (looksLike) return err({ type: 'Binary', looksLike })
  if (given) return decoded(decode(bytes, given, true) ?? '', given)
  const marked = encodingByMark(bytes)
  if (marked) {
    const text = decode(bytes, marked, false)
    if (text !== null) return decoded(text, marked)
    return unreadable(bytes, decode, marked === 'utf-8-bom' ? [marked] : [])
  }
  if (bytes.includes(0)) return decodeUtf16WithoutMark(bytes, decode)
  const utf8 = decode(bytes, 'utf-8', false)
  if (utf8 !== null) return decoded(utf8, 'utf-8')
  const [best] = (['shift_jis', 'euc-jp'] as const)
    .flatMap((encoding) => {
      const text = decode(bytes, encoding, false)
      return text === null ? [] : [{ text, encoding, score: likeness[encoding](bytes) }]
    })
    .sort((a, b) => b.score - a.score)
  return best
    ? decoded(best.text, best.encoding)
    : unreadable(bytes, decode, ['utf-8', 'shift_jis', 'euc-jp'])
}

type Decoder = new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string }

/** `Decode` by the platform's TextDecoder, whose Shift_JIS is CP932. */
export const decodeWith =
  (TextDecoder: Decoder): Decode =>
  (bytes, encoding, lenient) => {
    const label = encoding === 'utf-8-bom' ? 'utf-8' : encoding
    try {
      return new TextDecoder(label, { fatal: !lenient, ignoreBOM: false }).decode(bytes)
    } catch {
      // Only `fatal` throws: the bytes are not of this encoding.
      return null
    }
  }

const decoded = (read: string, encoding: Encoding): Result<DecodedText, ImportProblem> => {
  // DOS programs end a text with Ctrl+Z.
  const text = read.endsWith('\u001a') ? read.slice(0, -1) : read
  return isBinaryText(text) ? err({ type: 'Binary', looksLike: null }) : ok({ text, encoding })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** A text table has no control characters but tab, line ends, form feed and, from old systems, escape. */
const isBinaryText = (text: string): boolean => CONTROL.test(text)

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

/** Zeros beside text: UTF-16 when nine in ten characters of one byte order are of everyday text. */
const decodeUtf16WithoutMark = (bytes: Uint8Array, decode: Decode): Result<DecodedText, ImportProblem> => {
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const text = decode(bytes, encoding, false)
    if (text && !isBinaryText(text) && /[ -~]/.test(text) && everydayShare(text) >= 0.9) {
      return ok({ text, encoding })
    }
  }
  return err({ type: 'Binary', looksLike: null })
}

const EVERYDAY = /[\t\n\r -~\u00a0-\u017f\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]/g

const everydayShare = (text: string): number => {
  const sample = text.slice(0, 4000)
  return (sample.match(EVERYDAY)?.length ?? 0) / sample.length
}

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

/** Names the first row that none of the encodings can read. */
const unreadable = (bytes: Uint8Array, decode: Decode, encodings: readonly Encoding[]) => {
  const firstBadRow = (encoding: Encoding): number => {
    let row = 1
    let from = 0
    while (from < bytes.length) {
      const feed = bytes.indexOf(0x0a, from)
      const to = feed < 0 ? bytes.length : feed + 1
      if (decode(bytes.subarray(from, to), encoding, false) === null) return row
      row += 1
      from = to
    }
    return row
  }
  return err({ type: 'UnknownEncoding' as const, row: Math.max(1, ...encodings.map(firstBadRow)) })
}
