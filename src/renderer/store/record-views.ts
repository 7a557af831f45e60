/** Records with what screens show beside them: children in order, and the titles of all they refer to. */
import { titleOf } from '../../shared/journal/draft-records'
import { LIFE, type RecordId } from '../../shared/journal/entry'
import type { Row } from '../../shared/journal/row'
import type { RecordDeclaration } from '../../shared/records/define'
import { declarationOf, typeOfId } from '../../shared/records/registry'
import type { RowReader } from './planning'
import type { ListRow, RecordView } from './store-api'

/** Ids that the refs of a row hold. */
const referencesOf = (row: Row): RecordId[] =>
  Object.entries(declarationOf(typeOfId(row.id))?.fields ?? {}).flatMap(([name, field]) => {
    const value = field.kind === 'ref' ? row.values[name] : undefined
    return typeof value === 'string' ? [value as RecordId] : []
  })

const childFields = (declaration: RecordDeclaration | undefined): [string, string][] =>
  Object.entries(declaration?.fields ?? {}).flatMap(([name, field]): [string, string][] =>
    field.kind === 'children' ? [[name, field.of]] : [],
  )

const nameOf = (row: Row | undefined): string => {
  const declaration = row && declarationOf(typeOfId(row.id))
  return declaration === undefined ? '' : titleOf(declaration, row?.values ?? {})
}

/** Whether a child stands beside its parent: live with a live one, and with a deleted one if the same entry deleted both. */
const standsBeside = (parent: Row, child: Row | undefined): child is Row => {
  if (child === undefined || child.life !== parent.life) return false
  return parent.life !== 'deleted' || lifeEntry(child) === lifeEntry(parent)
}

const lifeEntry = (row: Row): string | undefined => row.stamps[row.by[LIFE] ?? -1]?.id

/** Rows of a list of deleted records, with the child records that were deleted with them. */
export const withDeletedChildren = async (
  around: { readonly reader: RowReader },
  rows: readonly ListRow[],
): Promise<readonly ListRow[]> => {
  const views = await recordViews(
    around,
    rows.map(({ id }) => id),
  )
  return rows.map((row, at) => ({
    ...row,
    children: Object.fromEntries(
      Object.entries(views[at]?.children ?? {}).map(([field, children]) => [
        field,
        children.map(({ values }) => values),
      ]),
    ),
  }))
}

/** In the order asked for; null where there is no such record. */
export const recordViews = async (
  { reader }: { readonly reader: RowReader },
  ids: readonly RecordId[],
): Promise<(RecordView | null)[]> => {
  const childIds = new Map<RecordId, [string, readonly RecordId[]][]>()
  for (const id of ids)
    for (const [field, type] of childFields(declarationOf(typeOfId(id)))) {
      const fields = childIds.get(id) ?? []
      fields.push([field, await reader.childIds(type, id)])
      childIds.set(id, fields)
    }
  const wanted = new Set([...ids, ...[...childIds.values()].flat().flatMap(([, children]) => children)])
  const rows = await reader.rows(wanted)
  const titled = await reader.rows([...rows.values()].flatMap(referencesOf).filter((id) => !rows.has(id)))
  return ids.map((id) => {
    const row = rows.get(id)
    if (row === undefined) return null
    const children: { [field: string]: readonly Row[] } = {}
    const shown = [row]
    for (const [field, children_] of childIds.get(id) ?? []) {
      const beside = children_.map((child) => rows.get(child)).filter((child) => standsBeside(row, child))
      children[field] = beside
      shown.push(...beside)
    }
    const titles: { [id: RecordId]: string } = {}
    for (const reference of shown.flatMap(referencesOf))
      titles[reference] = nameOf(rows.get(reference) ?? titled.get(reference))
    return { row, children, titles }
  })
}
