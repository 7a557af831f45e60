import type { RecordId } from '../../../shared/journal/entry'
import type { Store } from '../../store/client/store-context'
import type { ListRow } from '../../store/store-api'

export type KnownRounds = {
  /** The newest first. */
  readonly rounds: readonly {
    readonly id: RecordId
    readonly name: string
    readonly startedOn: string
    readonly closedOn: string | null
    /** Name of its contact list; null: everybody. */
    readonly list: string | null
  }[]
  /** Contact lists a round can be of. */
  readonly lists: readonly { readonly id: RecordId; readonly name: string }[]
}

const allRows = async (store: Store, type: string): Promise<readonly ListRow[]> => {
  const list = await store.openList({ type, life: 'live' })
  try {
    return await store.listRows(list.id, 0, list.total)
  } finally {
    await store.closeList(list.id)
  }
}

/** Every round, and every list there is. */
export const readRounds = async (store: Store): Promise<KnownRounds> => {
  const rounds = (await allRows(store, 'checkRound')).map(({ id, values, shown }) => ({
    id,
    name: String(values.name ?? ''),
    startedOn: String(values.startedOn ?? ''),
    closedOn: typeof values.closedOn === 'string' ? values.closedOn : null,
    list: values.list === undefined ? null : (shown.list ?? ''),
  }))
  const lists = await allRows(store, 'contactList')
  return {
    rounds: rounds.toSorted((a, b) => Number(a.startedOn < b.startedOn) - Number(a.startedOn > b.startedOn)),
    lists: lists.map(({ id, values }) => ({ id, name: String(values.name ?? '') })),
  }
}
