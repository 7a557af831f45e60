/** Finds records by the names that cells call them by. */
import type { RecordId } from '../journal/entry'
import type { FieldValues } from '../journal/intent'
import type { RecordDeclaration } from '../records/define'
import { foldName } from './fold-text'
import { readingOf } from './propose-mapping'

/** Records of one type by name, and by reading where no name fits. */
export class NameIndex {
  readonly #title: string
  readonly #reading: string | null
  readonly #titles = new Map<string, RecordId | 'several'>()
  readonly #readings = new Map<string, RecordId | 'several'>()

  constructor(declaration: RecordDeclaration) {
    this.#title = declaration.title
    this.#reading = readingOf(declaration)
  }

  add(id: RecordId, values: FieldValues): void {
    note(this.#titles, values[this.#title], id)
    if (this.#reading !== null) note(this.#readings, values[this.#reading], id)
  }

  /** The record that goes by the name; null where none does. */
  find(name: string): RecordId | 'several' | null {
    const folded = foldName(name)
    return this.#titles.get(folded) ?? this.#readings.get(folded) ?? null
  }
}

const note = (index: Map<string, RecordId | 'several'>, value: unknown, id: RecordId): void => {
  if (typeof value !== 'string' || value === '') return
  const folded = foldName(value)
  const known = index.get(folded)
  index.set(folded, known === undefined || known === id ? id : 'several')
}
