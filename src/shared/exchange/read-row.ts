/** One row of a table as the values of a record, by the mapping of its columns. */
import type { JsonValue } from '../base/json'
import { checkValue, isAfterToday } from '../journal/validate'
import type { Field, RecordDeclaration } from '../records/define'
import { isSameNumber } from './fold-text'
import type { CellProblem, ColumnTarget, FieldMapping, RowProblem } from './import-plan'
import { type CellValue, normaliseCell, normalisePhone, splitPhones } from './normalise-cell'
import { type PhonesOf, phonesOf } from './phones-of'
import { fills, readingOf } from './propose-mapping'
import type { TableRow } from './table'

export type PhoneRead = {
  readonly use: string | null
  readonly number: string
  /** What columns of their own say of it. */
  readonly details?: { readonly [field: string]: JsonValue }
}

/** The name of a record that a field refers to. */
export type NameRead = { readonly field: string; readonly column: number; readonly name: string }

export type RowRead = {
  readonly row: number
  /** First text of the row: what it is called while it has no name. */
  readonly first: string
  readonly values: { readonly [field: string]: JsonValue }
  readonly names: readonly NameRead[]
  readonly phones: readonly PhoneRead[]
  readonly problems: readonly RowProblem[]
  /** Required fields without a value: they refuse a row that finds no record. */
  readonly missing: readonly RowProblem[]
}

/** What a row is read by; made once for a file. */
export type RowReader = {
  readonly mapping: FieldMapping
  readonly declaration: RecordDeclaration
  /** The field that holds the reading of the title. */
  readonly reading: string | null
  readonly phones: PhonesOf | null
  /** Of a column with a field of phones: the column with the phones. */
  readonly phoneColumns: ReadonlyMap<number, number>
  /** YYYY-MM-DD: what has happened is not after it; absent: not asked. */
  readonly today?: string | undefined
}

export const rowReaderOf = (
  mapping: FieldMapping,
  declaration: RecordDeclaration,
  today?: string,
  phones: PhonesOf | null = phonesOf(declaration),
): RowReader => ({
  mapping,
  declaration,
  reading: readingOf(declaration),
  phones,
  phoneColumns: phoneColumnsOf(mapping.columns),
  today,
})

/** The nearest phone column before each field of phones, or for want of one behind it. */
const phoneColumnsOf = (columns: readonly ColumnTarget[]): ReadonlyMap<number, number> => {
  const phones = columns.flatMap(({ to }, column) => (to === 'phone' ? [column] : []))
  return new Map(
    columns.flatMap(({ to }, column): (readonly [number, number])[] => {
      const owner = phones.findLast((at) => at < column) ?? phones[0]
      return to === 'phoneField' && owner !== undefined ? [[column, owner]] : []
    }),
  )
}

const none: readonly never[] = []

