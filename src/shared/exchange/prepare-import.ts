/**
 * The dry run of an import: every row becomes a verdict in words of row and column, and together they become the writes
 * of one intent. Invariants: a refused row writes nothing; the same file again changes nothing; what the file does not
 * say stays as it is.
 */
import type { JsonValue } from '../base/json'
import { keyBetween } from '../base/order'
import { foldPhone } from '../domain/written/phone-text'
import type { RecordId } from '../journal/entry'
import type { FieldValues, Write } from '../journal/intent'
import type { RecordDeclaration } from '../records/define'
import { RecordFinder, sharedValues } from './find-record'
import { isSameNumber } from './fold-text'
import type { FieldMapping, ImportView, PreparedImport, RowChange, RowVerdict } from './import-plan'
import { readingOf } from './propose-mapping'
import { type PhoneRead, type RowRead, readRow, shown } from './read-row'
import { columnsOf, type Table } from './read-table'

type PhonePlanned = {
  readonly id: RecordId
  use: string | null
  number: string
  readonly order: string
  /** What stands in the ledger; null for a new one. */
  readonly before: { readonly use: string | null; readonly number: string } | null
  /** The file has named this number. */
  named: boolean
}

/** A record as it will be after the rows read so far. */
type PlannedRecord = {
  readonly id: RecordId
  readonly isNew: boolean
  readonly values: { [field: string]: JsonValue }
  /** What the file says of it. */
  readonly said: { [field: string]: JsonValue }
  readonly set: Set<string>
  readonly phones: PhonePlanned[]
  /** First row of the file that is about it. */
  row: number | null
}

export type ImportRecords = {
  readonly declaration: RecordDeclaration
  readonly children: readonly RecordDeclaration[]
  /** YYYY-MM-DD: what has happened is not after it; absent: not asked. */
  readonly today?: string | undefined
}

const PHONES = 'phones'

/** Says what would happen, row by row, and holds the writes ready. `newId` makes the id of a record of a type. */
export const prepareImport = (
  file: string,
  table: Table,
  mapping: FieldMapping,
  { declaration, children, today }: ImportRecords,
  view: ImportView,
  newId: (type: string) => RecordId,
): PreparedImport => {
  const phone = children.find(({ type }) => type === 'phone') ?? null
  const reader = { mapping, declaration, reading: readingOf(declaration), phone, today }
  const rows = table.rows.map((row) => ({
    row: row.row,
    first: firstText(row.cells),
    read: readRow(row, reader),
  }))
  const isShared = sharedValues(
    rows.map(({ read }) => read.values),
    declaration,
    mapping.key,
  )
  const planned = new Map<RecordId, PlannedRecord>()
  const finder = new RecordFinder<PlannedRecord>(declaration, mapping.key)
  for (const record of view.records) {
    const existing = plannedOf(record.id, record.values, record.children[PHONES] ?? [])
    planned.set(existing.id, existing)
    finder.add(existing)
  }

  const verdictOf = ({ row, first, read }: (typeof rows)[number]): RowVerdict => {
    const title = shown(read.values[declaration.title] ?? null) || first
    const refuse = (problems: RowVerdict['problems'], record: RecordId | null = null): RowVerdict => ({
      row,
      action: 'refused',
      title,
      record,
      changes: [],
      problems,
    })
    if (read.problems.some(({ refuses }) => refuses)) return refuse(read.problems)
    const hits = finder.find(read.values, isShared)
    const found = oneOf(hits.records, read)
    if (found === 'twoMatches') {
      const column = columnOf(mapping, mapping.key[0] ?? declaration.title)
      return refuse([...read.problems, { column, problem: found, value: title, refuses: true }])
    }
    const isOther =
      found !== null && hits.by !== declaration.title && finder.isSomebodyElse(found.values, read.values)
    if (isOther && mapping.renames !== true) {
      const column = columnOf(mapping, hits.by)
      const value = shown(found.values[declaration.title] ?? null)
      return refuse([...read.problems, { column, problem: 'otherName', value, refuses: true }], found.id)
    }
    const target = found ?? newRecord(newId(declaration.type), planned)
    const earlier = target.row
    if (earlier !== null && contradicts(target, read)) {
      const problem = { column: -1, problem: 'repeatedRow', value: String(earlier), refuses: true } as const
      return refuse([...read.problems, problem], target.id)
    }
    // A 0 that the file lost and the ledger has is nothing to look at.
    const problems = read.problems.filter(
      ({ problem, value }) =>
        problem !== 'lostZero' || !target.phones.some(({ number }) => foldPhone(number) === `0${value}`),
    )
    const changes = inOrder(
      applyRow(target, read, () => newId('phone')),
      declaration,
    )
    target.row = earlier ?? row
    finder.add(target)
    const action = found === null ? 'create' : changes.length > 0 ? 'change' : 'same'
    return { row, action, title, record: target.id, changes, problems }
  }

  const verdicts = rows.map(verdictOf)
  const count = (action: RowVerdict['action']) =>
    verdicts.filter((verdict) => verdict.action === action).length
  return {
    preview: {
      file,
      table: table.found,
      columns: columnsOf(table),
      mapping,
      verdicts,
      counts: {
        create: count('create'),
        change: count('change'),
        same: count('same'),
        refused: count('refused'),
      },
    },
    writes: [...planned.values()].flatMap((record) => writesOf(record)),
  }
}

const firstText = (cells: readonly string[]): string => cells.find((cell) => cell.trim() !== '')?.trim() ?? ''

