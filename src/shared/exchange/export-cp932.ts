/**
 * CP932, the Shift_JIS of Windows: the exact inverse of the platform's decoder, made from it once. Where two codes give
 * one character (NEC and IBM doubles), the first stands, as Windows has it.
 */

/** Codes by character; a code over 0xff takes two bytes. */
export type Cp932 = ReadonlyMap<string, number>

type Decoder = new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string }

/** Makes the table of `TextDecoder('shift_jis')`, in browser and Node the same. */
export const cp932Of = (TextDecoder: Decoder): Cp932 => {
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  const codes = new Map<string, number>()
  const add = (code: number, bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes))
      if ([...text].length === 1 && !codes.has(text)) codes.set(text, code)
    } catch {
      // No character has this code.
    }
  }
  for (let byte = 0; byte <= 0xff; byte += 1) add(byte, [byte])
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    // NEC's choice of IBM's additions stands again, under IBM's own codes, further behind: those are the usual ones.
    if ((lead > 0x9f && lead < 0xe0) || lead === 0xed || lead === 0xee) continue
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      if (trail !== 0x7f) add((lead << 8) | trail, [lead, trail])
    }
  }
  return codes
}

/** Characters that people take for ones CP932 has: typed on other systems, the same to the eye. */
const lookAlikes: { readonly [character: string]: string } = {
  '\u301c': '\uff5e',
  '\u2212': '\uff0d',
  '\u2013': '\uff0d',
  '\u2014': '\u2015',
  '\u2016': '\u2225',
  '\u00a5': '\uffe5',
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
  '\u00a0': ' ',
}

/** Stands for a character that CP932 does not have: 〓 (geta). */
const GETA = '\u3013'

export type Unmappable = {
  readonly character: string
  /** What would stand for it: one that looks the same, or 〓. */
  readonly instead: string
}

/** What to a reader is one character, so that a mark or a variation selector goes with what it marks. */
const charactersOf = (text: string): readonly string[] =>
  Array.from(new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment)

const isMappable = (text: string, codes: Cp932): boolean => {
  for (const character of text) if (!codes.has(character)) return false
  return true
}

/** Every character of a text that CP932 does not have, each once. */
export const findUnmappable = (text: string, codes: Cp932): readonly Unmappable[] => {
  if (isMappable(text, codes)) return []
  return [...new Set(charactersOf(text))]
    .filter((character) => !isMappable(character, codes))
    .map((character) => ({ character, instead: lookAlikes[character] ?? GETA }))
}

/** The text in bytes; what CP932 does not have is replaced as `findUnmappable` says. */
export const encodeCp932 = (text: string, codes: Cp932): Uint8Array => {
  // A character outside the basic plane is two units long and becomes one 〓: two bytes to a unit are enough.
  const bytes = new Uint8Array(text.length * 2)
  let at = 0
  // Line by line: only those with such characters are taken apart.
  for (const line of text.split(/(?<=\n)/)) {
    for (const character of isMappable(line, codes) ? line : replaced(line, codes)) {
      const code = codes.get(character) ?? 0
      if (code > 0xff) bytes[at++] = code >> 8
      bytes[at++] = code & 0xff
    }
  }
  return bytes.slice(0, at)
}

const replaced = (text: string, codes: Cp932): string =>
  charactersOf(text)
    .map((character) => (isMappable(character, codes) ? character : (lookAlikes[character] ?? GETA)))
    .join('')
