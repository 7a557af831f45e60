/** The records a person wants as a file, in the order of the list they come from. */
import type { ExportRecord } from '../../../shared/exchange/export-table'
import type { RecordId } from '../../../shared/journal/entry'
import type { ListQuery, RecordView, StoreApi } from '../../store/store-api'

/** Records asked for at once: few large questions are many times faster than many small ones. */
const AT_ONCE = 10_000

type RecordStore = {
  readonly [Call in 'openList' | 'listIds' | 'closeList' | 'records']: (
    ...wish: Parameters<StoreApi[Call]>
  ) => Promise<Awaited<ReturnType<StoreApi[Call]>>>
}

/** Ids of what a list shows. */
export const idsOf = async (
  store: Omit<RecordStore, 'records'>,
  query: ListQuery,
): Promise<readonly RecordId[]> => {
  const list = await store.openList(query)
  const ids = await store.listIds(list.id)
  await store.closeList(list.id)
  return ids
}

/** The live ones among these records, with their children. */
export const readRecords = async (
  store: Pick<RecordStore, 'records'>,
  ids: readonly RecordId[],
): Promise<readonly ExportRecord[]> => {
  const records: ExportRecord[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const views = await store.records(ids.slice(from, from + AT_ONCE))
    records.push(...views.filter(({ row }) => row.life === 'live').map(recordOf))
  }
  return records
}

/** A record as an export looks at it. */
export const recordOf = ({ row, children, titles }: RecordView): ExportRecord => ({
  id: row.id,
  values: row.values,
  children: Object.fromEntries(
    Object.entries(children).map(([field, rows]) => [field, rows.map(({ values }) => values)]),
  ),
  titles,
})
