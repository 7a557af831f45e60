import Dexie from 'dexie'
import { describe, expect, test } from 'vitest'
import type { Opened } from '../../src/renderer/store/store-api'
import {
  type Dump,
  dropDatabases,
  dumpDatabase,
  journalName,
  restoreDatabase,
  viewName,
  withDatabase,
} from './databases'
import { createMemoryHost, type MemoryHost } from './memory-host'
import { commitOk, foundOffice, newPerson, personId, roleOf, setRole } from './office'
import { createTestStore, openTestStore, type TestStore } from './open-store'

const open = async (host: MemoryHost): Promise<TestStore & { readonly opened: Opened }> => {
  const test = createTestStore()
  const opened = await test.store.open(host.call, () => undefined)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return { ...test, opened: opened.value }
}

const lines = (host: MemoryHost): string[] => host.vault.get(host.device) ?? []

/** Everything a person could look at, to be compared over a restart. */
const everything = async ({ store }: TestStore) => {
  const list = await store.openList({ type: 'person', life: 'live' })
  return {
    counts: await store.counts(),
    people: await store.records(await store.listIds(list.id)),
    history: await store.history({ limit: 100 }),
    undo: await store.undoState(),
    head: await store.head(),
  }
}

test('A ledger nobody wrote in is empty, and one that was written in is not', async () => {
  const { store, host } = await foundOffice()
  await store.close()
  const again = await open(host)
  expect(again.opened).toMatchObject({
    filled: null,
    brought: 0,
    reentered: 0,
    abandonedRuns: 0,
    empty: false,
  })
  await again.store.close()
})

test('No ledger in the data folder is said, not guessed', async () => {
  const { store } = createTestStore()
  const none = async () => ({ ok: true, value: { state: 'none' } }) as never
  expect(await store.open(none, () => undefined)).toEqual({ ok: false, error: { type: 'NoLedger' } })
})

describe('What the browser lost is filled from the vault', () => {
  test('all of it', async () => {
    const first = await foundOffice(3)
    await setRole(first.store, 1, 'a')
    await first.store.undo()
    const before = await everything(first)
    await first.store.close()
    await dropDatabases(first.host.ledger)
    const again = await open(first.host)
    expect(again.opened.filled).toBe('empty')
    expect(await again.store.currentUser()).toMatchObject({ name: '台帳 太郎' })
    expect(await everything(again)).toEqual(before)
    await again.store.close()
  })

  test('only the view', async () => {
    const first = await foundOffice(3)
    await setRole(first.store, 1, 'a')
    const before = await everything(first)
    await first.store.close()
    await Dexie.delete(viewName(first.host.ledger))
    const again = await open(first.host)
    expect(again.opened.filled).toBeNull()
    expect(await everything(again)).toEqual(before)
    await again.store.close()
  })

  test('the last entries', async () => {
    const first = await foundOffice(1)
    const { ledger } = first.host
    await setRole(first.store, 0, 'a')
    await first.store.close()
    const older = [await dumpDatabase(journalName(ledger)), await dumpDatabase(viewName(ledger))] as const
    const second = await open(first.host)
    await setRole(second.store, 0, 'b')
    await setRole(second.store, 0, 'c')
    const before = await everything(second)
    await second.store.close()
    await dropDatabases(ledger)
    await restoreDatabases(ledger, older)
    const again = await open(first.host)
    expect(again.opened.filled).toBe('behind')
    expect(await everything(again)).toEqual(before)
    await again.store.close()
  })

  test('entries that vanished from the middle of its journal', async () => {
    const first = await foundOffice(1)
    for (const role of ['a', 'b', 'c']) await setRole(first.store, 0, role)
    const before = await everything(first)
    await first.store.close()
    await withDatabase(journalName(first.host.ledger), async (db) => {
      await db.table('tail').delete([first.host.device, 4])
      await db.table('tail').delete([first.host.device, 5])
    })
    const again = await open(first.host)
    expect(again.opened.filled).toBe('damaged')
    expect(await everything(again)).toEqual(before)
    await again.store.close()
  })

  test('in packs of many lines, when it is much', async () => {
    const first = await foundOffice()
    await commitOk(
      first.store,
      Array.from({ length: 3000 }, (_, n) => newPerson(n, { note: 'あ'.repeat(200) })),
    )
    const before = await everything(first)
    await first.store.close()
    await dropDatabases(first.host.ledger)
    const again = await open(first.host)
    expect(again.events.some((event) => event.type === 'progress')).toBe(true)
    expect(await everything(again)).toEqual(before)
    const dump = await dumpDatabase(journalName(first.host.ledger))
    expect(dump.find(({ table }) => table === 'packs')?.keys.length).toBeGreaterThan(1)
    await again.store.close()
  })
})

