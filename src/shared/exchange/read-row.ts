/** One row of a table as the values of a record, by the mapping of its columns. */
import type { JsonValue } from '../base/json'
import { checkValue, isAfterToday } from '../journal/validate'
import type { Field, RecordDeclaration } from '../records/define'
import { isSameNumber } from './fold-text'
import type { CellProblem, FieldMapping, RowProblem } from './import-plan'
import { type CellValue, normaliseCell, normalisePhone, splitPhones } from './normalise-cell'
import type { TableRow } from './read-table'

export type PhoneRead = { readonly use: string | null; readonly number: string }

export type RowRead = {
  readonly values: { readonly [field: string]: JsonValue }
  readonly phones: readonly PhoneRead[]
  readonly problems: readonly RowProblem[]
}

/** Declarations a row is read by: of the record, and of its phones where it has some. */
export type RowReader = {
  readonly mapping: FieldMapping
  readonly declaration: RecordDeclaration
  /** The field that holds the reading of the title. */
  readonly reading: string | null
  readonly phone: RecordDeclaration | null
  /** YYYY-MM-DD: what has happened is not after it; absent: not asked. */
  readonly today?: string | undefined
}

/** Values, phones and problems of one row; empty cells say nothing. */
export const readRow = ({ cells, ragged }: TableRow, reader: RowReader): RowRead => {
  const { mapping, declaration, reading, phone, today } = reader
  const values: { [field: string]: JsonValue } = {}
  const phones: PhoneRead[] = []
  const problems: RowProblem[] = []
  const parts: { [part: string]: string } = {}

  /** The value as `plan` will store it; null when the cell says nothing or is refused. */
  const take = (column: number, read: CellValue, field: Field, canDoWithout = !field.required): JsonValue => {
    const isLeft = mapping.leaveOutBadCells === true && canDoWithout
    const note = (problem: CellProblem, refuses: boolean): void => {
      problems.push({ column, value: shown(read.value), problem, refuses: refuses && !isLeft })
    }
    if (read.problem) note(read.problem.problem, read.problem.refuses)
    if (read.problem?.refuses || read.value === null) return null
    const checked = checkValue(field, read.value)
    if (!checked.ok) note(checked.error, true)
    else if (today !== undefined && isAfterToday(field, checked.value, today)) note('afterToday', true)
    else return checked.value
    return null
  }

  mapping.columns.forEach((target, column) => {
    const cell = cells[column] ?? ''
    if (target.to === 'nothing' || cell === '') return
    if (target.to === 'field') {
      const field = declaration.fields[target.field]
      if (!field) return
      const value = take(column, normaliseCell(cell, field), field)
      if (value !== null) values[target.field] = value
    } else if (target.to === 'phone') {
      const field = phone?.fields.number
      if (!field) return
      for (const part of splitPhones(cell)) {
        // A phone is left out whole.
        const number = take(column, normalisePhone(part, mapping.restoreZero ?? false), field, true)
        if (typeof number !== 'string') continue
        addPhone(phones, { use: target.use, number })
      }
    } else {
      const isName = target.to === 'familyName' || target.to === 'givenName'
      const name = isName ? declaration.title : reading
      const field = name === null ? undefined : declaration.fields[name]
      if (!field) return
      const value = take(column, normaliseCell(cell, field), field, false)
      if (typeof value === 'string') parts[target.to] = value
    }
  })

  joinParts(declaration.title, parts.familyName, parts.givenName, values)
  if (reading !== null) joinParts(reading, parts.familyReading, parts.givenReading, values)
  noteMissing(reader, values, problems)
  if (ragged) problems.push({ column: -1, problem: 'raggedRow', value: '', refuses: ragged === 'long' })
  return { values, phones, problems }
}

/** Named twice in a row a number is one, under the writing that has its 0. */
const addPhone = (phones: PhoneRead[], phone: PhoneRead): void => {
  const at = phones.findIndex(
    ({ number }) => isSameNumber(number, phone.number) || isSameNumber(phone.number, number),
  )
  const there = phones[at]
  if (there === undefined) phones.push(phone)
  else if (!isSameNumber(there.number, phone.number)) phones[at] = { ...there, number: phone.number }
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

/** A required field without a value refuses the row, at the column it should have come from. */
const noteMissing = (
  { mapping, declaration }: RowReader,
  values: { readonly [field: string]: JsonValue },
  problems: RowProblem[],
): void => {
  for (const [name, field] of Object.entries(declaration.fields)) {
    if (!field.required || field.hidden || values[name] !== undefined) continue
    const column = mapping.columns.findIndex(
      (target) =>
        (target.to === 'field' && target.field === name) ||
        (name === declaration.title && (target.to === 'familyName' || target.to === 'givenName')),
    )
    if (problems.some((problem) => problem.refuses && problem.column === column)) continue
    problems.push({ column, problem: 'required', value: '', refuses: true })
  }
}

/** A value as text, for verdicts. */
export const shown = (value: JsonValue): string => {
  if (value === null) return ''
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(', ') : String(value)
}
