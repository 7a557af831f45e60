/** Stores for tests: a time that stands unless it is moved, chance from a seed, idle work only when it is asked for. */

import { createStore } from '../../src/renderer/store/create-store'
import type { StoreApi, StoreEvent } from '../../src/renderer/store/store-api'
import type { StoreDeps } from '../../src/renderer/store/store-deps'
import type { HostCall } from '../../src/shared/contract/host-api'

export type TestStore = {
  readonly store: StoreApi
  readonly events: StoreEvent[]
  /** Does the idle work that waits, in the order it was asked for. */
  readonly idle: () => Promise<void>
}

/** Minutes a test's clock stands at: 2026-11-22T05:00:00Z, moved on by one second per question. */
const START_MS = Date.UTC(2026, 10, 22, 5)

/** Numbers that look random and are the same in every run (mulberry32). */
const createRandom = (seed: number) => {
  let state = seed
  return (bytes: number): Uint8Array =>
    Uint8Array.from({ length: bytes }, () => {
      state = (state + 0x6d2b79f5) | 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return (t ^ (t >>> 14)) & 0xff
    })
}

let seeds = 0
let clock = START_MS

export const createTestStore = (): TestStore => {
  const events: StoreEvent[] = []
  const waiting: (() => Promise<void>)[] = []
  seeds += 1
  const deps: StoreDeps = {
    now: () => {
      clock += 1000
      return clock
    },
    zone: 'Asia/Tokyo',
    offsetAt: () => 540,
    random: createRandom(seeds),
    later: (_ms, task) => {
      waiting.push(task)
      return () => {
        const at = waiting.indexOf(task)
        if (at >= 0) waiting.splice(at, 1)
      }
    },
  }
  const api = createStore(deps)
  const store: StoreApi = {
    ...api,
    open: (host, onEvent) =>
      api.open(host, (event) => {
        events.push(event)
        onEvent(event)
      }),
  }
  return {
    store,
    events,
    idle: async () => {
      // Work that asks for itself again (the vault is still away) waits for the next time.
      for (const task of waiting.splice(0)) await task()
    },
  }
}

/** Opens a store on a host; fails the test when that does not work. */
export const openTestStore = async (host: HostCall): Promise<TestStore> => {
  const made = createTestStore()
  const opened = await made.store.open(host, () => undefined)
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.error)}`)
  return made
}