const restoreDatabases = async (ledger: string, [journal, view]: readonly [Dump, Dump]): Promise<void> => {
  // Opened once by the store, so that the tables are there.
  for (const [name, dump] of [
    [journalName(ledger), journal],
    [viewName(ledger), view],
  ] as const) {
    const db = new Dexie(name)
    db.version(1).stores(Object.fromEntries(dump.map(({ table }) => [table, ''])))
    await db.open()
    db.close()
    await restoreDatabase(name, dump)
  }
}

test('What only the browser has is brought to the vault', async () => {
  const first = await foundOffice(1)
  await setRole(first.store, 0, 'a')
  await setRole(first.store, 0, 'b')
  await first.store.close()
  const whole = [...lines(first.host)]
  lines(first.host).splice(-2)
  const again = await open(first.host)
  expect(again.opened).toMatchObject({ filled: null, brought: 2, reentered: 0 })
  expect(lines(first.host)).toEqual(whole)
  await again.store.close()
})

describe('Two entries under one number', () => {
  /** A browser that wrote 'a' and 'b', and a vault that came back from before and went on with 'c'. */
  const forked = async () => {
    const first = await foundOffice(1)
    const { host } = first
    await setRole(first.store, 0, 'a')
    await setRole(first.store, 0, 'b')
    await first.store.close()
    const dumps = [
      await dumpDatabase(journalName(host.ledger)),
      await dumpDatabase(viewName(host.ledger)),
    ] as const
    lines(host).splice(-2)
    await dropDatabases(host.ledger)
    const second = await open(host)
    await setRole(second.store, 0, 'c')
    await second.store.close()
    await restoreDatabases(host.ledger, dumps)
    return host
  }

  test('neither is dropped: the one not in the vault comes in under a new device and says what it was', async () => {
    const host = await forked()
    const old = host.device
    const vaultLines = [...lines(host)]
    const again = await open(host)
    expect(again.opened).toMatchObject({ reentered: 2, ledger: { device: `${old}x` } })
    expect(host.vault.get(old)).toEqual(vaultLines)
    const entered = host.vault.get(`${old}x`) ?? []
    expect(entered.map((line) => JSON.parse(line.split('\t')[1] as string).was)).toEqual([
      `${old}:3`,
      `${old}:4`,
    ])
    const { items } = await again.store.history({ record: personId(0), limit: 10 })
    const roles = items.map(({ records }) => records[0]?.fields.find(({ field }) => field === 'role')?.after)
    expect(new Set(roles)).toEqual(new Set(['a', 'b', 'c', undefined]))
    // The later one stands, the other waits to be looked at.
    const view = await again.store.record(personId(0))
    expect(view?.row.values.role).toBe('c')
    expect(view?.row.rivals?.role).toMatchObject([{ value: 'b' }])
    await again.store.close()
  })

  test('and the ledger is whole and at rest afterwards', async () => {
    const host = await forked()
    const again = await open(host)
    await setRole(again.store, 0, 'd')
    expect(await again.store.verify(() => undefined)).toMatchObject({ problems: [], cancelled: false })
    await again.store.close()
    const third = await open(host)
    expect(third.opened).toMatchObject({ filled: null, brought: 0, reentered: 0 })
    expect(await roleOf(third.store, 0)).toBe('d')
    await third.store.close()
  })
})

