import type { RecordId } from '../../shared/journal/entry'
import { declarationOf, typeOfId } from '../../shared/records/registry'
import { useLive } from '../store/client/store-context'
import type { RecordView } from '../store/store-api'

export type Titles = { readonly [id: string]: string }

const none: Titles = {}

/** What a record is called. */
export const titleOfRow = (row: RecordView['row']): string => {
  const declaration = declarationOf(typeOfId(row.id))
  const title = declaration ? row.values[declaration.title] : undefined
  return typeof title === 'string' ? title : row.id
}

/** Titles of records by id, as far as they have arrived. */
export const useTitles = (ids: readonly RecordId[]): Titles => {
  const wanted = [...new Set(ids)].sort()
  const live = useLive(
    `titles ${wanted.join(' ')}`,
    async (store): Promise<Titles> => {
      if (wanted.length === 0) return none
      const views = await store.records(wanted)
      return Object.fromEntries(views.map((view) => [view.row.id, titleOfRow(view.row)]))
    },
    (event) => event.type === 'changed' && event.ids.some((id) => wanted.includes(id)),
  )
  return live.status === 'ready' ? live.value : none
}
