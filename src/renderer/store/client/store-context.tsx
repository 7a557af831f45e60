import type { Remote } from 'comlink'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { StoreApi, StoreEvent } from '../store-api'
import type { Live } from './live-query'
import { type StoreConnection, StoreSession } from './store-session'

const Session = createContext<StoreSession | null>(null)

export type StoreProviderProps = {
  /** The worker of the open ledger; another one starts with nothing remembered. */
  readonly connection: StoreConnection
  readonly children: ReactNode
}

/** Gives the screens below it the open ledger. */
export const StoreProvider = ({ connection, children }: StoreProviderProps) => {
  const session = useMemo(() => new StoreSession(connection), [connection])
  useEffect(() => session.listen(), [session])
  return <Session.Provider value={session}>{children}</Session.Provider>
}

/** The session of the nearest StoreProvider; without one the caller stands in the wrong place: a defect. */
export const useSession = (): StoreSession => {
  const session = useContext(Session)
  if (!session) throw new Error('No StoreProvider above this component')
  return session
}

/** The worker's calls, as the page has them. */
export type Store = Remote<StoreApi>

/** The worker's calls. */
export const useStore = (): Store => useSession().store

/** Hears every event of the worker while mounted. */
export const useStoreEvents = (listener: (event: StoreEvent) => void): void => {
  const session = useSession()
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => session.on((event) => latest.current(event)), [session])
}

/**
 * A shared, live answer. `key` names the question in full; `isTouched` says which events make it out of date. A
 * reading that broke is thrown to the boundary.
 */
export const useLive = <T,>(
  key: string,
  read: (store: Remote<StoreApi>) => Promise<T>,
  isTouched: (event: StoreEvent) => boolean,
): Exclude<Live<T>, { status: 'failed' }> => {
  const session = useSession()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names `read` and `isTouched` in full
  const held = useMemo(() => session.held(key, () => read(session.store), isTouched), [session, key])
  const watch = useCallback((listener: () => void) => session.watch(held, listener), [session, held])
  const live = useSyncExternalStore(watch, held.query.get)
  if (live.status === 'failed') throw live.error
  return live
}
