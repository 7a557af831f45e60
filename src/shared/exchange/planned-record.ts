/** A record as it will be after the rows read so far, and the writes that make it so. */
import type { JsonValue } from '../base/json'
import { keyBetween } from '../base/order'
import { foldPhone } from '../domain/written/phone-text'
import type { RecordId } from '../journal/entry'
import type { FieldValues, Write } from '../journal/intent'
import type { Field, RecordDeclaration } from '../records/define'
import { isSameNumber } from './fold-text'
import type { ExistingRecord, RowChange } from './import-plan'
import { isSameText } from './normalise-cell'
import type { PhonesOf } from './phones-of'
import { type PhoneRead, type RowRead, shown } from './read-row'

type Values = { [field: string]: JsonValue }

type PhonePlanned = {
  readonly id: RecordId
  use: string | null
  number: string
  details: { readonly [field: string]: JsonValue }
  readonly order: string
  /** What stands in the ledger; null for a new one. */
  readonly before: FieldValues | null
  /** The file has named this number. */
  named: boolean
}

export type PlannedRecord = {
  readonly id: RecordId
  readonly isNew: boolean
  readonly values: Values
  /** What the file says of it. */
  said: FieldValues
  /** Fields that are written; null: all of a new record. */
  set: Set<string> | null
  readonly phones: PhonePlanned[]
  /** First row of the file that is about it. */
  row: number | null
  /** The file names it, by a row that may be refused or by a reference. */
  named: boolean
}

const nothing: FieldValues = {}

export const newRecord = (id: RecordId): PlannedRecord => ({
  id,
  isNew: true,
  values: {},
  said: nothing,
  set: null,
  phones: [],
  row: null,
  named: true,
})

export const plannedOf = (
  { id, values, children }: ExistingRecord,
  phones: PhonesOf | null,
): PlannedRecord => ({
  id,
  isNew: false,
  values: { ...values },
  said: nothing,
  set: null,
  phones: phones === null ? [] : (children[phones.field] ?? []).map((child) => plannedPhone(child, phones)),
  row: null,
  named: false,
})

const plannedPhone = (
  { id, values }: { readonly id: RecordId; readonly values: FieldValues },
  { child }: PhonesOf,
): PhonePlanned => ({
  id,
  use: textOrNull(values.use),
  number: textOrNull(values[child.title]) ?? '',
  details: nothing,
  order: textOrNull(child.orderBy === undefined ? undefined : values[child.orderBy]) ?? '',
  before: values,
  named: false,
})

const textOrNull = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null)

/** Whether a field says what a row says. */
export const isSame = (kept: JsonValue | undefined, read: JsonValue, field?: Field): boolean =>
  kept === read ||
  (typeof read === 'string'
    ? isSameText(kept, read, field)
    : JSON.stringify(kept ?? null) === JSON.stringify(read))

export const saysNothingNew = (
  record: PlannedRecord,
  { values, phones }: RowRead,
  { fields }: RecordDeclaration,
): boolean =>
  Object.entries(values).every(([field, value]) => isSame(record.values[field], value, fields[field])) &&
  phones.every((phone) => sameNumber(record, phone) !== undefined)

/** A later row may add to what an earlier one said of the same record, and not change it. */
export const contradicts = ({ said }: PlannedRecord, values: FieldValues): boolean =>
  Object.entries(values).some(([field, value]) => said[field] !== undefined && !isSame(said[field], value))

/** Sets a field; tells whether anything changes by it. */
export const applyValue = (
  record: PlannedRecord,
  field: string,
  value: JsonValue,
  declared?: Field,
): boolean => {
  if (isSame(record.values[field], value, declared)) return false
  record.values[field] = value
  if (!record.isNew) {
    record.set ??= new Set()
    record.set.add(field)
  }
  return true
}

export type Applying = {
  readonly declaration: RecordDeclaration
  readonly phones: PhonesOf | null
  readonly newPhoneId: () => RecordId
  /** What a value is called. */
  readonly shownOf: (field: string, value: JsonValue) => string
}

/** Makes a new record what the first row about it says: all of it is new. */
export const applyFirst = (record: PlannedRecord, { values, phones }: RowRead, applying: Applying): null => {
  Object.assign(record.values, values)
  record.said = values
  if (phones.length > 0 && applying.phones !== null)
    applyPhones(record, phones, applying.phones, applying, [])
  return null
}

