/** Finds the record a row is about, by the key fields of the mapping. */
import type { JsonValue } from '../base/json'
import { foldForSearch } from '../base/text'
import type { RecordId } from '../journal/entry'
import type { RecordDeclaration } from '../records/define'
import { foldName } from './fold-text'
import { keyFields, readingOf } from './propose-mapping'
import { shown } from './read-row'

type Values = { readonly [field: string]: JsonValue }
type Keyed = { readonly id: RecordId; readonly values: Values }

/** `by`: the key field that found them; null when nothing did. */
export type Hits<R> = { readonly records: readonly R[]; readonly by: string | null }

/** Records by the folded values of their key fields. */
export class RecordFinder<R extends Keyed> {
  readonly #declaration: RecordDeclaration
  readonly #key: readonly string[]
  readonly #strong: readonly string[]
  readonly #reading: string | null
  readonly #byField = new Map<string, Map<string, R[]>>()

  constructor(declaration: RecordDeclaration, key: readonly string[]) {
    this.#declaration = declaration
    this.#key = key
    // A mail that is not to find anybody says nothing against a name either.
    this.#strong = keyFields(declaration).filter(
      (field) => field !== declaration.title && key.includes(field),
    )
    this.#reading = readingOf(declaration)
    for (const field of key) this.#byField.set(field, new Map())
  }

  /** Makes a record findable by the values it has now. */
  add(record: R): void {
    for (const [field, records] of this.#byField) {
      const value = folded(record.values[field])
      if (value === '') continue
      const same = records.get(value)
      if (!same) records.set(value, [record])
      else if (!same.includes(record)) same.push(record)
    }
  }

  /**
   * The records these values may belong to; one in a ledger without doubles. A number or mail finds whoever has it;
   * where several have it (one mailbox for a whole section), or `shared` says that the file gives it to several names,
   * the name must fit too. A name finds records whose reading, mail and numbers do not say otherwise.
   */
  find(values: Values, shared: (field: string, value: string) => boolean): Hits<R> {
    for (const field of this.#key) {
      const value = folded(values[field])
      // A row may have changed the value a record was added under.
      const hits = (this.#byField.get(field)?.get(value) ?? []).filter(
        (record) => value !== '' && folded(record.values[field]) === value,
      )
      const found =
        field === this.#declaration.title
          ? this.#named(hits, values)
          : this.#numbered(hits, values, shared(field, value))
      if (found.length > 0) return { records: found, by: field }
    }
    return { records: [], by: null }
  }

  /**
   * Whether a record that a mail or number found goes by a wholly different name: what the row says of it would make
   * one person into another. The same reading, the same words in another order, old character forms, or one name
   * within the other are the same name.
   */
  isSomebodyElse(record: Values, values: Values): boolean {
    const { title } = this.#declaration
    if (this.#reading !== null) {
      const [there, here] = [folded(record[this.#reading]), folded(values[this.#reading])]
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
    const telling = this.#reading === null ? this.#strong : [...this.#strong, this.#reading]
    return telling.every((field) => {
      const [there, here] = [folded(record[field]), folded(values[field])]
      return there === '' || here === '' || there === here
    })
  }
}

/** A single character is found within other names by accident. */
const SHORTEST_WITHIN = 2

const wordsOf = (value: JsonValue | undefined): readonly string[] =>
  foldForSearch(value === undefined ? '' : shown(value))
    .split(' ')
    .filter((word) => word !== '')

/** Values of key fields that rows with different names share. */
export const sharedValues = (
  rows: readonly Values[],
  declaration: RecordDeclaration,
  key: readonly string[],
): ((field: string, value: string) => boolean) => {
  const names = new Map<string, Set<string>>()
  for (const values of rows) {
    for (const field of key) {
      if (field === declaration.title) continue
      const value = folded(values[field])
      if (value === '') continue
      const at = `${field}\n${value}`
      const known = names.get(at) ?? new Set()
      known.add(folded(values[declaration.title]))
      names.set(at, known)
    }
  }
  return (field, value) => (names.get(`${field}\n${value}`)?.size ?? 0) > 1
}

const folded = (value: JsonValue | undefined): string => (value === undefined ? '' : foldName(shown(value)))
