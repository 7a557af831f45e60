import { describe, expect, test, vi } from 'vitest'
import { type JournalDb, openJournalDb } from '../../src/renderer/store/journal-db'
import { openViewDb } from '../../src/renderer/store/view-db'
import { openViewKeeper, type ViewKeeper } from '../../src/renderer/store/view-keeper'
import type { RecordDeclaration } from '../../src/shared/records/define'
import { registry } from '../../src/shared/records/registry'
import { dumpDatabase, journalName, viewName, withDatabase } from './databases'
import type { MemoryHost } from './memory-host'
import { commitOk, foundOffice, newPerson, newPhone, personId, roleOf, setRole } from './office'
import { openTestStore } from './open-store'

type Table = { readonly keys: [string, string][]; readonly values: { readonly id: string }[] }

const readTable = (ledger: string, table: string): Promise<Table> =>
  withDatabase(viewName(ledger), async (db) => ({
    keys: (await db.table(table).toCollection().primaryKeys()) as unknown as Table['keys'],
    values: await db.table(table).toArray(),
  }))

const generationsOf = (ledger: string): Promise<{ readonly [type: string]: string }> =>
  withDatabase(viewName(ledger), (db) => db.table('state').get('generations'))

/** Gives the stored rows of a type to a generation of other rules, as a program before this one left them. */
const makeOld = (ledger: string, type: string, change: (row: object) => object): Promise<void> =>
  withDatabase(viewName(ledger), async (db) => {
    const generations = (await db.table('state').get('generations')) as { [type: string]: string }
    const [now, old] = [generations[type] as string, `${type}@000000000000`]
    for (const key of (await db.table('loose').toCollection().primaryKeys()) as unknown as [
      string,
      string,
    ][]) {
      if (key[0] !== now) continue
      await db.table('loose').put(change(await db.table('loose').get(key as never)), [old, key[1]] as never)
      await db.table('loose').delete(key as never)
    }
    const head = await db.table('state').get('head')
    head.counts[old] = head.counts[now]
    delete head.counts[now]
    await db.table('state').put(head, 'head')
    await db.table('state').put({ ...generations, [type]: old }, 'generations')
  })

const namesOf = async (host: MemoryHost, type: string, field: string) => {
  const { store, idle, events } = await openTestStore(host.call)
  const read = async () => {
    const list = await store.openList({ type, life: 'live' })
    return (await store.listRows(list.id, 0, 100)).map(({ values }) => values[field])
  }
  return { store, idle, events, read }
}

describe('Rows made by other rules than today', () => {
  const rename = (row: object) => ({ ...row, values: { name: '古い規則の人' } })

  test('are read until the new ones are whole, and then the new ones are', async () => {
    const first = await foundOffice(2)
    const { ledger } = first.host
    await first.store.close()
    const rightful = (await generationsOf(ledger)).person
    await makeOld(ledger, 'person', rename)
    const again = await namesOf(first.host, 'person', 'name')
    expect(new Set(await again.read())).toEqual(new Set(['古い規則の人']))
    expect((await again.store.counts()).person).toEqual({ live: 3, deleted: 0 })

    await again.idle()
    expect(new Set(await again.read())).toEqual(new Set(['台帳 太郎', '人 0', '人 1']))
    expect((await again.store.counts()).person).toEqual({ live: 3, deleted: 0 })
    expect(again.events).toContainEqual({ type: 'changed', recordTypes: ['person'], ids: [] })
    expect((await generationsOf(ledger)).person).toBe(rightful)
    await again.store.close()
    expect((await readTable(ledger, 'loose')).keys.map(([generation]) => generation)).not.toContain(
      'person@000000000000',
    )
  })

  test('of one type leave the others as they are', async () => {
    const first = await foundOffice(1)
    await commitOk(first.store, [newPhone(0, 0, '090-1111-2222')])
    const { ledger } = first.host
    await first.store.close()
    const before = await generationsOf(ledger)
    await makeOld(ledger, 'person', rename)
    // A mark that only a refill of phones would wipe out.
    await withDatabase(viewName(ledger), async (db) => {
      const key = [before.phone, 'phone:0000000000000000'] as never
      await db.table('loose').put({ ...(await db.table('loose').get(key)), marked: true }, key)
    })
    const again = await openTestStore(first.host.call)
    await again.idle()
    await again.store.close()
    expect(await generationsOf(ledger)).toEqual(before)
    expect(
      (await readTable(ledger, 'loose')).values.find(({ id }) => id.startsWith('phone:')),
    ).toHaveProperty('marked')
  })

  test('take in what is written while the new ones are made', async () => {
    const first = await foundOffice(2)
    await first.store.close()
    await makeOld(first.host.ledger, 'person', rename)
    const again = await openTestStore(first.host.call)
    const refilled = again.idle()
    const written = setRole(again.store, 1, '課長')
    await Promise.all([refilled, written])
    expect((await again.store.record(personId(1)))?.row.values).toEqual({ name: '人 1', role: '課長' })
    expect(await again.store.undo()).toMatchObject({ ok: true })
    expect(await again.store.verify(() => undefined)).toMatchObject({ problems: [] })
    await again.store.close()
  })

  test('hold nothing of what is struck out while the new ones are made', async () => {
    const secret = '秘密 花子'
    const first = await foundOffice(2)
    await commitOk(first.store, [newPerson(5, { name: secret, role: '担当' })], 'create')
    await first.store.close()
    await makeOld(first.host.ledger, 'person', rename)
    const again = await openTestStore(first.host.call)
    let refilled: Promise<void> | null = null
    // Old lines are folded before the first of them is replaced.
    first.host.before = async (name) => {
      if (name !== 'vault.strike') return
      refilled ??= again.idle()
      await vi.waitFor(() => expect(again.events.some(({ type }) => type === 'progress')).toBe(true))
    }
    expect(await again.store.strike(personId(5), ['name'], '本人の申し出')).toMatchObject({ ok: true })
    await refilled
    expect((await again.store.record(personId(5)))?.row.values).toEqual({ role: '担当' })
    expect(await again.store.verify(() => undefined)).toMatchObject({ problems: [] })
    await again.store.close()
    expect(JSON.stringify(await dumpDatabase(viewName(first.host.ledger)))).not.toContain(secret)
  })
})

