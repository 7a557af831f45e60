import type { RecordId } from '../../shared/journal/entry'
import { useLive } from '../store/client/store-context'
import { useLanguage } from '../ui/use-language'
import { nameOfRecord } from './record-name'

export type Titles = { readonly [id: string]: string }

const none: Titles = {}

/** Titles of records by id, as far as they have arrived. */
export const useTitles = (ids: readonly RecordId[]): Titles => {
  const language = useLanguage()
  const wanted = [...new Set(ids)].sort()
  const live = useLive(
    `titles ${language} ${wanted.join(' ')}`,
    async (store): Promise<Titles> => {
      if (wanted.length === 0) return none
      const views = await store.records(wanted)
      return Object.fromEntries(views.map(({ row }) => [row.id, nameOfRecord(row.id, row.values, language)]))
    },
    (event) => event.type === 'changed' && event.ids.some((id) => wanted.includes(id)),
  )
  return live.status === 'ready' ? live.value : none
}
