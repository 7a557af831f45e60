/**
 * Text as people type it: what may be stored, what is the same when searching, and the order of Japanese readings.
 * Stored text is never rewritten beyond making it well-formed; folding serves comparing only.
 */
import { oldForms } from './old-forms'

/** Longest text of one field, in bytes of UTF-8. What is longer is a file. */
export const TEXT_LIMIT_BYTES = 64 * 1024

export type TextProblem = 'controlCharacters' | 'tooLong'

/** Lone surrogates do not survive UTF-8: they become U+FFFD before anything is hashed. */
export const wellFormed = (text: string): string =>
  // Most texts have no surrogates at all, which is found out much faster.
  /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\uFFFD') : text

/**
 * Half-width katakana in full width, with their voiced marks in one character (ｶﾞ → ガ) and their signs (｢･｣); all else
 * stays as it was written. A mark that no kana can bear stands alone (゛).
 */
export const foldKanaWidth = (text: string): string =>
  /[\uff61-\uff9f]/.test(text)
    ? text.replace(/[ぁ-ゖァ-ヺ]?[\uff61-\uff9f]+/g, (kana) =>
        kana
          .normalize('NFKC')
          .replace(/\u3099/g, '゛')
          .replace(/\u309a/g, '゜'),
      )
    : text

/** Full-width Latin letters, digits and signs (Ａ１＠) in half width. */
export const foldLatinWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/** True when the text has no lone surrogates. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)

/** Length in bytes of UTF-8; a lone surrogate counts as the three bytes of U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    if (unit < 0x800) bytes += 1
    else if (unit < 0xd800 || unit > 0xdbff) bytes += 2
    else {
      const next = text.charCodeAt(at + 1)
      bytes += 2
      // A pair takes four bytes: two units were counted, two more were added.
      if (next >= 0xdc00 && next <= 0xdfff) at++
    }
  }
  return bytes
}

/** Why a text may not be stored, or null. Only long text may hold line feeds and tabs. */
export function findTextProblem(text: string, longText = false): TextProblem | null {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0x9f || (unit > 0x1f && unit < 0x7f)) continue
    if (!(longText && (unit === 0x0a || unit === 0x09))) return 'controlCharacters'
  }
  if (text.length > TEXT_LIMIT_BYTES) return 'tooLong'
  return text.length * 3 > TEXT_LIMIT_BYTES && utf8Length(text) > TEXT_LIMIT_BYTES ? 'tooLong' : null
}

/** Katakana ァ–ヶ and ヽヾ lie 0x60 above their hiragana. */
const toHiragana = (text: string): string =>
  text.replace(/[ァ-ヶヽヾ]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0x60))

/**
 * The form under which texts are compared when searching: width, case, kana, old and new characters, variation
 * selectors, dashes and runs of spaces make no difference.
 */
export function foldForSearch(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase()
  if (/^[!-~]*$/.test(plain)) return plain
  return toHiragana(plain)
    .replace(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/〜/g, '~')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\p{Script=Han}/gu, (character) => oldForms.get(character) ?? character)
}

/** Kana rows of the index, in order; `A` for Latin letters, `#` for the rest. */
export const kanaRows = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ', 'A', '#'] as const
export type KanaRow = (typeof kanaRows)[number]

/** First kana of each row but the first, without voice marks and small forms. */
const ROW_STARTS = 'かさたなはまやらわ'
const SMALL = 'ぁぃぅぇぉっゃゅょゎゕゖ'
const LARGE = 'あいうえおつやゆよわかけ'

/** Hiragana without width, voice marks and small forms: what a dictionary orders by first. */
const toBareKana = (hiragana: string): string =>
  hiragana
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u3099\u309a]/g, '')
    .replace(/[ぁぃぅぇぉっゃゅょゎゕゖ]/g, (character) => LARGE.charAt(SMALL.indexOf(character)))
    // A long-vowel mark with nothing before it lengthens nothing: what follows it counts.
    .replace(/^ー+/, '')

/** Kana by the vowel they end in. */
const VOWELS = {
  あ: 'あかさたなはまやらわ',
  い: 'いきしちにひみりゐ',
  う: 'うくすつぬふむゆる',
  え: 'えけせてねへめれゑ',
  お: 'おこそとのほもよろを',
}

/** The long-vowel mark read as the vowel it lengthens. */
const readLongVowels = (bareKana: string): string =>
  bareKana.replace(/([あ-ん])(ー+)/g, (whole, kana: string) => {
    const vowel = Object.entries(VOWELS).find(([, line]) => line.includes(kana))?.[0]
    return vowel === undefined ? whole : kana + vowel.repeat(whole.length - 1)
  })

const toPlainReading = (reading: string): string => toHiragana(reading.normalize('NFKC').toLowerCase()).trim()

const isKana = (character: string): boolean => character >= 'あ' && character <= 'ん'

/** The row of the kana index a reading stands under; null without a reading. */
export function kanaIndex(reading: string | null): KanaRow | null {
  const first = toBareKana(toPlainReading(reading ?? '')).charAt(0)
  if (first === '') return null
  if (/\p{Script=Latin}/u.test(first)) return 'A'
  if (!isKana(first)) return '#'
  let row = 0
  while (row < ROW_STARTS.length && first >= ROW_STARTS.charAt(row)) row++
  return kanaRows[row] ?? '#'
}

/**
 * A text that orders readings when compared as text: rows of kana, then Latin letters, then the rest. Word by word, so
 * that a family name keeps its people together; in a word bare kana first, the long-vowel mark as its vowel, then
 * voice marks and small forms (as JIS X 4061 does); hiragana = katakana = half-width. Empty for no reading.
 */
export function readingKey(reading: string | null): string {
  const words = toPlainReading(reading ?? '').split(/[\s・]+/)
  const keys = words.map((word) => `${readLongVowels(toBareKana(word))}\u0001${word}`)
  const first = toBareKana(words.join('')).charAt(0)
  if (first === '') return ''
  const group = isKana(first) ? '1' : /\p{Script=Latin}/u.test(first) ? '2' : '3'
  return group + keys.join('\u0000')
}

/** Orders readings; those without one come last. */
export function compareReadings(a: string | null, b: string | null): number {
  const left = readingKey(a)
  const right = readingKey(b)
  if (left === right) return 0
  if (left === '') return 1
  if (right === '') return -1
  return left < right ? -1 : 1
}
