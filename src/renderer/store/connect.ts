/** The page's side of the store worker: starts it, hands it the way to the host, and passes its events on. */
import { proxy, type Remote, releaseProxy, wrap } from 'comlink'
import type { Result } from '../../shared/base/result'
import type { HostCall } from '../../shared/contract/host-api'
import type { Opened, OpenFailure, StoreApi, StoreEvent } from './store-api'

export type StoreLink = {
  readonly store: Remote<StoreApi>
  /** Opens the ledger of the host's data folder, filling what is behind. */
  readonly open: () => Promise<Result<Opened, OpenFailure>>
  readonly on: (listener: (event: StoreEvent) => void) => () => void
  /** Lets what is under way finish, closes the databases and ends the worker. */
  readonly close: () => Promise<void>
}

/** Starts the one worker that owns the databases; every call to the host goes through the page. */
export const connectStore = (host: HostCall): StoreLink => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'daicho-store' })
  const store = wrap<StoreApi>(worker)
  const listeners = new Set<(event: StoreEvent) => void>()
  const tell = (event: StoreEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  return {
    store,
    open: () => store.open(proxy(host), proxy(tell)),
    on: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: async () => {
      await store.close()
      store[releaseProxy]()
      worker.terminate()
    },
  }
}
