/** Verdicts of any number of rows, made as they are asked for: what is kept of a row is little. */
import type { JsonValue } from '../base/json'
import type { RecordDeclaration } from '../records/define'
import type { CellProblem, RowChange, RowProblem, RowVerdict, VerdictKind, Verdicts } from './import-plan'
import type { PhonesOf } from './phones-of'
import type { PlannedRecord } from './planned-record'
import { type RowRead, shown } from './read-row'

/** A row and what becomes of it. */
export type Judged = {
  readonly read: RowRead
  action: RowVerdict['action']
  /** The record it is about; of a refused row the one it might be. */
  readonly target: PlannedRecord | null
  /** Null where all that the row says is new. */
  changes: RowChange[] | null
  problems: readonly RowProblem[]
}

export type Judgement = {
  readonly rows: readonly Judged[]
  /** Records the file does not name, each with what happens to it. */
  readonly gone: readonly {
    readonly record: PlannedRecord
    readonly isDeleted: boolean
    readonly isUser: boolean
  }[]
  readonly declaration: RecordDeclaration
  readonly phones: PhonesOf | null
  readonly shownOf: (field: string, value: JsonValue) => string
}

const kinds = ['all', 'create', 'change', 'same', 'refused', 'gone', 'delete', 'look'] as const

const actionOfGone = ({ isDeleted }: Judgement['gone'][number]): 'gone' | 'delete' =>
  isDeleted ? 'delete' : 'gone'

const isLooked = ({ action, problems }: Judged): boolean => action !== 'refused' && problems.length > 0

export const countsOf = ({ rows, gone }: Judgement): { readonly [K in VerdictKind]: number } => {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as { [K in VerdictKind]: number }
  for (const row of rows) {
    counts[row.action] += 1
    if (isLooked(row)) counts.look += 1
  }
  for (const each of gone) counts[actionOfGone(each)] += 1
  counts.all = rows.length + counts.delete
  return counts
}

/** Every problem that some row has. */
export const problemsOf = ({ rows }: Judgement): readonly CellProblem[] => {
  const found = new Set<CellProblem>()
  for (const { problems } of rows) for (const { problem } of problems) found.add(problem)
  return [...found]
}

export const verdictsOf = (judgement: Judgement): Verdicts => {
  const { rows, gone } = judgement
  /** Places of the verdicts of a kind: of rows first, then of what is gone. */
  const places = new Map<VerdictKind, readonly number[]>()
  const placesOf = (kind: VerdictKind): readonly number[] => {
    const known = places.get(kind)
    if (known) return known
    const found: number[] = []
    rows.forEach((row, at) => {
      if (isOfKind(row, kind)) found.push(at)
    })
    gone.forEach((each, at) => {
      // What stays as it is stands only where it is asked for.
      if (actionOfGone(each) === kind || (kind === 'all' && each.isDeleted)) found.push(rows.length + at)
    })
    places.set(kind, found)
    return found
  }
  const at = (place: number): RowVerdict => {
    const row = rows[place]
    return row
      ? verdictOf(row, judgement)
      : verdictOfGone(gone[place - rows.length] as Judgement['gone'][number], judgement)
  }
  return { window: (kind, from, to) => placesOf(kind).slice(from, to).map(at) }
}

const isOfKind = (row: Judged, kind: VerdictKind): boolean =>
  kind === 'all' || (kind === 'look' ? isLooked(row) : row.action === kind)

const verdictOf = (row: Judged, judgement: Judgement): RowVerdict => {
  const { read, action, target, changes, problems } = row
  const { declaration } = judgement
  return {
    row: read.row,
    action,
    title:
      titleOf(read.values, declaration) ||
      (action === 'refused' ? '' : titleOf(target?.values, declaration)) ||
      read.first,
    record: target?.id ?? null,
    changes: action === 'refused' ? [] : inOrder(changes ?? allNew(row, judgement), declaration),
    problems,
  }
}

const verdictOfGone = (
  { record, isDeleted, isUser }: Judgement['gone'][number],
  { declaration }: Judgement,
): RowVerdict => ({
  row: 0,
  action: isDeleted ? 'delete' : 'gone',
  title: titleOf(record.values, declaration),
  record: record.id,
  changes: [],
  problems: isUser ? [{ column: -1, problem: 'isUser', value: '', refuses: false }] : [],
})

const titleOf = (
  values: { readonly [field: string]: JsonValue } | undefined,
  { title }: RecordDeclaration,
): string => shown(values?.[title] ?? null)

/** Everything a row says, where it is the first about a new record. */
const allNew = ({ read, target }: Judged, { phones, shownOf, declaration }: Judgement): RowChange[] => {
  const changes: RowChange[] = Object.entries(read.values).map(([field, value]) => ({
    field,
    before: '',
    after: shownOf(field, value),
  }))
  for (const { field } of read.names) {
    const value = read.values[field] === undefined ? target?.values[field] : undefined
    if (value !== undefined && declaration.fields[field])
      changes.push({ field, before: '', after: shownOf(field, value) })
  }
  if (phones === null) return changes
  for (const { use, number, details } of read.phones) {
    changes.push({ field: phones.field, use, before: '', after: number })
    for (const [phoneField, value] of Object.entries(details ?? {}))
      changes.push({ field: phones.field, use, phoneField, before: '', after: shown(value) })
  }
  return changes
}

const inOrder = (changes: readonly RowChange[], { fields }: RecordDeclaration): readonly RowChange[] => {
  const order = Object.keys(fields)
  return changes.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
}
