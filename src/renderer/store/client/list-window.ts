import type { ListHandle, ListMark, ListQuery, ListRow, StoreApi } from '../store-api'

/** Rows are fetched in pages of this many: one screen and a bit. */
export const PAGE = 100
/** Pages kept around what is looked at; 40 pages of 100 rows are about 2.5 MB. */
const PAGES_KEPT = 40

export type ListSnapshot = {
  /** False until the first answer for any query. */
  readonly ready: boolean
  readonly total: number
  /** The letters the rows stand under, and where they begin. */
  readonly marks: readonly ListMark[]
  /** What the rows shown were asked by; the wished one may still be on its way. */
  readonly query: ListQuery
  /** Raised whenever a row may read differently. */
  readonly version: number
  readonly error: unknown
}

type ListStore = Pick<StoreApi, 'openList' | 'listRows' | 'closeList' | 'listIds' | 'listMarks'>

type Open = {
  readonly handle: ListHandle
  readonly query: ListQuery
  readonly pages: Map<number, readonly ListRow[]>
  readonly asked: Set<number>
}

/**
 * A list of any length, seen through a window. Another query or a change opens a new list in the worker beside the
 * one shown, fetches what is looked at, and only then takes its place: nothing flickers, and rows of two lists never
 * mix. Answers for a list that was replaced meanwhile are dropped.
 */
export class ListWindow {
  readonly #store: ListStore
  readonly #listeners = new Set<() => void>()
  #wanted: ListQuery
  #open: Open | null = null
  #opening = false
  #again = false
  #closed = true
  #visible = { from: 0, to: PAGE - 1 }
  #snapshot: ListSnapshot

  constructor(store: ListStore, query: ListQuery) {
    this.#store = store
    this.#wanted = query
    this.#snapshot = { ready: false, total: 0, marks: [], query, version: 0, error: null }
  }

  readonly get = (): ListSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#closed) {
      this.#closed = false
      void this.#reopen()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#close()
    }
  }

  /** The row at this place; undefined while it is fetched. */
  row(index: number): ListRow | undefined {
    return this.#open?.pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  }

  /** Says which rows (inclusive) are looked at; missing pages are fetched. */
  look(from: number, to: number): void {
    this.#visible = { from, to }
    const open = this.#open
    if (!open) return
    const first = Math.max(0, Math.floor(from / PAGE))
    const last = Math.min(Math.floor(to / PAGE), Math.floor((open.handle.total - 1) / PAGE))
    for (let page = first; page <= last; page += 1) {
      if (!open.pages.has(page) && !open.asked.has(page)) void this.#fetch(open, page)
    }
  }

  /** Another question; the rows of the former stand until its first answer. */
  ask(query: ListQuery): void {
    if (JSON.stringify(query) === JSON.stringify(this.#wanted)) return
    this.#wanted = query
    void this.#reopen()
  }

  /** Records changed: what is shown may be out of date. */
  refresh(): void {
    void this.#reopen()
  }

  /** All ids in the order shown. */
  ids(): Promise<readonly string[]> {
    return this.#ofOpen((list) => this.#store.listIds(list.id), [])
  }

  /** Asks the list that is open; when it was replaced and closed meanwhile, the one that took its place. */
  async #ofOpen<T>(read: (list: ListHandle) => Promise<T>, none: T): Promise<T> {
    for (;;) {
      const open = this.#open
      if (!open) return none
      try {
        return await read(open.handle)
      } catch (error) {
        if (this.#open === open) throw error
      }
    }
  }

  async #reopen(): Promise<void> {
    if (this.#closed) return
    if (this.#opening) {
      this.#again = true
      return
    }
    this.#opening = true
    try {
      do {
        this.#again = false
        await this.#openOnce(this.#wanted)
      } while (this.#again && !this.#closed)
    } catch (error) {
      this.#change({ error })
    } finally {
      this.#opening = false
    }
  }

  async #openOnce(query: ListQuery): Promise<void> {
    const handle = await this.#store.openList(query)
    if (this.#closed || this.#wanted !== query) {
      // Something newer is wanted already.
      this.#again = this.#again || this.#wanted !== query
      await this.#store.closeList(handle.id)
      return
    }
    const next: Open = { handle, query, pages: new Map(), asked: new Set() }
    const last = Math.max(0, handle.total - 1)
    // Another query begins at the top; the same one, and the first, where it is looked at.
    const another = this.#open !== null && JSON.stringify(this.#open.query) !== JSON.stringify(query)
    const from = another ? 0 : Math.min(this.#visible.from, last)
    const to = Math.min(from + (this.#visible.to - this.#visible.from), last)
    const first = Math.floor(from / PAGE)
    const pages = handle.total === 0 ? [] : range(first, Math.floor(to / PAGE))
    const [marks, ...fetched] = await Promise.all([
      this.#store.listMarks(handle.id),
      ...pages.map((page) => this.#store.listRows(handle.id, page * PAGE, (page + 1) * PAGE)),
    ])
    if (this.#closed) {
      await this.#store.closeList(handle.id)
      return
    }
    pages.forEach((page, at) => {
      next.pages.set(page, fetched[at] ?? [])
    })
    const former = this.#open
    this.#open = next
    this.#change({ ready: true, total: handle.total, marks, query, error: null })
    if (former) await this.#store.closeList(former.handle.id)
  }

  async #fetch(open: Open, page: number): Promise<void> {
    open.asked.add(page)
    try {
      const rows = await this.#store.listRows(open.handle.id, page * PAGE, (page + 1) * PAGE)
      open.asked.delete(page)
      if (this.#open !== open) return
      open.pages.set(page, rows)
      this.#dropFar(open)
      this.#change({})
    } catch (error) {
      // A list that was replaced is closed: nobody misses its rows.
      if (this.#open === open) this.#change({ error })
    }
  }

  #dropFar(open: Open): void {
    const middle = (this.#visible.from + this.#visible.to) / 2 / PAGE
    const far = [...open.pages.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    for (const page of far.slice(PAGES_KEPT)) open.pages.delete(page)
  }

  #change(change: Partial<ListSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change, version: this.#snapshot.version + 1 }
    for (const listener of [...this.#listeners]) listener()
  }

  #close(): void {
    this.#closed = true
    const open = this.#open
    this.#open = null
    if (open) void this.#store.closeList(open.handle.id)
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
