/** The order and the headings of a list of people: in Japanese by how their names are read, in English from A to Z. */
import { type Alphabet, initialOf, nameKey, rowLabel } from '../../shared/domain/reading/initials'
import type { Language } from '../../shared/records/define'

type Named = { readonly id: string; readonly name: string; readonly reading: string }

const alphabetOf = (language: Language): Alphabet => (language === 'en' ? 'latin' : 'kana')

/** In Japanese those who cannot be read stand last, by name; in English those in other letters. */
export const inNameOrder = <T extends Named>(people: readonly T[], language: Language): readonly T[] => {
  const alphabet = alphabetOf(language)
  return people
    .map((person) => ({ person, key: nameKey(alphabet, person.name, person.reading) }))
    .sort(
      ({ person: a, key: keyA }, { person: b, key: keyB }) =>
        Number(keyA === '') - Number(keyB === '') ||
        compareTexts(keyA, keyB) ||
        compareTexts(a.name, b.name) ||
        compareTexts(a.id, b.id),
    )
    .map(({ person }) => person)
}

/** あ か … わ, A–Z, #; in English A … Z, #. Empty for who cannot be read. */
export const headingOf = ({ name, reading }: Named, language: Language): string => {
  const alphabet = alphabetOf(language)
  const initial = initialOf(alphabet, name, reading) ?? ''
  return alphabet === 'kana' ? rowLabel(initial) : initial
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
