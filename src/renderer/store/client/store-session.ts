import type { Remote } from 'comlink'
import type { StoreApi, StoreEvent } from '../store-api'
import { LiveQuery } from './live-query'

/** The worker as the page holds it: its calls and its events. */
export type StoreConnection = {
  readonly store: Remote<StoreApi>
  readonly on: (listener: (event: StoreEvent) => void) => () => void
}

/** A question with its live answer. */
export type Held<T> = {
  readonly query: LiveQuery<T>
  readonly isTouched: (event: StoreEvent) => boolean
}

/** Answers nobody looks at are kept for coming back to, up to this many. */
const KEPT_UNWATCHED = 60

/**
 * What the page knows of one open ledger: answers shared by everybody who asks the same, refreshed when the worker
 * says that something they show has changed.
 */
export class StoreSession {
  readonly store: Remote<StoreApi>
  readonly #connection: StoreConnection
  readonly #held = new Map<string, Held<unknown>>()
  /** Apart from `#held`: what is looked at hears events even after its key was forgotten. */
  readonly #watched = new Set<Held<unknown>>()
  readonly #listeners = new Set<(event: StoreEvent) => void>()

  constructor(connection: StoreConnection) {
    this.store = connection.store
    this.#connection = connection
  }

  /** Starts hearing the worker; returns how to stop. */
  listen(): () => void {
    return this.#connection.on((event) => this.#hear(event))
  }

  /** Hears every event of the worker, after the answers it touches were asked for again. */
  readonly on = (listener: (event: StoreEvent) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** The one live answer under this key. */
  held<T>(key: string, read: () => Promise<T>, isTouched: (event: StoreEvent) => boolean): Held<T> {
    const held = this.#held.get(key)
    // The key names the question, so what stands under it has the asker's type.
    if (held) return held as Held<T>
    const made: Held<T> = { query: new LiveQuery(read), isTouched }
    this.#held.set(key, made)
    return made
  }

  /** Looks at an answer: it is fetched, and kept up to date until the returned function is called. */
  watch<T>(held: Held<T>, listener: () => void): () => void {
    this.#watched.add(held)
    const leave = held.query.subscribe(listener)
    return () => {
      leave()
      if (!held.query.watched) this.#watched.delete(held)
    }
  }

  /** Asks again for what depends on who writes now: the worker sends no event for it. */
  refresh(keys: readonly string[]): void {
    for (const key of keys) {
      const held = this.#held.get(key)
      if (!held) continue
      if (held.query.watched) held.query.refresh()
      else this.#held.delete(key)
    }
  }

  #hear(event: StoreEvent): void {
    for (const held of this.#watched) if (held.isTouched(event)) held.query.refresh()
    const unwatched = [...this.#held].filter(([, held]) => !this.#watched.has(held))
    const surplus = unwatched.length - KEPT_UNWATCHED
    unwatched.forEach(([key, held], at) => {
      if (at < surplus || held.isTouched(event)) this.#held.delete(key)
    })
    for (const listener of [...this.#listeners]) listener(event)
  }
}
