/**
 * Planning is pure and asks for rows as it goes; rows live in the database. So the rows an intent is sure to need are
 * fetched first, and a plan that asked for others is made again with them.
 */
import type { PlanView } from '../../shared/journal/draft-records'
import type { Entry, RecordId } from '../../shared/journal/entry'
import type { FieldValues, Write } from '../../shared/journal/intent'
import type { Row } from '../../shared/journal/row'
import { type Declarations, findDeclaration, typesReferredTo } from '../../shared/records/define'
import { user } from '../../shared/records/office/user'
import { declarationOf, registry, typeOfId } from '../../shared/records/registry'

export type RowReader = {
  readonly rows: (ids: Iterable<RecordId>) => Promise<Map<RecordId, Row>>
  /** Every record of a type. */
  readonly allIds: (type: string) => Promise<readonly RecordId[]>
  /** Child records of one parent, of any life. */
  readonly childIds: (childType: string, parent: RecordId) => Promise<readonly RecordId[]>
  /** Live records whose field has this value. */
  readonly holders: (type: string, field: string, value: string) => Promise<readonly RecordId[]>
}

export type Needs = {
  readonly rows: Iterable<RecordId>
  /** Records whose child records are needed too. */
  readonly withChildren: Iterable<RecordId>
}

/** Types whose records hang from records of this one. */
export const childTypesOf = (type: string): readonly string[] =>
  Object.values(registry).flatMap((declaration) => {
    const { parent, fields } = declaration as NonNullable<ReturnType<typeof declarationOf>>
    const field = parent === undefined ? undefined : fields[parent]
    return field?.kind === 'ref' && typesReferredTo(field).includes(type) ? [declaration.type] : []
  })

/** The records and everything that hangs from them, of any life. */
export const withDescendants = async (reader: RowReader, ids: Iterable<RecordId>): Promise<Set<RecordId>> => {
  const all = new Set(ids)
  // The set grows while it is walked: children of children are reached too.
  for (const id of all)
    for (const child of childTypesOf(typeOfId(id)))
      for (const childId of await reader.childIds(child, id)) all.add(childId)
  return all
}

/** What the writes of an intent need to be planned. */
export const needsOf = async (reader: RowReader, writes: readonly Write[]): Promise<Needs> => {
  const rows = new Set<RecordId>()
  const withChildren: RecordId[] = []
  for (const write of writes) {
    rows.add(write.id)
    if (write.op === 'delete' || write.op === 'restore') withChildren.push(write.id)
    if (!('values' in write)) continue
    const fields = declarationOf(typeOfId(write.id))?.fields ?? {}
    for (const [name, value] of Object.entries(write.values)) {
      const field = fields[name]
      if (typeof value !== 'string') continue
      if (field?.kind === 'ref') rows.add(value as RecordId)
      if (field?.kind === 'text' && field.unique)
        for (const id of await reader.holders(typeOfId(write.id), name, value)) rows.add(id)
    }
  }
  return { rows, withChildren }
}

/**
 * What taking an intent back needs: the records it touched with what hangs from them, and who has the unique values
 * now that they had before, have, or get back with their life.
 */
export const needsOfUndo = async (
  reader: RowReader,
  entries: readonly Entry[],
  declared: Declarations = registry,
): Promise<Needs> => {
  const records = new Set(entries.flatMap(({ body }) => body.changes.map(({ record }) => record)))
  const rows = new Set<RecordId>()
  const wanted = new Map<string, Set<string>>()
  const want = (record: RecordId, values: FieldValues): void => {
    for (const [name, field] of Object.entries(findDeclaration(declared, typeOfId(record))?.fields ?? {})) {
      const value = values[name]
      if (field.kind !== 'text' || !field.unique || typeof value !== 'string') continue
      const key = `${typeOfId(record)} ${name}`
      wanted.set(key, (wanted.get(key) ?? new Set()).add(value))
    }
  }
  for (const row of (await reader.rows(await withDescendants(reader, records))).values())
    want(row.id, row.values)
  for (const { body } of entries)
    for (const { record, set } of body.changes)
      want(record, Object.fromEntries(Object.entries(set).map(([name, [before]]) => [name, before])))
  for (const [key, values] of wanted) {
    const [type = '', field = ''] = key.split(' ')
    for (const value of values) for (const id of await reader.holders(type, field, value)) rows.add(id)
  }
  for (const id of records) rows.add(id)
  return { rows, withChildren: records }
}

/** Plans that ask for rows in more rounds than this ask for something that is not there: a defect. */
const ROUNDS = 20

/** Runs a pure plan over rows that are fetched as it asks for them. */
export const planOver = async <T>(
  reader: RowReader,
  { rows, withChildren }: Needs,
  run: (view: PlanView) => T,
): Promise<T> => {
  const known = new Map<RecordId, Row | undefined>()
  const fetch = async (ids: Iterable<RecordId>): Promise<void> => {
    const wanted = [...ids]
    const found = await reader.rows(wanted)
    for (const id of wanted) known.set(id, found.get(id))
  }
  await fetch([
    ...rows,
    ...(await withDescendants(reader, withChildren)),
    ...(await reader.allIds(user.type)),
  ])
  for (let round = 0; round < ROUNDS; round += 1) {
    const missing = new Set<RecordId>()
    const result = run({
      row: (id) => {
        if (!known.has(id)) missing.add(id)
        return known.get(id)
      },
      rowsOf: function* (type) {
        for (const row of known.values()) if (row !== undefined && typeOfId(row.id) === type) yield row
      },
    })
    if (missing.size === 0) return result
    await fetch(missing)
  }
  throw new Error('A plan asked for ever more rows')
}
