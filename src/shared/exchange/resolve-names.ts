/** The records that cells call by name: in the ledger, in the file itself, or to be made with it. */
import { err, ok, type Result } from '../base/result'
import type { RecordId } from '../journal/entry'
import type { Write } from '../journal/intent'
import { type RecordDeclaration, typesReferredTo } from '../records/define'
import { organisation } from '../records/people/organisation'
import { declarationOf } from '../records/registry'
import { foldName } from './fold-text'
import type { ImportView, MissingRecords } from './import-plan'
import { NameIndex } from './name-index'
import type { NameRead } from './read-row'

/** Names listed of records that are missing. */
const NAMES_LISTED = 20

/** Why a name leads to no record. */
export type NameProblem = 'noSuchRecord' | 'twoOfName'

type Missing = { readonly name: string; readonly id: RecordId }

export class NameResolver {
  readonly #declaration: RecordDeclaration
  readonly #makes: ReadonlySet<string>
  readonly #newId: (type: string) => RecordId
  readonly #indexes = new Map<string, NameIndex>()
  /** By type and folded name. */
  readonly #missing = new Map<string, Map<string, Missing>>()
  readonly #used = new Set<RecordId>()
  /** What records of other types are called. */
  readonly #titles = new Map<RecordId, string>()
  /** Names that rows of the file have. */
  readonly #inFile = new Set<string>()
  readonly #office: string

  constructor(
    declaration: RecordDeclaration,
    view: ImportView,
    makes: readonly string[],
    newId: (type: string) => RecordId,
  ) {
    this.#declaration = declaration
    this.#makes = new Set(makes)
    this.#newId = newId
    this.#office = bareCompany(view.office ?? '')
    for (const [type, records] of Object.entries(view.others ?? {})) {
      const declared = declarationOf(type)
      if (!declared) continue
      const index = new NameIndex(declared)
      for (const { id, values } of records) {
        index.add(id, values)
        this.#titles.set(id, String(values[declared.title] ?? ''))
      }
      this.#indexes.set(type, index)
    }
    const own = new NameIndex(declaration)
    for (const { id, values } of view.records) own.add(id, values)
    this.#indexes.set(declaration.type, own)
  }

  /** A row of the file goes by this name: rows may refer to it. */
  noteInFile(name: unknown): void {
    if (typeof name === 'string') this.#inFile.add(foldName(name))
  }

  /** Whether a cell names the office itself where an organisation outside is meant: it then says nothing. */
  isOffice({ field, name }: NameRead): boolean {
    return (
      this.#office !== '' &&
      this.#typesOf(field).includes(organisation.type) &&
      bareCompany(name) === this.#office &&
      (this.#indexes.get(organisation.type)?.find(name) ?? null) === null
    )
  }

  /** Whether a field refers to records of the type that is imported. */
  isOwn(field: string): boolean {
    return this.#typesOf(field).includes(this.#declaration.type)
  }

  /** The record of another type; or of the own one, `ok(null)` where it stands in the file. */
  resolve({ field, name }: NameRead): Result<RecordId | null, NameProblem> {
    const types = this.#typesOf(field)
    for (const type of types) {
      const found = this.#indexes.get(type)?.find(name) ?? null
      if (found === 'several') return err('twoOfName')
      if (found !== null) return ok(found)
    }
    if (this.isOwn(field) && this.#inFile.has(foldName(name))) return ok(null)
    const [type] = types
    if (type === undefined || types.length > 1) return err('noSuchRecord')
    const id = this.#noteMissing(type, name)
    return id === null ? err('noSuchRecord') : ok(id)
  }

  /** A row that is imported refers to the record: it is made where it is missing. */
  use(id: RecordId): void {
    this.#used.add(id)
  }

  /** What a record of another type is called; undefined for one of the type that is imported. */
  titleOf(id: RecordId): string | undefined {
    return this.#titles.get(id)
  }

  missing(): readonly MissingRecords[] {
    return [...this.#missing].map(([recordType, names]) => ({
      recordType,
      count: names.size,
      names: [...names.values()].slice(0, NAMES_LISTED).map(({ name }) => name),
      made: this.#makes.has(recordType),
    }))
  }

  /** The records that are made because rows name them. */
  writes(): readonly Write[] {
    return [...this.#missing].flatMap(([type, names]) => {
      const title = declarationOf(type)?.title
      if (title === undefined || !this.#makes.has(type)) return []
      return [...names.values()].flatMap(({ id, name }): Write[] =>
        this.#used.has(id) ? [{ op: 'create', id, values: { [title]: name } }] : [],
      )
    })
  }

  #typesOf(field: string): readonly string[] {
    const declared = this.#declaration.fields[field]
    return declared?.kind === 'ref' ? typesReferredTo(declared) : []
  }

  #noteMissing(type: string, name: string): RecordId | null {
    const names = this.#missing.get(type) ?? new Map<string, Missing>()
    this.#missing.set(type, names)
    const folded = foldName(name)
    const missing = names.get(folded) ?? { name, id: this.#newId(type) }
    names.set(folded, missing)
    if (!this.#makes.has(type)) return null
    this.#titles.set(missing.id, name)
    return missing.id
  }
}

/** A company's name without what kind of company it is, which people write in many ways. */
const bareCompany = (name: string): string =>
  foldName(name).replace(
    /株式会社|有限会社|合同会社|\((?:株|有|同)\)|[㈱㈲]|,?(?:co\.,?)?(?:ltd|inc)\.?$/g,
    '',
  )
