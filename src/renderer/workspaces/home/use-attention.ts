import { addDays } from '../../../shared/domain/written/date-text'
import { useToday } from '../../generic/GenericSurroundings'
import { useOffice } from '../../store/client/hooks'
import { useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import type { ListFilter } from '../../store/store-api'

/** What is counted: numbers last checked too long ago, numbers never checked, people without any number. */
const asks = ['unchecked', 'never', 'missing'] as const
type Ask = (typeof asks)[number]

export type Attention = {
  /** People each of it is about, and the list filter that opens them. */
  readonly lines: readonly { readonly ask: Ask; readonly count: number; readonly filter: ListFilter }[]
  /** Days after which a number counts as unchecked. */
  readonly days: number
}

const peopleAndPhones = new Set(['person', 'phone', 'office'])

/** What people's phone numbers ask for; undefined while it is counted. */
export const useAttention = (): Attention | undefined => {
  const { uncheckedAfterDays: days, zone } = useOffice()
  const today = useToday(zone)
  const wanted: { readonly [ask in Ask]: string } = {
    unchecked: `before:${addDays(today, -days)}`,
    never: 'never',
    missing: '',
  }
  const live = useLive(
    `attention ${today} ${days}`,
    async (store) => {
      const lines: Attention['lines'][number][] = []
      for (const ask of asks) {
        const filter = { field: 'phones', oneOf: [wanted[ask]] }
        const list = await store.openList({ type: 'person', life: 'live', filters: [filter] })
        await store.closeList(list.id)
        lines.push({ ask, count: list.total, filter })
      }
      return lines
    },
    (event) => touches(event, peopleAndPhones),
  )
  return live.status === 'ready' ? { lines: live.value, days } : undefined
}