/** Values, names, phones and problems of one row; empty cells say nothing. */
export const readRow = ({ row, cells, ragged, problems: known }: TableRow, reader: RowReader): RowRead => {
  const { mapping, declaration, reading, phones: kind, phoneColumns, today } = reader
  const values: { [field: string]: JsonValue } = {}
  const problems: RowProblem[] = known ? [...known] : []
  const names: NameRead[] = []
  const phones: PhoneRead[] = []
  const phonesAt = new Map<number, PhoneRead[]>()
  const parts: { [part: string]: string } = {}

  /** The value as `plan` will store it; null when the cell says nothing or is refused. */
  const take = (column: number, read: CellValue, field: Field, canDoWithout = !field.required): JsonValue => {
    const isLeft = mapping.leaveOutBadCells === true && canDoWithout
    const note = (problem: CellProblem, refuses: boolean): void => {
      problems.push({ column, value: shown(read.value), problem, refuses: refuses && !isLeft })
    }
    if (read.problem) note(read.problem.problem, read.problem.refuses)
    if (read.problem?.refuses || read.value === null) return null
    if (field.kind === 'ref') return read.value
    const checked = checkValue(field, read.value)
    if (!checked.ok) note(checked.error, true)
    else if (today !== undefined && isAfterToday(field, checked.value, today)) note('afterToday', true)
    else return checked.value
    return null
  }

  mapping.columns.forEach((target, column) => {
    const cell = cells[column] ?? ''
    if (target.to === 'nothing' || target.to === 'phoneField' || cell === '') return
    if (target.to === 'field') {
      const field = declaration.fields[target.field]
      if (!field) return
      const value = take(column, normaliseCell(cell, field, mapping), field)
      if (value === null) return
      if (field.kind === 'ref') names.push({ field: target.field, column, name: String(value) })
      else values[target.field] = value
    } else if (target.to === 'phone') {
      const field = kind?.child.fields[kind.child.title]
      if (!field) return
      const here: PhoneRead[] = []
      for (const part of splitPhones(cell)) {
        // A phone is left out whole.
        const number = take(column, normalisePhone(part, mapping.restoreZero ?? false), field, true)
        if (typeof number === 'string') here.push({ use: target.use, number })
      }
      if (here.length > 0) phonesAt.set(column, here)
    } else {
      const isName = target.to === 'familyName' || target.to === 'givenName'
      const name = isName ? declaration.title : reading
      const field = name === null ? undefined : declaration.fields[name]
      if (!field) return
      const value = take(column, normaliseCell(cell, field, mapping), field, false)
      if (typeof value === 'string') parts[target.to] = value
    }
  })

  for (const [column, owner] of phoneColumns) {
    const target = mapping.columns[column]
    const field = target?.to === 'phoneField' ? kind?.child.fields[target.field] : undefined
    const cell = cells[column] ?? ''
    const of = phonesAt.get(owner)
    if (target?.to !== 'phoneField' || !field || !of || cell === '') continue
    const value = take(column, normaliseCell(cell, field, mapping), field, true)
    if (value === null) continue
    of.forEach((phone, at) => {
      of[at] = { ...phone, details: { ...phone.details, [target.field]: value } }
    })
  }
  for (const here of phonesAt.values()) for (const phone of here) addPhone(phones, phone)

  joinParts(declaration.title, parts.familyName, parts.givenName, values)
  if (reading !== null) joinParts(reading, parts.familyReading, parts.givenReading, values)
  if (ragged) problems.push({ column: -1, problem: 'raggedRow', value: '', refuses: ragged === 'long' })
  return {
    row,
    first: values[declaration.title] === undefined ? firstText(cells) : '',
    values,
    names: names.length > 0 ? names : none,
    phones: phones.length > 0 ? phones : none,
    problems: problems.length > 0 ? problems : none,
    missing: missingOf(reader, values, problems),
  }
}

const firstText = (cells: readonly string[]): string => cells.find((cell) => cell.trim() !== '')?.trim() ?? ''

/** Named twice in a row a number is one, under the writing that has its 0. */
const addPhone = (phones: PhoneRead[], phone: PhoneRead): void => {
  const at = phones.findIndex(
    ({ number }) => isSameNumber(number, phone.number) || isSameNumber(phone.number, number),
  )
  const there = phones[at]
  if (there === undefined) phones.push(phone)
  else {
    const number = isSameNumber(there.number, phone.number) ? there.number : phone.number
    const details = { ...phone.details, ...there.details }
    phones[at] = {
      use: there.use ?? phone.use,
      number,
      ...(Object.keys(details).length > 0 ? { details } : {}),
    }
  }
}

/** Japanese names stand family name first, others given name first; a whole name in a column of its own wins. */
const joinParts = (
  field: string,
  family: string | undefined,
  given: string | undefined,
  values: { [field: string]: JsonValue },
): void => {
  if (values[field] !== undefined) return
  const both = [family, given].filter((part) => part !== undefined)
  if (both.length === 0) return
  const isJapanese = /[\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8bf]/.test(both.join(''))
  values[field] = (isJapanese ? both : both.toReversed()).join(' ')
}

/** Required fields without a value, at the column it should have come from; not where that was refused already. */
const missingOf = (
  { mapping, declaration }: RowReader,
  values: { readonly [field: string]: JsonValue },
  problems: readonly RowProblem[],
): readonly RowProblem[] => {
  let missing: RowProblem[] | null = null
  for (const name in declaration.fields) {
    const field = declaration.fields[name]
    if (!field?.required || field.hidden || values[name] !== undefined) continue
    const column = mapping.columns.findIndex((target) => fills(target, name, declaration))
    const isNamed = problems.some(
      (problem) => problem.refuses && (problem.column === column || problem.column === -1),
    )
    if (isNamed) continue
    missing ??= []
    missing.push({ column, problem: 'required', value: '', refuses: true })
  }
  return missing ?? none
}

/** A value as text, for verdicts. */
export const shown = (value: JsonValue): string => {
  if (value === null) return ''
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(', ') : String(value)
}
