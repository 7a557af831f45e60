/** What is known of an answer. `ready` stays while a newer answer is on its way: screens never flicker back. */
export type Live<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  /** The question itself broke: a defect, for the boundary. */
  | { readonly status: 'failed'; readonly error: unknown }

/**
 * One question to the store, kept answered while somebody listens.
 *
 * At most one reading is under way; whatever asks for another meanwhile is served by one more reading after it. So
 * answers arrive in the order they were asked for, and an older one cannot overwrite a newer one.
 */
export class LiveQuery<T> {
  readonly #read: () => Promise<T>
  readonly #listeners = new Set<() => void>()
  #snapshot: Live<T> = { status: 'loading' }
  #reading = false
  #again = false

  constructor(read: () => Promise<T>) {
    this.#read = read
  }

  /** True while somebody listens. */
  get watched(): boolean {
    return this.#listeners.size > 0
  }

  readonly get = (): Live<T> => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    const first = !this.watched
    this.#listeners.add(listener)
    if (first && this.#snapshot.status !== 'ready') this.refresh()
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Asks again: what was answered so far may be out of date. */
  refresh(): void {
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = true
    this.#read().then(
      (value) => this.#settle({ status: 'ready', value }),
      (error: unknown) => this.#settle({ status: 'failed', error }),
    )
  }

  #settle(snapshot: Live<T>): void {
    this.#reading = false
    this.#snapshot = snapshot
    if (this.#again) {
      this.#again = false
      this.refresh()
    }
    for (const listener of [...this.#listeners]) listener()
  }
}
