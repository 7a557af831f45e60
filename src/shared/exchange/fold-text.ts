/** Folding of texts for comparing only: what is stored is never rewritten by it. */
import { foldKanaWidth, foldLatinWidth } from '../base/text'
import { toHiragana } from '../domain/reading/kana'
import { foldPhone } from '../domain/written/phone-text'

/** Width, case, kana, spaces and marks such as `_ - . : ・ ( )` do not tell two headers apart. */
export const foldHeader = (text: string): string => {
  const folded = toHiragana(text)
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
  // A header may be a mark and nothing else: 〒, #.
  return folded === '' ? text.trim() : folded
}

/** Two writings of one name: width, case and spaces do not count; character forms (髙, 高) do. */
export const foldName = (text: string): string => {
  const lower = (ASCII.test(text) ? text : usualWidth(text)).toLowerCase()
  return /\s/.test(lower) ? lower.replace(/\s+/g, '') : lower
}

/** Half-width letters, digits and signs: nothing about their width has to be made usual. */
const ASCII = /^[ -~]*$/

/** Full-width ASCII and half-width kana become the usual forms; every other character stays as it was written. */
export const usualWidth = (text: string): string =>
  foldLatinWidth(foldKanaWidth(text)).replace(/\u3000/g, ' ')

/** A number as a spreadsheet leaves it that took it for a figure: without the 0 it began with, and without a hyphen. */
export const hasLostZero = (number: string): boolean => /^[1-9]\d{8,9}$/.test(number)

/** Whether a number read from a file is the one that is kept, which may still have the 0 that the file lost. */
export const isSameNumber = (kept: string, read: string): boolean =>
  foldPhone(kept) === foldPhone(read) || (hasLostZero(read) && foldPhone(kept) === `0${read}`)
