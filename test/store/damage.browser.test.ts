import { describe, expect, test } from 'vitest'
import type { StoreApi } from '../../src/renderer/store/store-api'
import { dropDatabases } from './databases'
import { createMemoryHost, type MemoryHost } from './memory-host'
import { commitOk, foundOffice, newPerson, personId, roleOf, setRole } from './office'
import { createTestStore, openTestStore } from './open-store'

const linesOf = (host: MemoryHost, device = host.device): string[] => host.vault.get(device) ?? []

/** An office whose vault lost the entries of a device behind `keep`; the damage is named. */
const lose = (host: MemoryHost, device: string, keep: number): string[] => {
  host.damagedAt.set(device, keep + 1)
  return linesOf(host, device).splice(keep)
}

/** An office with entries of its own and of another device, all of them in its vault and its browser. */
const officeOfTwo = async () => {
  const { store, host } = await foundOffice(2)
  await setRole(store, 0, 'a')
  await store.close()
  // As a sample office it has databases of its own.
  const other = createMemoryHost(host.ledger, 'dev2', true)
  for (const [device, lines] of host.vault) other.vault.set(device, [...lines])
  const elsewhere = await openTestStore(other.call)
  await setRole(elsewhere.store, 1, 'b')
  await commitOk(elsewhere.store, [newPerson(2)], 'create')
  await setRole(elsewhere.store, 2, 'c')
  await elsewhere.store.close()
  host.vault.set('dev2', [...linesOf(other)])
  const again = await openTestStore(host.call)
  expect(await rolesIn(again.store)).toEqual(['a', 'b', 'c'])
  await again.store.close()
  return host
}

const rolesIn = async (store: StoreApi) => [
  await roleOf(store, 0),
  await roleOf(store, 1),
  await roleOf(store, 2),
]

const open = async (host: MemoryHost) => {
  const made = createTestStore()
  return { ...made, opened: await made.store.open(host.call, () => undefined) }
}

describe('A vault that lost entries behind damage', () => {
  test('gets them back from a browser that has them', async () => {
    const { store, host } = await foundOffice(1)
    for (const role of ['a', 'b']) await setRole(store, 0, role)
    await store.close()
    const whole = [...linesOf(host)]
    lose(host, host.device, 2)
    const { store: again, opened } = await open(host)
    expect(opened).toMatchObject({ ok: true, value: { brought: 2, kept: { where: 'vault' } } })
    expect(linesOf(host)).toEqual(whole)
    expect(await again.verify(() => undefined)).toMatchObject({ problems: [] })
    await again.close()
  })

  test('is not worked with where the browser has not all of them either', async () => {
    const { store, host } = await foundOffice(1)
    for (const role of ['a', 'b']) await setRole(store, 0, role)
    await store.close()
    await dropDatabases(host.ledger)
    lose(host, host.device, 2)
    const { opened } = await open(host)
    expect(opened).toEqual({
      ok: false,
      error: { type: 'Host', failure: { type: 'VaultDamaged', device: host.device, seq: 3 } },
    })
    expect(linesOf(host)).toHaveLength(2)
  })
})

describe('What the browser has beyond a vault that was mended without it', () => {
  /** Opens twice: what was lost is entered again the first time, and there is nothing to do the second. */
  const enteredAgain = async (host: MemoryHost, lost: readonly string[]) => {
    const { store, opened } = await open(host)
    expect(opened).toMatchObject({ ok: true, value: { reentered: lost.length, kept: { where: 'vault' } } })
    expect(await rolesIn(store)).toEqual(['a', 'b', 'c'])
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.close()
    const was = linesOf(host).map((line) => JSON.parse(line.split('\t')[1] as string).was)
    expect(was.filter((id) => id !== undefined)).toEqual(
      lost.map((line) => JSON.parse(line.split('\t')[1] as string).id),
    )
    const third = await open(host)
    expect(third.opened).toMatchObject({
      ok: true,
      value: { filled: null, brought: 0, reentered: 0, kept: { where: 'vault' } },
    })
    return third.store
  }

  test('of another device is entered again under this one, once', async () => {
    const host = await officeOfTwo()
    const lost = lose(host, 'dev2', 1)
    host.damagedAt.clear()
    const store = await enteredAgain(host, lost)
    expect((await store.record(personId(2)))?.row.values).toEqual({ name: '人 2', role: 'c' })
    await store.close()
  })

  test('of the device this one was before is entered again, once', async () => {
    const host = await officeOfTwo()
    const old = host.device
    const lost = lose(host, old, 2)
    host.damagedAt.clear()
    host.device = 'dev1new'
    const store = await enteredAgain(host, lost)
    await setRole(store, 0, 'd')
    await store.close()
    expect(linesOf(host, old)).toHaveLength(2)
  })

  test('and all of another device, when nothing of it is left', async () => {
    const host = await officeOfTwo()
    const lost = linesOf(host, 'dev2')
    host.vault.delete('dev2')
    const store = await enteredAgain(host, lost)
    await store.close()
  })

  test('that comes back later, as from a copy, contradicts nothing', async () => {
    const host = await officeOfTwo()
    const lost = lose(host, 'dev2', 1)
    host.damagedAt.clear()
    const store = await enteredAgain(host, lost)
    await store.close()
    linesOf(host, 'dev2').push(...lost)
    const { store: last, opened } = await open(host)
    expect(opened).toMatchObject({ ok: true, value: { filled: 'behind' } })
    expect(await rolesIn(last)).toEqual(['a', 'b', 'c'])
    expect(await last.verify(() => undefined)).toMatchObject({ problems: [] })
    // Entered twice by two devices that did not know of each other, and the same.
    const row = (await last.record(personId(2)))?.row
    expect(row?.rivals?.role).toMatchObject([{ value: row?.values.role }])
    await last.close()
  })
})

test('A vault that came back from a backup gets what the browser has, and new numbers for what is new', async () => {
  const { store, host } = await foundOffice(1)
  for (const role of ['a', 'b']) await setRole(store, 0, role)
  await store.close()
  const old = host.device
  const whole = [...linesOf(host)]
  linesOf(host).splice(2)
  host.wentBack = true
  const { store: again, opened } = await open(host)
  expect(opened).toMatchObject({
    ok: true,
    value: { brought: 2, reentered: 0, ledger: { device: `${old}x`, code: 'B' } },
  })
  await setRole(again, 0, 'c')
  expect(linesOf(host, old)).toEqual(whole)
  expect(linesOf(host)).toHaveLength(1)
  expect(await again.verify(() => undefined)).toMatchObject({ problems: [] })
  await again.close()
  const { store: third, opened: thirdOpened } = await open(host)
  expect(thirdOpened).toMatchObject({ ok: true, value: { brought: 0, ledger: { device: `${old}x` } } })
  expect(await roleOf(third, 0)).toBe('c')
  await third.close()
})
