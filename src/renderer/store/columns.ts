/**
 * What lists sort, filter, search and show, kept as columns: one array per field, one place ("slot") per record.
 * A block is the part of the columns that belongs to one pack of rows and is stored beside it.
 */
import type { JsonValue } from '../../shared/base/json'
import { foldForSearch } from '../../shared/base/text'
import { nameKey } from '../../shared/domain/reading/initials'
import type { RecordId } from '../../shared/journal/entry'
import type { Row } from '../../shared/journal/row'
import type { Field, RecordDeclaration } from '../../shared/records/define'
import { type Order, type SortKey, sortKeyOf } from './order'

/** Raised when what a column holds changes its meaning; part of the fingerprint. */
export const COLUMNS_VERSION = 3

/** How a record's life stands in a column: it never was (its creation was taken back), live, deleted. */
export const LIFE_CODES = { none: 0, live: 1, deleted: 2 } as const
export type LifeCode = (typeof LIFE_CODES)[keyof typeof LIFE_CODES]

export const lifeCode = (row: Row): LifeCode => LIFE_CODES[row.life ?? 'none']

export type ColumnBlock = {
  readonly ids: readonly RecordId[]
  readonly lives: readonly LifeCode[]
  readonly values: { readonly [field: string]: readonly JsonValue[] }
  /** Everything that is found by, folded. */
  readonly search: readonly string[]
  /** What lists are ordered by at first, made once: kana keys cost more than sorting by them. */
  readonly keys: readonly SortKey[]
}

const isColumn = (declaration: RecordDeclaration, name: string, field: Field): boolean => {
  if (field.kind === 'children') return false
  if (field.kind === 'ref' || name === declaration.orderBy || name === declaration.title) return true
  return field.hidden !== true && field.kind !== 'longText' && field.kind !== 'file'
}

/** Fields of a type that are kept as columns: all but long texts, files, children and what is never shown. */
export const columnFields = (declaration: RecordDeclaration): readonly string[] =>
  Object.entries(declaration.fields)
    .filter(([name, field]) => isColumn(declaration, name, field))
    .map(([name]) => name)

type NamedFields = readonly (readonly [string, Field])[]

const knownSearchFields = new WeakMap<RecordDeclaration, NamedFields>()

const searchFields = (declaration: RecordDeclaration): NamedFields => {
  const known = knownSearchFields.get(declaration)
  if (known !== undefined) return known
  const fields = Object.entries(declaration.fields).filter(
    ([, field]) => field.search === true && field.kind !== 'children',
  )
  knownSearchFields.set(declaration, fields)
  return fields
}

const plainText = (value: JsonValue): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.join(' ') : String(value)

/** Stands between the fields of a search text: no stored text holds it, and nobody types it. */
const BETWEEN = '\u0001'

type Derived = { readonly search: string; readonly key: SortKey }

/** What follows from a row: a block and the columns in memory both want it, of the same row. */
const knownDerived = new WeakMap<Row, Derived>()

const derivedOf = (declaration: RecordDeclaration, row: Row): Derived => {
  const known = knownDerived.get(row)
  if (known !== undefined) return known
  const derived = { search: searchText(declaration, row), key: firstKey(declaration, row) }
  knownDerived.set(row, derived)
  return derived
}

/** The text a record is found by. Folded in one go: folding field by field costs three times as much. */
export const searchText = (declaration: RecordDeclaration, row: Row): string => {
  let text = ''
  for (const [name, field] of searchFields(declaration)) {
    const value = row.values[name]
    if (value === undefined || value === null) continue
    text += plainText(value) + BETWEEN
    // A phone number is also found by its digits alone.
    if (field.kind === 'text' && field.format === 'phone')
      text += plainText(value).normalize('NFKC').replace(/\D/g, '') + BETWEEN
  }
  return foldForSearch(text)
}

/** The columns of one pack of rows. */
export const makeBlock = (declaration: RecordDeclaration, rows: readonly Row[]): ColumnBlock => ({
  ids: rows.map((row) => row.id),
  lives: rows.map(lifeCode),
  values: Object.fromEntries(
    columnFields(declaration).map((name) => [name, rows.map((row) => row.values[name] ?? null)]),
  ),
  search: rows.map((row) => derivedOf(declaration, row).search),
  keys: rows.map((row) => derivedOf(declaration, row).key),
})

/** The field lists of a type are ordered by at first. */
export const firstOrderField = (declaration: RecordDeclaration): string =>
  declaration.orderBy ?? declaration.title

/** Where records are ordered by a reading: the field it is in, and the name it reads. */
export const readingFields = (
  declaration: RecordDeclaration,
): { readonly reading: string; readonly name: string } | null => {
  const reading = declaration.orderBy
  const field = reading === undefined ? undefined : declaration.fields[reading]
  if (reading === undefined || field?.kind !== 'text' || field.format !== 'kana') return null
  return { reading, name: field.readingOf ?? declaration.title }
}

const firstKey = (declaration: RecordDeclaration, row: Row): SortKey => {
  const read = readingFields(declaration)
  if (read !== null)
    return nameKey('kana', textOf(row.values[read.name]), textOf(row.values[read.reading])) || null
  const field = firstOrderField(declaration)
  return sortKeyOf(declaration.fields[field], row.values[field] ?? null)
}

/** The columns of one record type in memory. */
export type TypeColumns = {
  readonly declaration: RecordDeclaration
  readonly ids: RecordId[]
  readonly lives: LifeCode[]
  readonly values: Map<string, JsonValue[]>
  readonly search: string[]
  /** By `firstOrderField`. */
  readonly keys: SortKey[]
  readonly slots: Map<RecordId, number>
}

/** A record type that is in memory: its columns, the orders made so far, and its records by parent. */
export type LoadedType = {
  readonly columns: TypeColumns
  /** `field descending` → order. */
  readonly orders: Map<string, Order>
  /** Parent id → slots of its child records, of whatever life; null for what is no child record. */
  readonly byParent: Map<string, Set<number>> | null
}

/** A value as text: '' for empty. */
export const textOf = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value)

export const emptyColumns = (declaration: RecordDeclaration): TypeColumns => ({
  declaration,
  ids: [],
  lives: [],
  values: new Map(columnFields(declaration).map((name) => [name, []])),
  search: [],
  keys: [],
  slots: new Map(),
})

/** Adds the columns of one pack; ids in it are new. */
export const addBlock = (columns: TypeColumns, block: ColumnBlock): void => {
  const { ids, lives, values, search, keys, slots } = columns
  const first = ids.length
  for (let index = 0; index < block.ids.length; index += 1) {
    const id = block.ids[index] as RecordId
    slots.set(id, first + index)
    ids.push(id)
    lives.push(block.lives[index] as LifeCode)
    search.push(block.search[index] as string)
    keys.push(block.keys[index] ?? null)
  }
  for (const [name, column] of values) {
    const from = block.values[name]
    for (let index = 0; index < block.ids.length; index += 1) column.push(from?.[index] ?? null)
  }
}

/** Sets or adds one record; answers its slot. */
export const putRow = (columns: TypeColumns, row: Row): number => {
  const known = columns.slots.get(row.id)
  const slot = known ?? columns.ids.length
  if (known === undefined) {
    columns.ids.push(row.id)
    columns.slots.set(row.id, slot)
  }
  columns.lives[slot] = lifeCode(row)
  for (const [name, column] of columns.values) column[slot] = row.values[name] ?? null
  const { search, key } = derivedOf(columns.declaration, row)
  columns.search[slot] = search
  columns.keys[slot] = key
  return slot
}
