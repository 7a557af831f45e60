/** The order and the headings of a list of people by how their names are read. */
import { compareReadings, kanaIndex } from '../../shared/base/text'

type Named = { readonly id: string; readonly name: string; readonly reading: string }

/** A name in kana or Latin letters reads as it is written; kanji without a reading are not read. */
const soundOf = ({ name, reading }: Named): string => {
  if (reading.trim() !== '') return reading
  const index = kanaIndex(name)
  return index === null || index === '#' ? '' : name
}

/** By reading; those without one last, by name. */
export const readingOrder = (a: Named, b: Named): number =>
  compareReadings(soundOf(a), soundOf(b)) || compareTexts(a.name, b.name) || compareTexts(a.id, b.id)

/** あ か … わ, A … Z, # for other scripts; empty without a reading. */
export const initialOf = (named: Named): string => {
  const sound = soundOf(named)
  const index = kanaIndex(sound)
  if (index !== 'A') return index ?? ''
  return sound.trim().normalize('NFKD').charAt(0).toUpperCase()
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
