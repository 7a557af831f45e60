import { describe, expect, it } from 'vitest'
import type { ListQuery, ListRow } from '../store-api'
import { ListWindow, PAGE } from './list-window'

type Ids = readonly string[]

/** A worker over plain lists of ids by the text asked for; calls wait until the test lets them through. */
class SlowWorker {
  readonly lists = new Map<number, Ids>()
  readonly waiting: (() => void)[] = []
  data: { [text: string]: Ids } = {}
  slow = false
  #next = 0

  readonly openList = async (query: ListQuery) => {
    await this.#turn()
    this.#next += 1
    const ids = this.data[query.text ?? ''] ?? []
    this.lists.set(this.#next, ids)
    return { id: this.#next, total: ids.length }
  }

  readonly listRows = async (list: number, from: number, to: number): Promise<readonly ListRow[]> => {
    await this.#turn()
    const ids = this.lists.get(list)
    if (!ids) throw new Error(`list ${list} is not open`)
    return ids.slice(from, to).map((id) => ({
      id: `person:${id}`,
      values: {},
      shown: {},
      children: {},
      index: id.startsWith('z') ? null : 'あ',
    }))
  }

  readonly closeList = async (list: number) => {
    this.lists.delete(list)
  }

  readonly listIds = async (list: number) => {
    await this.#turn()
    const ids = this.lists.get(list)
    if (!ids) throw new Error(`list ${list} is not open`)
    return ids.map((id) => `person:${id}` as const)
  }
  readonly listMarks = async () => [{ index: 'あ', at: 0 }]

  /** Lets the oldest waiting call through. */
  async pass(): Promise<void> {
    this.waiting.shift()?.()
    await settled()
  }

  async #turn(): Promise<void> {
    if (this.slow) await new Promise<void>((done) => this.waiting.push(done))
  }
}

/** Until everything that was answered has been taken up. */
const settled = () => new Promise<void>((done) => setImmediate(done))
const ask = (text?: string): ListQuery => ({ type: 'person', life: 'live', ...(text ? { text } : {}) })
const many = (count: number, prefix = 'p'): Ids =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)

const opened = async (data: SlowWorker['data'], query = ask()) => {
  const worker = new SlowWorker()
  worker.data = data
  const list = new ListWindow(worker, query)
  const leave = list.subscribe(() => {})
  await settled()
  return { worker, list, leave }
}

describe('a list seen through a window', () => {
  it('fetches the pages that are looked at, and no others', async () => {
    const { list } = await opened({ '': many(100_000) })
    expect(list.get()).toMatchObject({ ready: true, total: 100_000 })
    expect(list.row(5)?.id).toBe('person:p5')
    expect(list.row(90_000)).toBeUndefined()
    list.look(90_000, 90_040)
    await settled()
    expect(list.row(90_020)?.id).toBe('person:p90020')
    expect(list.row(50_000)).toBeUndefined()
  })

  it('forgets pages far away, so that scrolling through everything does not fill the memory', async () => {
    const { list } = await opened({ '': many(100_000) })
    for (let from = 0; from < 100_000; from += PAGE) {
      list.look(from, from + PAGE - 1)
      await Promise.resolve()
    }
    await settled()
    expect(list.row(99_950)?.id).toBe('person:p99950')
    expect(list.row(0)).toBeUndefined()
  })

  it('shows the former rows until the rows of another question have come', async () => {
    const { worker, list } = await opened({ '': many(3), sato: ['s1'] })
    worker.slow = true
    list.ask(ask('sato'))
    await settled()
    expect(list.row(0)?.id).toBe('person:p0')
    await worker.pass()
    expect(list.row(0)?.id).toBe('person:p0')
    await worker.pass()
    expect(list.row(0)?.id).toBe('person:s1')
    expect(list.get()).toMatchObject({ total: 1, query: ask('sato') })
  })

  it('never lets the answer to an older question take the place of a newer one', async () => {
    const { worker, list } = await opened({ '': many(3), s: ['s1', 's2'], sa: ['sa1'], sat: ['sat1'] })
    worker.slow = true
    const seen: (string | undefined)[] = []
    list.subscribe(() => seen.push(list.get().query.text))
    for (const text of ['s', 'sa', 'sat']) list.ask(ask(text))
    while (worker.waiting.length > 0) await worker.pass()
    expect(list.get().query.text).toBe('sat')
    expect(list.row(0)?.id).toBe('person:sat1')
    expect(seen.at(-1)).toBe('sat')
    expect(seen).not.toContain('sa')
  })

  it('reads again where it is looked at when records change, and closes the list it replaces', async () => {
    const { worker, list } = await opened({ '': many(1000) })
    list.look(500, 540)
    await settled()
    worker.data = { '': ['new', ...many(999)] }
    list.refresh()
    await settled()
    expect(list.row(501)?.id).toBe('person:p500')
    expect(worker.lists.size).toBe(1)
  })

  it('drops rows that arrive for a list that was replaced meanwhile', async () => {
    const { worker, list } = await opened({ '': many(1000), sato: many(1000, 's') })
    worker.slow = true
    list.look(500, 540)
    list.ask(ask('sato'))
    await settled()
    while (worker.waiting.length > 0) await worker.pass()
    expect(list.row(10)?.id).toBe('person:s10')
    expect(list.row(510)?.id).not.toBe('person:p510')
  })

  it('asks again where a list was replaced in the middle of a question', async () => {
    const { worker, list } = await opened({ '': many(10) })
    worker.slow = true
    const found = list.ids()
    worker.data = { '': ['p', 'z1', 'z2'] }
    list.refresh()
    await settled()
    // The new list is opened and read before the question to the old one is answered.
    const [question] = worker.waiting.splice(0, 1)
    worker.slow = false
    while (worker.waiting.length > 0) await worker.pass()
    await settled()
    question?.()
    expect(await found).toEqual(['person:p', 'person:z1', 'person:z2'])
  })

  it('does not miss rows of a list that is closed already', async () => {
    const { worker, list } = await opened({ '': many(1000) })
    worker.slow = true
    list.look(500, 540)
    const [rows] = worker.waiting.splice(0, 1)
    worker.slow = false
    list.refresh()
    await settled()
    rows?.()
    await settled()
    expect(list.get().error).toBeNull()
    expect(list.row(510)?.id).toBe('person:p510')
  })

  it('knows with its first rows which letters they stand under', async () => {
    const { list } = await opened({ '': many(10) })
    expect(list.get()).toMatchObject({ ready: true, marks: [{ index: 'あ', at: 0 }] })
  })

  it('closes its list in the worker when nobody looks any more, and opens it anew for the next', async () => {
    const { worker, list, leave } = await opened({ '': many(3) })
    leave()
    expect(worker.lists.size).toBe(0)
    list.subscribe(() => {})
    await settled()
    expect(list.row(2)?.id).toBe('person:p2')
  })

  it('hands a broken worker to the boundary', async () => {
    const worker = new SlowWorker()
    const broken = Object.assign(worker, {
      openList: async () => {
        throw new Error('worker is gone')
      },
    })
    const list = new ListWindow(broken, ask())
    list.subscribe(() => {})
    await settled()
    expect(list.get().error).toBeInstanceOf(Error)
  })
})