test('A run that never ended is set aside: nothing of it is visible, and writing goes on', async () => {
  const first = await foundOffice()
  await commitOk(
    first.store,
    Array.from({ length: 1500 }, (_, n) => newPerson(n)),
  )
  await first.store.close()
  lines(first.host).pop()
  await dropDatabases(first.host.ledger)
  const again = await open(first.host)
  expect(again.opened.abandonedRuns).toBe(1)
  expect((await again.store.counts()).person).toEqual({ live: 1, deleted: 0 })
  await commitOk(again.store, [newPerson(1)])
  expect(await again.store.verify(() => undefined)).toMatchObject({ problems: [] })
  await again.store.close()
  const third = await open(first.host)
  expect(third.opened.abandonedRuns).toBe(0)
  expect((await third.store.counts()).person).toEqual({ live: 2, deleted: 0 })
  await third.store.close()
})

describe('What this program cannot be trusted with is refused', () => {
  test('a journal written by a newer one, without a write anywhere', async () => {
    const { store, host } = await foundOffice(1)
    await store.close()
    await withDatabase(journalName(host.ledger), async (db) => {
      await db.table('meta').put(2, 'format')
    })
    const before = await dumpDatabase(journalName(host.ledger))
    const { length } = lines(host)
    const refused = createTestStore()
    expect(await refused.store.open(host.call, () => undefined)).toEqual({
      ok: false,
      error: { type: 'NewerFormat' },
    })
    expect(await dumpDatabase(journalName(host.ledger))).toEqual(before)
    expect(lines(host)).toHaveLength(length)
  })

  test('a vault whose line was changed, when there is nothing else to read from', async () => {
    const { store, host } = await foundOffice(1)
    await setRole(store, 0, 'a')
    await store.close()
    await dropDatabases(host.ledger)
    lines(host)[1] = (lines(host)[1] ?? '').replace('人 0', '人 9')
    const refused = createTestStore()
    expect(await refused.store.open(host.call, () => undefined)).toEqual({
      ok: false,
      error: { type: 'Host', failure: { type: 'VaultDamaged', device: host.device, seq: 2 } },
    })
  })
})

test('A view that stands for entries the ledger does not have is made again', async () => {
  const first = await foundOffice(1)
  await setRole(first.store, 0, 'a')
  await first.store.close()
  const { ledger } = first.host
  const view = await dumpDatabase(viewName(ledger))
  lines(first.host).pop()
  await dropDatabases(ledger)
  const second = await open(first.host)
  await setRole(second.store, 0, 'b')
  await second.store.close()
  await restoreDatabase(viewName(ledger), view)
  const again = await openTestStore(first.host.call)
  expect(await roleOf(again.store, 0)).toBe('b')
  await again.store.close()
})

test('The databases of a sample office that is left go away, those of other ledgers stay', async () => {
  const office = await foundOffice()
  await office.store.close()
  const sample = createMemoryHost(`sample${Date.now().toString(36)}`, 'dev1', true)
  const visit = await openTestStore(sample.call)
  await visit.store.fillSample('ja')
  await visit.store.close()
  const names = async () => (await indexedDB.databases()).map(({ name }) => name)
  expect(await names()).toContain(`daicho-sample-journal-${sample.ledger}`)

  const back = await openTestStore(office.host.call)
  await back.idle()
  expect((await names()).filter((name) => name?.startsWith('daicho-sample-'))).toEqual([])
  expect(await names()).toEqual(
    expect.arrayContaining([journalName(office.host.ledger), viewName(office.host.ledger)]),
  )
  await back.store.close()
})

test('Closing lets what is being read be finished, and leaves nothing behind', async () => {
  const { store, host } = await foundOffice(300)
  await store.close()
  const again = await open(host)
  const reading = Promise.all([
    again.store.records(Array.from({ length: 300 }, (_, n) => personId(n))),
    again.store.history({ limit: 10 }),
    again.store.openList({ type: 'person', life: 'live' }),
    again.store.undoState(),
  ])
  await again.store.close()
  const [people] = await reading
  expect(people).toHaveLength(300)
  expect(host.faults).toEqual([])
})
