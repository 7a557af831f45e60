/**
 * The dry run of an import: every row becomes a verdict in words of row and column, and together they become the writes
 * of one intent. Invariants: a refused row writes nothing; the same file again changes nothing; what the file does not
 * say stays as it is.
 */
import type { JsonValue } from '../base/json'
import { ok, type Result } from '../base/result'
import { compareReadings } from '../base/text'
import type { RecordId } from '../journal/entry'
import type { Write } from '../journal/intent'
import { type RecordDeclaration, typesReferredTo } from '../records/define'
import { holdsTitle, RecordFinder, sharedValues } from './find-record'
import { foldName } from './fold-text'
import type {
  FieldMapping,
  ImportPreview,
  ImportProblem,
  ImportView,
  Key,
  PreparedImport,
  RowProblem,
} from './import-plan'
import { NameIndex } from './name-index'
import { type PhonesOf, phonesOf } from './phones-of'
import {
  applyFirst,
  applyRow,
  applyValue,
  contradicts,
  hasWithZero,
  newRecord,
  type PlannedRecord,
  plannedOf,
  saysNothingNew,
  writesOf,
} from './planned-record'
import { fills, readingOf } from './propose-mapping'
import { type NameRead, type RowRead, type RowReader, readRow, rowReaderOf, shown } from './read-row'
import { NameResolver } from './resolve-names'
import type { Table, TableRow } from './table'
import { countsOf, type Judged, type Judgement, problemsOf, verdictsOf } from './verdict-list'

export type ImportRecords = {
  readonly declaration: RecordDeclaration
  /** Where they are not those of the registry. */
  readonly phones?: PhonesOf | null
  /** YYYY-MM-DD: what has happened is not after it; absent: not asked. */
  readonly today?: string | undefined
}

export type ImportDeps = {
  readonly view: ImportView
  /** A new random id of a type. */
  readonly newId: (type: string) => RecordId
}

/** What a dry run comes to, but for what is known of the file already. */
export type Prepared = Omit<PreparedImport, 'preview'> &
  Pick<ImportPreview, 'rows' | 'counts' | 'missing' | 'deletable' | 'problems' | 'refusesCells'>

/** Reads all rows of a table by a mapping. `isLarge`: its text must not be held. `onRows`: answers why to stop, or null. */
export const readRows = async (
  table: Table,
  reader: RowReader,
  isLarge: boolean,
  onRows: (read: number) => ImportProblem | null = () => null,
): Promise<Result<readonly RowRead[], ImportProblem>> => {
  const reads: RowRead[] = []
  const wanted = reader.mapping.columns.map(({ to }) => to !== 'nothing')
  for await (const batch of table.rows()) {
    if (!batch.ok) return batch
    for (const row of isLarge ? freed(batch.value, wanted) : batch.value) reads.push(readRow(row, reader))
    const stop = onRows(reads.length)
    if (stop) return { ok: false, error: stop }
  }
  return ok(reads)
}

/**
 * Cells that are wanted, copied out of the text they were cut from: a browser keeps the whole text of a slice in memory
 * as long as it keeps one piece of it.
 */
const freed = (rows: readonly TableRow[], wanted: readonly boolean[]): readonly TableRow[] => {
  const cells = JSON.parse(
    JSON.stringify(rows.map((row) => row.cells.map((cell, at) => (wanted[at] ? cell : '')))),
  ) as string[][]
  return rows.map((row, at) => ({ ...row, cells: cells[at] ?? [] }))
}

export const readerFor = (mapping: FieldMapping, { declaration, today, phones }: ImportRecords): RowReader =>
  rowReaderOf(mapping, declaration, today, phones === undefined ? phonesOf(declaration) : phones)