/** Makes the record what a row says; answers what changes. */
export const applyRow = (
  record: PlannedRecord,
  { values, phones }: RowRead,
  applying: Applying,
): RowChange[] => {
  const { declaration, shownOf } = applying
  const changes: RowChange[] = []
  for (const [field, value] of Object.entries(values)) {
    const before = record.values[field] ?? null
    if (applyValue(record, field, value, declaration.fields[field]))
      changes.push({ field, before: shownOf(field, before), after: shownOf(field, value) })
  }
  record.said = record.said === nothing ? values : { ...record.said, ...values }
  if (phones.length > 0 && applying.phones !== null)
    applyPhones(record, phones, applying.phones, applying, changes)
  return changes
}

const applyPhones = (
  record: PlannedRecord,
  phones: readonly PhoneRead[],
  kind: PhonesOf,
  { newPhoneId }: Applying,
  changes: RowChange[],
): void => {
  const { field } = kind
  const unknown = phones.filter((phone) => {
    const same = sameNumber(record, phone)
    if (same) changes.push(...nameNumber(same, phone, kind))
    return !same
  })
  for (const phone of unknown) {
    const { planned, before } = addNumber(record, phone, unknown, newPhoneId)
    changes.push({ field, use: phone.use, before, after: phone.number })
    changes.push(...addDetails(planned, phone, kind))
  }
}

const sameNumber = ({ phones }: PlannedRecord, { number }: PhoneRead): PhonePlanned | undefined =>
  phones.find((phone) => isSameNumber(phone.number, number))

/** A number that is there already is kept, and learns its use if it had none. */
const nameNumber = (planned: PhonePlanned, phone: PhoneRead, kind: PhonesOf): RowChange[] => {
  planned.named = true
  const changes = addDetails(planned, phone, kind)
  const { use } = phone
  if (planned.use !== null || use === null) return changes
  planned.use = use
  return [{ field: kind.field, use, before: planned.number, after: planned.number }, ...changes]
}

const addDetails = (
  planned: PhonePlanned,
  { details, use }: PhoneRead,
  { field, child }: PhonesOf,
): RowChange[] => {
  if (details === undefined) return []
  const changes: RowChange[] = []
  for (const [phoneField, value] of Object.entries(details)) {
    const before = planned.details[phoneField] ?? planned.before?.[phoneField] ?? null
    if (isSame(before, value, child.fields[phoneField])) continue
    changes.push({ field, use: use ?? planned.use, phoneField, before: shown(before), after: shown(value) })
    planned.details = { ...planned.details, [phoneField]: value }
  }
  return changes
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
): { readonly planned: PhonePlanned; readonly before: string } => {
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
    return { planned: only, before }
  }
  const planned: PhonePlanned = {
    id: newPhoneId(),
    use,
    number,
    details: nothing,
    order: keyBetween(record.phones.at(-1)?.order ?? null, null),
    before: null,
    named: true,
  }
  record.phones.push(planned)
  return { planned, before: '' }
}

/** A number without its 0 that the ledger has with it. */
export const hasWithZero = ({ phones }: PlannedRecord, number: string): boolean =>
  phones.some((phone) => foldPhone(phone.number) === `0${number}`)

/** What makes the record so, its numbers behind it. */
export const writesOf = (record: PlannedRecord, phones: PhonesOf | null): readonly Write[] => {
  const { id, isNew, values, set } = record
  const own: readonly Write[] = isNew
    ? [{ op: 'create', id, values }]
    : set !== null && set.size > 0
      ? [
          {
            op: 'set',
            id,
            values: Object.fromEntries([...set].map((field) => [field, values[field] ?? null])),
          },
        ]
      : []
  if (phones === null || record.phones.length === 0) return own
  return [...own, ...record.phones.flatMap((phone) => phoneWrite(phone, id, phones))]
}

const phoneWrite = (
  { id, use, number, details, order, before }: PhonePlanned,
  owner: RecordId,
  { child, parent }: PhonesOf,
): readonly Write[] => {
  if (!before) {
    const orderBy = child.orderBy === undefined ? {} : { [child.orderBy]: order }
    const given = { ...(use === null ? {} : { use }), [child.title]: number, ...orderBy, ...details }
    return [{ op: 'create', id, values: { [parent]: owner, ...given } }]
  }
  // That a check of the former number no longer holds is seen to by `plan`.
  const values: FieldValues = {
    ...(use === (before.use ?? null) ? {} : { use }),
    ...(number === before[child.title] ? {} : { [child.title]: number }),
    ...details,
  }
  return Object.keys(values).length > 0 ? [{ op: 'set', id, values }] : []
}
