/** What an import sees of the ledger, and the dry run that waits to be carried out. */
import { newRecordId } from '../../shared/base/random'
import type { Result } from '../../shared/base/result'
import { decodeWith } from '../../shared/exchange/decode-bytes'
import type { ExistingRecord, ImportProblem, PreparedImport } from '../../shared/exchange/import-plan'
import { type ImportWish, previewImport } from '../../shared/exchange/preview-import'
import type { RecordId } from '../../shared/journal/entry'
import type { Row } from '../../shared/journal/row'
import { declarationOf } from '../../shared/records/registry'
import type { ViewDb } from './view-db'
import type { ViewKeeper } from './view-keeper'

type Views = { readonly viewDb: ViewDb; readonly view: ViewKeeper }

const liveRows = async ({ viewDb, view }: Views, type: string): Promise<Row[]> => {
  const rows: Row[] = []
  for await (const pack of viewDb.eachRow(view.generationOf(type)))
    for (const row of pack) if (row.life === 'live') rows.push(row)
  return rows
}

const textAt = (row: Row, field: string | undefined): string => {
  const value = field === undefined ? undefined : row.values[field]
  return typeof value === 'string' ? value : ''
}

/** Live child records by parent, in the order they are kept in. */
const childrenByParent = async (views: Views, childType: string): Promise<Map<string, Row[]>> => {
  const declaration = declarationOf(childType)
  const byParent = new Map<string, Row[]>()
  for (const row of await liveRows(views, childType)) {
    const parent = textAt(row, declaration?.parent)
    const siblings = byParent.get(parent)
    if (siblings === undefined) byParent.set(parent, [row])
    else siblings.push(row)
  }
  for (const siblings of byParent.values())
    siblings.sort((a, b) => {
      const [keyA, keyB] = [textAt(a, declaration?.orderBy), textAt(b, declaration?.orderBy)]
      return keyA < keyB ? -1 : keyA > keyB ? 1 : a.id < b.id ? -1 : 1
    })
  return byParent
}

/** Reads a file into a dry run over the live records of a type. */
export const prepareFile = async (
  views: Views,
  wish: ImportWish,
  random: (bytes: number) => Uint8Array,
  today: string,
): Promise<Result<PreparedImport, ImportProblem>> => {
  const fields = Object.entries(declarationOf(wish.recordType)?.fields ?? {})
  const childMaps = new Map<string, Map<string, Row[]>>()
  for (const [name, field] of fields)
    if (field.kind === 'children') childMaps.set(name, await childrenByParent(views, field.of))
  const records = (await liveRows(views, wish.recordType)).map(
    ({ id, values }): ExistingRecord => ({
      id,
      values,
      children: Object.fromEntries([...childMaps].map(([name, byParent]) => [name, byParent.get(id) ?? []])),
    }),
  )
  return previewImport(wish, {
    decode: decodeWith(TextDecoder),
    view: { records },
    newId: (type): RecordId => newRecordId(type, random),
    today,
  })
}