/** Says what would happen, row by row, and holds the writes ready. */
export const prepareImport = (
  reads: readonly RowRead[],
  { mapping, declaration, phones }: RowReader,
  { view, newId }: ImportDeps,
): Prepared => {
  const names = new NameResolver(declaration, view, mapping.makeMissing ?? [], newId)
  const planned = new Map<RecordId, PlannedRecord>()
  const finder = new RecordFinder<PlannedRecord>(declaration, mapping.key)
  for (const record of view.records) {
    const existing = plannedOf(record, phones)
    planned.set(existing.id, existing)
    finder.add(existing)
  }
  for (const { values } of reads) names.noteInFile(values[declaration.title])
  const isShared = sharedValues(rowsWithKeys(reads, finder), declaration, mapping.key)

  const shownOf = (field: string, value: JsonValue): string => {
    if (declaration.fields[field]?.kind !== 'ref' || typeof value !== 'string') return shown(value)
    const id = value as RecordId
    return names.titleOf(id) ?? shown(planned.get(id)?.values[declaration.title] ?? null)
  }
  const applying = {
    declaration,
    phones,
    newPhoneId: () => newId(phones?.child.type ?? ''),
    shownOf,
  }

  const judge = (unresolved: RowRead): Judged => {
    const { read: asWritten, own } = resolved(unresolved, names, mapping)
    const texts = finder.textsOf(asWritten.values)
    const hits = finder.find(asWritten.values, isShared, texts)
    const read = withoutKnown(asWritten, hits.records, mapping, shownOf)
    const refuse = (problems: readonly RowProblem[], target: PlannedRecord | null = null): Judged => {
      if (target) target.named = true
      return { read, action: 'refused', target, changes: [], problems }
    }
    const isRefused = read.problems.some(({ refuses }) => refuses)
    if (isRefused) {
      // What a row cannot be imported for is named by it all the same.
      for (const record of hits.records) record.named = true
      return refuse(read.problems)
    }
    const title = shown(read.values[declaration.title] ?? null) || read.first
    const found = oneOf(hits.records, read, declaration)
    if (found === 'twoMatches') {
      for (const record of hits.records) record.named = true
      const column = columnOf(mapping, hits.by, declaration)
      return refuse([...read.problems, { column, problem: found, value: title, refuses: true }])
    }
    if (found === null && read.missing.length > 0) return refuse([...read.problems, ...read.missing])
    const isOther =
      found !== null &&
      hits.by !== null &&
      !holdsTitle(hits.by, declaration) &&
      finder.isSomebodyElse(found.values, read.values)
    if (isOther && mapping.renames !== true) {
      const column = columnOf(mapping, hits.by, declaration)
      const value = shown(found.values[declaration.title] ?? null)
      return refuse([...read.problems, { column, problem: 'otherName', value, refuses: true }], found)
    }
    const target = found ?? newRecord(newId(declaration.type))
    if (found === null) planned.set(target.id, target)
    if (target.row !== null && contradicts(target, read.values)) {
      const value = String(target.row)
      return refuse([...read.problems, { column: -1, problem: 'repeatedRow', value, refuses: true }], target)
    }
    // A 0 that the file lost and the ledger has is nothing to look at.
    const problems = read.problems.filter(
      ({ problem, value }) => problem !== 'lostZero' || !hasWithZero(target, value),
    )
    const changes = found === null ? applyFirst(target, read, applying) : applyRow(target, read, applying)
    for (const { field } of read.names) {
      const id = read.values[field]
      if (typeof id === 'string') names.use(id as RecordId)
    }
    target.row ??= read.row
    target.named = true
    finder.add(target, found === null ? texts : undefined)
    const action = changes === null ? 'create' : changes.length > 0 ? 'change' : 'same'
    return { read: own === read.names ? read : { ...read, names: own }, action, target, changes, problems }
  }

  const rows = reads.map(judge)
  resolveOwn(rows, planned, { declaration, shownOf })
  const gone = goneOf(planned, view, mapping, rows, declaration)
  const judgement: Judgement = { rows, gone, declaration, phones, shownOf }
  return {
    rows: reads.length,
    counts: countsOf(judgement),
    missing: names.missing(),
    deletable: gone.filter(({ isUser }) => !isUser).length,
    problems: problemsOf(judgement),
    refusesCells: rows.some(({ problems }) => problems.some(isOfCell)),
    verdicts: verdictsOf(judgement),
    writes: () => [
      ...names.writes(),
      ...[...planned.values()].flatMap((record) => writesOf(record, phones)),
      ...gone.flatMap(({ record, isDeleted }): Write[] =>
        isDeleted ? [{ op: 'delete', id: record.id }] : [],
      ),
    ],
  }
}

function* rowsWithKeys(reads: readonly RowRead[], finder: RecordFinder<PlannedRecord>) {
  for (const { values } of reads) yield { values, texts: finder.textsOf(values) }
}

/** What is wrong with a row rather than with one of its cells. */
const ofRows: ReadonlySet<RowProblem['problem']> = new Set([
  'required',
  'twoMatches',
  'otherName',
  'repeatedRow',
  'raggedRow',
  'brokenCard',
])

const isOfCell = ({ problem, column, refuses }: RowProblem): boolean =>
  refuses && column >= 0 && !ofRows.has(problem)

const columnOf = (mapping: FieldMapping, key: Key | null, declaration: RecordDeclaration): number =>
  mapping.columns.findIndex((target) => fills(target, key?.[0] ?? declaration.title, declaration))

