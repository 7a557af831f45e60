/** By which letters names are put in order and under an index: Japanese by how they are read, English by A–Z. */
import { type KanaRow, kanaIndex, kanaRows, readingKey } from '../../base/text'

export type Alphabet = 'kana' | 'latin'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** The letters of an index in order. Null: no reading. `A` of the kana rows holds every Latin letter. */
export const indexLetters: { readonly [alphabet in Alphabet]: readonly (string | null)[] } = {
  kana: [...kanaRows, null],
  latin: [...LETTERS, '#'],
}

/** What a kana row is called where it is shown. */
export const rowLabel = (row: string): string => (row === ('A' satisfies KanaRow) ? 'A–Z' : row)

/** How a name is read: as its reading says; without one, a name in kana or Latin letters is read as it is written. */
export const soundOf = (name: string, reading: string): string => {
  if (reading.trim() !== '') return reading
  const row = kanaIndex(name)
  return row === null || row === '#' ? '' : name
}

/** Latin letters without accents, in small letters; figures of one length, so that 2 comes before 10. */
const toPlainLatin = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\d+/g, (figures) => figures.padStart(10, '0'))

/** The name in Latin letters, else a reading in them; '' for neither. */
const latinText = (name: string, reading: string): string => {
  const inName = toPlainLatin(name)
  if (/^[a-z]/.test(inName)) return inName
  const inReading = toPlainLatin(reading)
  return /^[a-z]/.test(inReading) ? inReading : ''
}

/** The letter of the index a record stands under; null: it has nothing to be read by. */
export const initialOf = (alphabet: Alphabet, name: string, reading: string): string | null =>
  alphabet === 'kana'
    ? kanaIndex(soundOf(name, reading))
    : latinText(name, reading).charAt(0).toUpperCase() || '#'

/** A text that orders names when compared as text. `latin`: names in other writing last, by how they are read; '' never. */
export const nameKey = (alphabet: Alphabet, name: string, reading: string): string => {
  if (alphabet === 'kana') return readingKey(soundOf(name, reading))
  const latin = latinText(name, reading)
  return latin === '' ? `2${readingKey(soundOf(name, reading)) || `9${name}`}` : `1${latin}`
}