test('Loose rows become packs in idle time, and every record is found as before', async () => {
  const { store, host, idle } = await foundOffice()
  for (let from = 0; from < 600; from += 200)
    await commitOk(
      store,
      Array.from({ length: 200 }, (_, n) => newPerson(from + n)),
    )
  await setRole(store, 7, 'a')
  expect((await readTable(host.ledger, 'packs')).keys).toEqual([])
  await idle()
  expect((await readTable(host.ledger, 'packs')).keys.length).toBeGreaterThan(4)
  expect((await readTable(host.ledger, 'loose')).keys.filter(([, id]) => id.startsWith('person:'))).toEqual(
    [],
  )
  await setRole(store, 8, 'b')
  await commitOk(store, [{ op: 'delete', id: personId(9) }])
  expect([await roleOf(store, 7), await roleOf(store, 8)]).toEqual(['a', 'b'])
  const list = await store.openList({ type: 'person', life: 'live' })
  expect(list.total).toBe(600)
  expect(await store.verify(() => undefined)).toMatchObject({ problems: [], rows: 603 })
  await store.close()
  const again = await openTestStore(host.call)
  expect([await roleOf(again.store, 7), await roleOf(again.store, 8)]).toEqual(['a', 'b'])
  expect((await again.store.openList({ type: 'person', life: 'deleted' })).total).toBe(1)
  await again.store.close()
})

describe('A refill that was cut off', () => {
  /** A journal whose reading breaks after some batches. */
  const breaking = (journal: JournalDb, after: number): JournalDb => ({
    ...journal,
    read: async function* (device, from) {
      let batches = 0
      for await (const batch of journal.read(device, from)) {
        if (batches === after) throw new Error('cut off')
        batches += 1
        yield batch
      }
    },
  })

  const changed: RecordDeclaration = {
    ...registry.person,
    units: { work: ['role', 'department'] },
  }
  const declared = { ...registry, person: changed }

  test('goes on from its last checkpoint and ends at the same rows', async () => {
    const first = await foundOffice()
    const { ledger, device } = first.host
    for (let n = 0; n < 12; n += 1)
      await commitOk(
        first.store,
        Array.from({ length: 80 }, (_, at) => newPerson(n * 80 + at, { note: 'あ'.repeat(300) })),
      )
    for (let n = 0; n < 5; n += 1) await setRole(first.store, n, `役 ${n}`)
    await first.store.close()
    const journal = await openJournalDb(journalName(ledger))
    if ('type' in journal) throw new Error(journal.type)
    // Closed packs make several batches to be cut off between.
    await journal.closePacks(0)
    const view = await openViewDb(viewName(ledger))
    const keeper = (of: JournalDb): Promise<ViewKeeper> =>
      openViewKeeper({
        view,
        journal: of,
        ledger,
        device,
        declared,
        fault: () => undefined,
        checkpoint: 4,
      })
    const exclusively = <T>(task: () => Promise<T>): Promise<T> => task()

    const cut = await keeper(breaking(journal, 1))
    expect(cut.stale()).toEqual(['person'])
    await expect(cut.refill(exclusively, () => undefined)).rejects.toThrow('cut off')
    const reached = (await view.getState<{ heads: { [device: string]: { seq: number } } }>('refill head'))
      ?.heads[device]?.seq
    expect(reached).toBeGreaterThan(1)

    let firstRead = 0
    const resumed = await keeper({
      ...journal,
      read: (of, from) => {
        firstRead ||= from
        return journal.read(of, from)
      },
    })
    expect(await resumed.refill(exclusively, () => undefined)).toEqual(['person'])
    expect(firstRead).toBe((reached ?? 0) + 1)
    expect(resumed.stale()).toEqual([])
    expect(resumed.counts().person).toEqual({ live: 961, deleted: 0 })
    const rows = await resumed.rows([personId(3), personId(900)])
    expect(rows.get(personId(3))).toMatchObject({
      values: { name: '人 3', role: '役 3' },
      by: { work: expect.any(Number) },
    })
    expect(rows.get(personId(900))?.values.name).toBe('人 900')
    journal.close()
    view.close()
  })
})
