/** Finds the record a row is about, by the key fields of the mapping. */
import type { JsonValue } from '../base/json'
import { foldForSearch } from '../base/text'
import { toHiragana } from '../domain/reading/kana'
import type { RecordId } from '../journal/entry'
import type { RecordDeclaration } from '../records/define'
import { foldName } from './fold-text'
import type { Key } from './import-plan'
import { keyFields, readingOf, sharesNames } from './propose-mapping'
import { shown } from './read-row'

type Values = { readonly [field: string]: JsonValue }
type Keyed = { readonly id: RecordId; readonly values: Values }

/** `by`: the key that found them; null when nothing did. */
export type Hits<R> = { readonly records: readonly R[]; readonly by: Key | null }

/** What keys say of a record, in their order. */
export type KeyTexts = readonly string[]

/** Whether the file gives the value of a key of one field to several names. */
export type IsShared = (key: Key, value: string) => boolean

/** Records by the folded values of their keys. */
export class RecordFinder<R extends Keyed> {
  readonly #declaration: RecordDeclaration
  readonly #strong: readonly string[]
  readonly #reading: string | null
  readonly #byKey: readonly { readonly key: Key; readonly records: Map<string, R | R[]> }[]

  constructor(declaration: RecordDeclaration, keys: readonly Key[]) {
    this.#declaration = declaration
    // A mail that is not to find anybody says nothing against a name either.
    this.#strong = sharesNames(declaration)
      ? keyFields(declaration).filter((field) => field !== declaration.title && keys.flat().includes(field))
      : []
    this.#reading = readingOf(declaration)
    this.#byKey = keys.map((key) => ({ key, records: new Map() }))
  }

  /** What each key says of these values; '' where it says nothing. */
  textsOf(values: Values): KeyTexts {
    return this.#byKey.map(({ key }) => keyText(values, key))
  }

  /** Makes a record findable by the values it has now. */
  add(record: R, texts: KeyTexts = this.textsOf(record.values)): void {
    for (const [at, { records }] of this.#byKey.entries()) {
      const value = texts[at] ?? ''
      if (value === '') continue
      const same = records.get(value)
      if (same === undefined) records.set(value, record)
      else if (!Array.isArray(same)) {
        if (same !== record) records.set(value, [same, record])
      } else if (!same.includes(record)) same.push(record)
    }
  }

  /**
   * The records these values may belong to; one in a ledger without doubles. A number or mail finds whoever has it;
   * where several have it (one mailbox for a whole section), or `shared` says that the file gives it to several names,
   * the name must fit too. A name finds records whose reading, mail and numbers do not say otherwise. Several fields
   * together find whoever has all of them.
   */
  find(values: Values, shared: IsShared, texts: KeyTexts = this.textsOf(values)): Hits<R> {
    for (const [at, { key, records }] of this.#byKey.entries()) {
      const value = texts[at] ?? ''
      const known = value === '' ? undefined : records.get(value)
      if (known === undefined) continue
      // A row may have changed the value a record was added under.
      const hits = (Array.isArray(known) ? known : [known]).filter(
        (record) => keyText(record.values, key) === value,
      )
      const found = this.#fitting(hits, key, values, shared, value)
      if (found.length > 0) return { records: found, by: key }
    }
    return { records: [], by: null }
  }

  #fitting(hits: readonly R[], key: Key, values: Values, shared: IsShared, value: string): readonly R[] {
    if (key.length > 1) return hits
    if (key[0] === this.#declaration.title) return this.#named(hits, values)
    return this.#numbered(hits, values, shared(key, value))
  }

  /**
   * Whether a record that a mail or number found goes by a wholly different name: what the row says of it would make
   * one person into another. The same reading, the same words in another order, old character forms, or one name
   * within the other are the same name.
   */
  isSomebodyElse(record: Values, values: Values): boolean {
    const { title } = this.#declaration
    if (this.#reading !== null) {
      const [there, here] = [heard(record[this.#reading]), heard(values[this.#reading])]
      if (there !== '' && there === here) return false
    }
    const [there, here] = [wordsOf(record[title]), wordsOf(values[title])]
    if (there.length === 0 || here.length === 0) return false
    if (there.toSorted().join('') === here.toSorted().join('')) return false
    const [long, short] = [there.join(''), here.join('')].toSorted((a, b) => b.length - a.length)
    return [...(short ?? '')].length < SHORTEST_WITHIN || !long?.includes(short ?? '')
  }

  #named(hits: readonly R[], values: Values): readonly R[] {
    return hits.filter((record) => this.#fits(record.values, values))
  }

  #numbered(hits: readonly R[], values: Values, shared: boolean): readonly R[] {
    if (hits.length === 1 && !shared) return hits
    const fitting = hits.filter((record) => this.#sameName(record.values, values))
    return fitting.length > 0 || shared ? fitting : hits
  }

  #sameName(record: Values, values: Values): boolean {
    const { title } = this.#declaration
    return folded(record[title]) === folded(values[title])
  }

  #fits(record: Values, values: Values): boolean {
    if (!sharesNames(this.#declaration)) return true
    const says = (field: string, fold: typeof folded): boolean => {
      const [there, here] = [fold(record[field]), fold(values[field])]
      return there === '' || here === '' || there === here
    }
    return (
      this.#strong.every((field) => says(field, folded)) &&
      (this.#reading === null || says(this.#reading, heard))
    )
  }
}

/** A single character is found within other names by accident. */
const SHORTEST_WITHIN = 2

const wordsOf = (value: JsonValue | undefined): readonly string[] =>
  foldForSearch(value === undefined ? '' : shown(value))
    .split(' ')
    .filter((word) => word !== '')

/** Whether a key holds the title: what it finds goes by the same name. */
export const holdsTitle = (key: Key, { title }: RecordDeclaration): boolean => key.includes(title)

/** Values of keys of one field that rows with different names share. */
export const sharedValues = (
  rows: Iterable<{ readonly values: Values; readonly texts: KeyTexts }>,
  declaration: RecordDeclaration,
  keys: readonly Key[],
): IsShared => {
  const single = keys.flatMap((key, at) =>
    key.length === 1 && key[0] !== declaration.title ? [{ field: key[0] ?? '', at }] : [],
  )
  /** Name of the rows with a value; null: several names. */
  const names = new Map<string, string | null>()
  for (const { values, texts } of single.length === 0 ? [] : rows) {
    const name = folded(values[declaration.title])
    if (name === '') continue
    for (const { field, at } of single) {
      const value = texts[at] ?? ''
      if (value === '') continue
      const said = `${field}\n${value}`
      const known = names.get(said)
      if (known === undefined) names.set(said, name)
      else if (known !== name) names.set(said, null)
    }
  }
  return (key, value) => names.get(`${key[0]}\n${value}`) === null
}

const folded = (value: JsonValue | undefined): string => (value === undefined ? '' : foldName(shown(value)))

/** A reading is the same in katakana. */
const heard = (value: JsonValue | undefined): string => toHiragana(folded(value))

/** What the fields of a key say together; '' when all of them are empty. */
const keyText = (values: Values, key: Key): string => {
  const [only] = key
  if (key.length === 1 && only !== undefined) return folded(values[only])
  const texts = key.map((field) => folded(values[field]))
  return texts.every((text) => text === '') ? '' : texts.join('\n')
}
