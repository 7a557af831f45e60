/** From the bytes of a card's values to texts: transfer encoding, then character set, and only then the escapes. */
import { wellFormed } from '../base/text'
import { bytesInMemory } from './file-bytes'
import { findEncoding } from './find-encoding'
import type { Decode, Encoding } from './import-plan'
import type { RawCard } from './vcard-cards'
import { bytesOfText, byteText, type CardVersion, type RawProperty } from './vcard-lines'

/** What cannot be decoded stands as U+FFFD: the cell is then refused as one. */
export type DecodeValue = (property: RawProperty) => string

/** The encodings that CHARSET names, by their folded names. */
const charsets: { readonly [name: string]: Encoding | 'iso-2022-jp' } = {
  iso2022jp: 'iso-2022-jp',
  csiso2022jp: 'iso-2022-jp',
  utf8: 'utf-8',
  usascii: 'utf-8',
  ascii: 'utf-8',
  shiftjis: 'shift_jis',
  sjis: 'shift_jis',
  xsjis: 'shift_jis',
  windows31j: 'shift_jis',
  cswindows31j: 'shift_jis',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  mskanji: 'shift_jis',
  eucjp: 'euc-jp',
  xeucjp: 'euc-jp',
}

const charsetOf = ({ params }: RawProperty): Encoding | 'iso-2022-jp' | null =>
  charsets[(params.get('CHARSET')?.[0] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')] ?? null

/** Whether the value is bytes of something other than a text: a picture, a sound, a key. */
export const isBinary = ({ params }: RawProperty): boolean =>
  (params.get('ENCODING') ?? []).some((encoding) => /^(?:b|base64)$/i.test(encoding))

const isQuotedPrintable = ({ params }: RawProperty): boolean =>
  (params.get('ENCODING') ?? []).some((encoding) => /^quoted-printable$/i.test(encoding))

/** Bytes of the value after its transfer encoding, one character per byte. What is no =XX stays as it stands. */
const transferred = (property: RawProperty): string =>
  isQuotedPrintable(property)
    ? property.value.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : property.value

const isSevenBit = (text: string): boolean => !/[\x80-\xff]/.test(text)

/** The escapes after which JIS (ISO-2022-JP) writes two bytes below 80 for a character. */
const isJis = (text: string): boolean =>
  isSevenBit(text) && ['\u001b$B', '\u001b$@'].some((escapes) => text.includes(escapes))

/**
 * How the values of these cards are decoded. A value goes by its own CHARSET where its bytes are of it; all others
 * together tell which encoding they are in, since a single name is too short to tell; then each goes by what its bytes
 * can be.
 */
export const valueDecoder = async (cards: readonly RawCard[], decode: Decode): Promise<DecodeValue> => {
  const unnamed = cards.flatMap(({ properties }) =>
    properties
      .filter((property) => charsetOf(property) === null && !isBinary(property))
      .map(transferred)
      .filter((value) => !isSevenBit(value)),
  )
  const found = await findEncoding(bytesInMemory(bytesOfText(unnamed.join('\n'))), decode)
  const common = found.ok ? found.value : null
  return (property) => {
    const value = transferred(property)
    const jis = isJis(value) ? 'iso-2022-jp' : null
    if (jis === null && isSevenBit(value)) return value
    const bytes = bytesOfText(value)
    for (const encoding of [jis, charsetOf(property), common, 'utf-8', 'shift_jis', 'euc-jp'] as const) {
      const text = encoding === null ? null : decode(bytes, encoding, false)
      if (text !== null) return text
    }
    return decode(bytes, charsetOf(property) ?? common ?? 'utf-8', true) ?? ''
  }
}

/** A file in UTF-16 as the same file in UTF-8; any other as it is. Null: UTF-16 that cannot be read. */
export const withoutUtf16 = (bytes: Uint8Array, decode: Decode): Uint8Array | null => {
  const encoding = utf16Of(bytes)
  if (encoding === null) return bytes
  const text = decode(bytes, encoding, false)
  if (text === null) return null
  const escaped = encodeURIComponent(wellFormed(text))
  return bytesOfText(
    escaped.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  )
}

const utf16Of = (bytes: Uint8Array): Encoding | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Every card begins with B.
  const start = byteText(bytes.subarray(0, 2))
  if (start === 'B\0') return 'utf-16le'
  return start === '\0B' ? 'utf-16be' : null
}

/** Takes the escapes off a whole value. 2.1 has none for line ends: it writes those in quoted-printable. */
export const unescapeText = (text: string, version: CardVersion): string =>
  text.replace(/\\([\\;,:nN])/g, (whole, sign: string) =>
    sign === 'n' || sign === 'N' ? (version === '2.1' ? whole : '\n') : sign,
  )

/** Parts of a value between semicolons that are not escaped, without their escapes. */
export const splitStructured = (text: string, version: CardVersion, divider = ';'): readonly string[] => {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && at + 1 < text.length) {
      part += text.slice(at, at + 2)
      at += 1
    } else if (text[at] === divider) {
      parts.push(part)
      part = ''
    } else part += text[at]
  }
  return [...parts, part].map((one) => unescapeText(one, version).replace(/\r\n?/g, '\n').trim())
}
