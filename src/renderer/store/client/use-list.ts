import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ListQuery } from '../store-api'
import { type ListSnapshot, ListWindow } from './list-window'
import { useSession, useStoreEvents } from './store-context'
import { shownTypes, touches } from './touched'

export type LiveList = ListSnapshot & Pick<ListWindow, 'row' | 'look' | 'ids'>

/** A list that follows the ledger; `look` says which rows are in sight, `row` gives what has arrived. */
export const useList = (query: ListQuery): LiveList => {
  const { store } = useSession()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is asked of the same window, below
  const list = useMemo(() => new ListWindow(store, query), [store, query.type, query.life])
  const asked = JSON.stringify(query)
  useEffect(() => list.ask(JSON.parse(asked) as ListQuery), [list, asked])
  const types = useMemo(() => shownTypes(query.type), [query.type])
  useStoreEvents((event) => {
    if (touches(event, types)) list.refresh()
  })
  const snapshot = useSyncExternalStore(list.subscribe, list.get)
  if (snapshot.error) throw snapshot.error
  return useMemo(
    () => ({
      ...snapshot,
      row: (index) => list.row(index),
      look: (from, to) => list.look(from, to),
      ids: () => list.ids(),
    }),
    [snapshot, list],
  )
}
