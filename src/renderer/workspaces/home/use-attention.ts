import { addDays } from '../../../shared/domain/written/date-text'
import { useToday } from '../../generic/GenericSurroundings'
import { useOffice } from '../../store/client/hooks'
import { useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import type { ListFilter } from '../../store/store-api'

export type Attention = {
  /** People with a number nobody has made sure of for too long. */
  readonly unchecked: number
  /** People without any number. */
  readonly missing: number
  /** As list filters, for opening what is counted. */
  readonly uncheckedFilter: ListFilter
  readonly missingFilter: ListFilter
  /** Days after which a number counts as unchecked. */
  readonly days: number
}

const peopleAndPhones = new Set(['person', 'phone', 'office'])

/** What people's phone numbers ask for; undefined while it is counted. */
export const useAttention = (): Attention | undefined => {
  const { uncheckedAfterDays: days, zone } = useOffice()
  const today = useToday(zone)
  const uncheckedFilter = { field: 'phones', oneOf: [`before:${addDays(today, -days)}`] }
  const missingFilter = { field: 'phones', oneOf: [''] }
  const live = useLive(
    `attention ${today} ${days}`,
    async (store) => {
      const count = async (filter: ListFilter): Promise<number> => {
        const list = await store.openList({ type: 'person', life: 'live', filters: [filter] })
        await store.closeList(list.id)
        return list.total
      }
      return { unchecked: await count(uncheckedFilter), missing: await count(missingFilter) }
    },
    (event) => touches(event, peopleAndPhones),
  )
  return live.status === 'ready' ? { ...live.value, uncheckedFilter, missingFilter, days } : undefined
}