/** Of several records the one that a row would not change at all: then it does not matter which. */
const oneOf = (
  candidates: readonly PlannedRecord[],
  read: RowRead,
  declaration: RecordDeclaration,
): PlannedRecord | 'twoMatches' | null => {
  const [first, second] = candidates
  if (!first || !second) return first ?? null
  return candidates.find((record) => saysNothingNew(record, read, declaration)) ?? 'twoMatches'
}

/** The row with references to other records in its values; `own`: those to rows of the file, which come last. */
const resolved = (
  read: RowRead,
  names: NameResolver,
  mapping: FieldMapping,
): { readonly read: RowRead; readonly own: readonly NameRead[] } => {
  if (read.names.length === 0) return { read, own: read.names }
  const values: { [field: string]: JsonValue } = { ...read.values }
  const problems = [...read.problems]
  const own: NameRead[] = []
  for (const named of read.names) {
    if (names.isOffice(named)) continue
    const found = names.resolve(named)
    if (!found.ok)
      problems.push({
        column: named.column,
        problem: found.error,
        value: named.name,
        refuses: mapping.leaveOutBadCells !== true,
      })
    else if (found.value === null) own.push(named)
    else values[named.field] = found.value
  }
  return { read: { ...read, values, problems }, own }
}

/** Of two records of one name, the one that a reference leads to already is the one that the row means. */
const withoutKnown = (
  read: RowRead,
  [record, other]: readonly PlannedRecord[],
  { columns }: FieldMapping,
  shownOf: Judgement['shownOf'],
): RowRead => {
  if (!record || other || !read.problems.some(({ problem }) => problem === 'twoOfName')) return read
  const isKnown = ({ problem, column, value }: RowProblem): boolean => {
    const target = columns[column]
    if (problem !== 'twoOfName' || target?.to !== 'field') return false
    return foldName(shownOf(target.field, record.values[target.field] ?? null)) === foldName(value)
  }
  return { ...read, problems: read.problems.filter((problem) => !isKnown(problem)) }
}

type Own = { readonly declaration: RecordDeclaration; readonly shownOf: Judgement['shownOf'] }

/** References among the rows of the file, when all of them have found their records. */
const resolveOwn = (
  rows: readonly Judged[],
  planned: ReadonlyMap<RecordId, PlannedRecord>,
  { declaration, shownOf }: Own,
): void => {
  if (!rows.some(({ read, action }) => action !== 'refused' && read.names.length > 0)) return
  const index = new NameIndex(declaration)
  for (const { id, values } of planned.values()) index.add(id, values)
  for (const row of rows) {
    const { read, target } = row
    if (row.action === 'refused' || target === null) continue
    for (const { field, column, name } of read.names) {
      const id = index.find(name)
      if (id === null || id === 'several') {
        const problem = id === null ? 'refNotImported' : 'twoOfName'
        row.problems = [...row.problems, { column, problem, value: name, refuses: false }]
        continue
      }
      const before = shownOf(field, target.values[field] ?? null)
      if (!applyValue(target, field, id)) continue
      row.changes?.push({ field, before, after: shownOf(field, id) })
      if (row.action === 'same') row.action = 'change'
    }
  }
}

/** Records of the ledger that no row and no reference names. */
const goneOf = (
  planned: ReadonlyMap<RecordId, PlannedRecord>,
  view: ImportView,
  mapping: FieldMapping,
  rows: readonly Judged[],
  declaration: RecordDeclaration,
): Judgement['gone'] => {
  // Without a key nothing is looked for, so nothing can be missed.
  if (mapping.key.length === 0) return []
  const references = Object.entries(declaration.fields).flatMap(([name, field]) =>
    field.kind === 'ref' && typesReferredTo(field).includes(declaration.type) ? [name] : [],
  )
  const referred = new Set<JsonValue>()
  for (const { action, target } of rows)
    if (action !== 'refused' && target)
      for (const field of references) referred.add(target.values[field] ?? null)
  const isSafe = !rows.some(({ action }) => action === 'refused')
  return [...planned.values()]
    .filter(({ isNew, named, id }) => !isNew && !named && !referred.has(id))
    .map((record) => {
      const isUser = view.users?.has(record.id) ?? false
      return { record, isUser, isDeleted: mapping.deleteGone === true && isSafe && !isUser }
    })
    .sort((a, b) => byName(a.record, b.record, declaration))
}

/** As lists stand: by reading, and where there is none by name. */
const byName = (a: PlannedRecord, b: PlannedRecord, declaration: RecordDeclaration): number => {
  const reading = readingOf(declaration)
  const read = ({ values }: PlannedRecord) => shown(values[reading ?? ''] ?? null) || null
  const title = ({ values }: PlannedRecord) => shown(values[declaration.title] ?? null)
  return compareReadings(read(a), read(b)) || (title(a) < title(b) ? -1 : 1)
}
