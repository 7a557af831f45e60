/**
 * The lines of a vCard file as properties, before anything is decoded. Everything here works on one character per byte:
 * the second byte of a Shift_JIS character may be a backslash (ソ is 83 5C), and a fold may cut a character in two.
 */

/** One property, unfolded. `value` holds one character per byte, still in its transfer encoding. */
export type RawProperty = {
  /** `item1` of `item1.TEL`, in capitals; '' without. */
  readonly group: string
  /** In capitals. */
  readonly name: string
  /** Parameters by name in capitals; a parameter without a name (2.1) is a TYPE or an ENCODING. */
  readonly params: ReadonlyMap<string, readonly string[]>
  readonly value: string
  /** 1-based line of the file it begins on. */
  readonly line: number
}

export type CardVersion = '2.1' | '3.0' | '4.0'

/** Physical lines of a file, one after the other, with the next one in sight. */
export class PhysicalLines {
  readonly #bytes: Uint8Array
  /** Where the next line begins and ends; it begins at the end of the file when there is none. */
  #from: number
  #to: number
  #text: string | null = null
  /** 1-based number of the line that `take` gives next. */
  line = 1

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    // A mark of UTF-8 is no part of the first line.
    this.#from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    this.#to = this.#endOf(this.#from)
  }

  /** The next line without its end; null behind the last one. */
  peek(): string | null {
    if (this.#from >= this.#bytes.length) return null
    this.#text ??= byteText(this.#bytes.subarray(this.#from, this.#to))
    return this.#text
  }

  take(): string | null {
    const line = this.peek()
    if (line !== null) this.#step()
    return line
  }

  /** Passes over lines of base64 without making texts of them: pictures are most of many a file. */
  skipBase64(): void {
    while (this.#from < this.#to && this.#isBase64()) this.#step()
  }

  #step(): void {
    const bytes = this.#bytes
    this.#from = this.#to + (bytes[this.#to] === 0x0d && bytes[this.#to + 1] === 0x0a ? 2 : 1)
    this.#to = this.#endOf(this.#from)
    this.#text = null
    this.line += 1
  }

  #endOf(from: number): number {
    const bytes = this.#bytes
    let to = from
    while (to < bytes.length && bytes[to] !== 0x0a && bytes[to] !== 0x0d) to += 1
    return to
  }

  #isBase64(): boolean {
    let letters = 0
    for (let at = this.#from; at < this.#to; at += 1) {
      const byte = this.#bytes[at] ?? 0
      if (isBase64Byte[byte] === 1) letters += 1
      else if (byte !== 0x20 && byte !== 0x09) return false
    }
    return letters > 0
  }
}

const isBase64Byte = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9+/=]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

/** Bytes as a text of one character per byte. */
export const byteText = (bytes: Uint8Array): string => {
  let text = ''
  // One call takes so many arguments and no more.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return text
}

/** The bytes of a text of one character per byte. */
export const bytesOfText = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0))

export type LogicalLine = { readonly text: string; readonly line: number }

export const CARD_BEGIN = /^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$/i
export const CARD_END = /^[ \t]*END[ \t]*:[ \t]*VCARD[ \t]*$/i

/**
 * The next property with its continuation lines; null at the end of the file. Line breaks go as its version says: a
 * line that begins with a space continues the one before, in 2.1 with that space; a quoted-printable value ends with =
 * where it goes on; the lines of a picture (base64) are passed over.
 */
export const takeLogicalLine = (lines: PhysicalLines, version: CardVersion): LogicalLine | null => {
  while (lines.peek()?.trim() === '') lines.take()
  const line = lines.line
  let text = lines.take()
  // Where a card begins and ends, nothing goes on.
  if (text === null || CARD_BEGIN.test(text) || CARD_END.test(text))
    return text === null ? null : { text, line }
  const encoding = transferEncoding(text)
  if (encoding === 'base64') {
    lines.skipBase64()
    return { text, line }
  }
  // 4.0 writes a picture as an address that holds it.
  if (/^[^:]*:data:/i.test(text)) {
    while (/^[ \t]/.test(lines.peek() ?? '')) lines.take()
    return { text, line }
  }
  for (;;) {
    const next = lines.peek()
    if (next === null || CARD_BEGIN.test(next) || CARD_END.test(next)) break
    if (transferEncoding(text) === 'quotedPrintable' && /=[ \t]*$/.test(text)) {
      text = text.replace(/=[ \t]*$/, '') + lines.take()
    } else if (/^[ \t]/.test(next)) {
      text += unfolded(text, next, version)
      lines.take()
    } else break
  }
  return { text: text.replace(/=[ \t]*$/, (end) => (encoding === 'quotedPrintable' ? '' : end)), line }
}

/** What a continuation line adds. 2.1 breaks between words and keeps the space; other writing has none to keep. */
const unfolded = (text: string, next: string, version: CardVersion): string => {
  if (version !== '2.1') return next.slice(1)
  const rest = next.replace(/^[ \t]+/, '')
  const isWritingWithoutSpaces = text.charCodeAt(text.length - 1) > 0x7f && rest.charCodeAt(0) > 0x7f
  return isWritingWithoutSpaces ? rest : ` ${rest}`
}

type TransferEncoding = 'plain' | 'quotedPrintable' | 'base64'

const transferEncoding = (line: string): TransferEncoding => {
  const header = line.slice(0, colonOf(line)).toUpperCase()
  if (/;(?:ENCODING=)?"?QUOTED-PRINTABLE\b/.test(header)) return 'quotedPrintable'
  return /;(?:ENCODING=)?"?(?:BASE64|B)"?(?:;|$)/.test(header) ? 'base64' : 'plain'
}

/** Where the value begins less one; the whole length without a colon. A colon between quotes is none. */
const colonOf = (line: string): number => {
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]
    if (character === '"') quoted = !quoted
    else if (character === ':' && !quoted) return at
  }
  const plain = line.indexOf(':')
  // A quote that is never closed is a sign like any other.
  return plain < 0 ? line.length : plain
}

const HEADER = /^(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)$/
const ENCODINGS = ['QUOTED-PRINTABLE', 'BASE64', 'B', '7BIT', '8BIT']

/** Reads a line as a property; null when it is none. */
export const readProperty = ({ text, line }: LogicalLine): RawProperty | null => {
  const colon = colonOf(text)
  if (colon === text.length) return null
  const [first = '', ...rest] = splitOutsideQuotes(text.slice(0, colon), ';')
  const header = HEADER.exec(first.trim())
  if (!header) return null
  const params = new Map<string, string[]>()
  for (const param of rest) {
    const equals = param.indexOf('=')
    const bare = equals < 0
    const written = bare ? param : param.slice(equals + 1)
    const values = splitOutsideQuotes(written, ',').map(unquoted)
    const given = bare ? '' : param.slice(0, equals).trim().toUpperCase()
    const name = given || (ENCODINGS.includes(written.trim().toUpperCase()) ? 'ENCODING' : 'TYPE')
    params.set(name, [...(params.get(name) ?? []), ...values])
  }
  return {
    group: header[1]?.toUpperCase() ?? '',
    name: header[2]?.toUpperCase() ?? '',
    params,
    value: text.slice(colon + 1),
    line,
  }
}

/** RFC 6868: ^n, ^' and ^^ stand for what a parameter cannot hold. */
const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/\^[n'^]/g, (sign) => ({ '^n': '\n', "^'": '"' })[sign] ?? '^')

const splitOutsideQuotes = (text: string, divider: string): readonly string[] => {
  const parts: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted
    else if (text[at] === divider && !quoted) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}