const columnOf = (mapping: FieldMapping, field: string | null): number =>
  mapping.columns.findIndex((target) => target.to === 'field' && target.field === field)

/** Of several records the one that a row would not change at all: then it does not matter which. */
const oneOf = (candidates: readonly PlannedRecord[], read: RowRead): PlannedRecord | 'twoMatches' | null => {
  const [first, second] = candidates
  if (!first || !second) return first ?? null
  return candidates.find((record) => saysNothingNew(record, read)) ?? 'twoMatches'
}

const saysNothingNew = (record: PlannedRecord, { values, phones }: RowRead): boolean =>
  Object.entries(values).every(([field, value]) => isSame(record.values[field], value)) &&
  phones.every((phone) => sameNumber(record, phone) !== undefined)

const newRecord = (id: RecordId, planned: Map<RecordId, PlannedRecord>): PlannedRecord => {
  const record: PlannedRecord = {
    id,
    isNew: true,
    values: {},
    said: {},
    set: new Set(),
    phones: [],
    row: null,
  }
  planned.set(id, record)
  return record
}

const plannedOf = (
  id: RecordId,
  values: FieldValues,
  phones: readonly { readonly id: RecordId; readonly values: FieldValues }[],
): PlannedRecord => ({
  id,
  isNew: false,
  values: { ...values },
  said: {},
  set: new Set(),
  phones: phones.map((phone) => {
    const before = { use: textOrNull(phone.values.use), number: textOrNull(phone.values.number) ?? '' }
    return { id: phone.id, ...before, order: textOrNull(phone.values.order) ?? '', before, named: false }
  }),
  row: null,
})

const textOrNull = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null)

const isSame = (a: JsonValue | undefined, b: JsonValue): boolean =>
  a === b || (typeof b !== 'string' && JSON.stringify(a ?? null) === JSON.stringify(b))

/** A later row may add to what an earlier one said of the same record, and not change it. */
const contradicts = ({ said }: PlannedRecord, { values }: RowRead): boolean =>
  Object.entries(values).some(([field, value]) => said[field] !== undefined && !isSame(said[field], value))

const applyRow = (
  record: PlannedRecord,
  { values, phones }: RowRead,
  newPhoneId: () => RecordId,
): RowChange[] => {
  const changes: RowChange[] = []
  for (const [field, value] of Object.entries(values)) {
    record.said[field] = value
    const before = record.values[field]
    if (isSame(before, value)) continue
    changes.push({ field, before: shown(before ?? null), after: shown(value) })
    record.values[field] = value
    record.set.add(field)
  }
  const unknown = phones.filter((phone) => {
    const same = sameNumber(record, phone)
    if (same) changes.push(...nameNumber(same, phone))
    return !same
  })
  for (const phone of unknown) {
    changes.push({ field: PHONES, use: phone.use, ...addNumber(record, phone, unknown, newPhoneId) })
  }
  return changes
}

const inOrder = (changes: readonly RowChange[], declaration: RecordDeclaration): readonly RowChange[] => {
  const fields = Object.keys(declaration.fields)
  return changes.toSorted((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field))
}

const sameNumber = ({ phones }: PlannedRecord, { number }: PhoneRead): PhonePlanned | undefined =>
  phones.find((phone) => isSameNumber(phone.number, number))

/** A number that is there already is kept, and learns its use if it had none. */
const nameNumber = (planned: PhonePlanned, { use }: PhoneRead): RowChange[] => {
  planned.named = true
  if (planned.use !== null || use === null) return []
  planned.use = use
  return [{ field: PHONES, use, before: planned.number, after: planned.number }]
}

/**
 * The only new number of its use takes the place of the only one that was there and that the file has not named; any
 * other is added. Numbers the file does not name stay.
 */
const addNumber = (
  record: PlannedRecord,
  phone: PhoneRead,
  unknown: readonly PhoneRead[],
  newPhoneId: () => RecordId,
): { readonly before: string; readonly after: string } => {
  const { use, number } = phone
  const ofUse = record.phones.filter((other) => other.use === use)
  const [only] = ofUse
  if (
    only &&
    !only.named &&
    ofUse.length === 1 &&
    unknown.filter((other) => other.use === use).length === 1
  ) {
    const before = only.number
    only.number = number
    only.named = true
    return { before, after: number }
  }
  const order = keyBetween(record.phones.at(-1)?.order ?? null, null)
  record.phones.push({ id: newPhoneId(), use, number, order, before: null, named: true })
  return { before: '', after: number }
}

const writesOf = ({ id, isNew, values, set, phones }: PlannedRecord): readonly Write[] => {
  const own: Write[] =
    isNew || set.size > 0 ? [{ op: isNew ? 'create' : 'set', id, values: pick(values, set) }] : []
  return [...own, ...phones.flatMap((phone) => phoneWrite(phone, id))]
}

const pick = (values: FieldValues, fields: ReadonlySet<string>): FieldValues =>
  Object.fromEntries([...fields].map((field) => [field, values[field] ?? null]))

const phoneWrite = ({ id, use, number, order, before }: PhonePlanned, person: RecordId): readonly Write[] => {
  if (!before)
    return [{ op: 'create', id, values: { person, ...(use === null ? {} : { use }), number, order } }]
  const values: FieldValues = {
    ...(use === before.use ? {} : { use }),
    // Nobody has been reached on another number yet.
    ...(number === before.number ? {} : { number, checkedOn: null }),
  }
  return Object.keys(values).length > 0 ? [{ op: 'set', id, values }] : []
}
