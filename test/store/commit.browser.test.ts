import { afterEach, describe, expect, test, vi } from 'vitest'
import { commitOk, foundOffice, newHost, newPerson, personId, roleOf, setRole } from './office'
import { openTestStore } from './open-store'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Notes every writing transaction of databases opened from now on, with its durability, in the order they begin. */
const watchWrites = (): string[] => {
  const seen: string[] = []
  const original = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const [, mode, options] = args
    if (mode === 'readwrite') seen.push(`${this.name.split('-')[1]} ${options?.durability}`)
    return original.apply(this, args)
  })
  return seen
}

describe('One edit', () => {
  test('reaches the vault, then the journal strictly, then the view', async () => {
    const seen = watchWrites()
    const { store, host } = await foundOffice(1)
    host.before = (name) => {
      if (name === 'vault.append') seen.push('vault')
    }
    seen.length = 0
    expect(await setRole(store, 0, '課長')).toMatchObject({ kept: 'vault' })
    expect(seen).toEqual(['vault', 'journal strict', 'view relaxed'])
    expect(await roleOf(store, 0)).toBe('課長')
    await store.close()
  })

  test('that changes nothing is not written', async () => {
    const { store, host } = await foundOffice(1)
    await setRole(store, 0, '課長')
    const { length } = host.vault.get(host.device) ?? []
    await setRole(store, 0, '課長')
    expect(host.vault.get(host.device)).toHaveLength(length)
    await store.close()
  })

  test('is told to the page with the records it changed', async () => {
    const { store, events } = await foundOffice(1)
    events.length = 0
    await setRole(store, 0, '課長')
    expect(events).toEqual([{ type: 'changed', recordTypes: ['person'], ids: [personId(0)] }])
    await store.close()
  })

  test('that the rules refuse leaves no trace', async () => {
    const { store, host } = await foundOffice(1)
    const { length } = host.vault.get(host.device) ?? []
    const done = await store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: personId(0), values: { mail: 'no mail' } }],
    })
    expect(done).toMatchObject({
      ok: false,
      error: { type: 'FieldsRefused', fields: [{ problem: 'notAMail' }] },
    })
    expect(host.vault.get(host.device)).toHaveLength(length)
    await store.close()
  })

  test('waits for the one before it: of two at once neither is lost', async () => {
    const { store } = await foundOffice(2)
    const done = await Promise.all([setRole(store, 0, 'a'), setRole(store, 1, 'b'), setRole(store, 0, 'c')])
    expect(new Set(done.map(({ head }) => head)).size).toBe(3)
    expect([await roleOf(store, 0), await roleOf(store, 1)]).toEqual(['c', 'b'])
    await store.close()
  })

  test('after the store was closed is refused', async () => {
    const { store } = await foundOffice(1)
    await store.close()
    const done = await store.commit({ kind: 'edit', writes: [{ op: 'delete', id: personId(0) }] })
    expect(done).toEqual({ ok: false, error: { type: 'LeaseLost' } })
  })
})

describe('A large intent', () => {
  test('is one run: visible at once, one item of history, one undo', async () => {
    const { store, host } = await foundOffice()
    const before = host.vault.get(host.device)?.length ?? 0
    await commitOk(
      store,
      Array.from({ length: 1200 }, (_, n) => newPerson(n)),
      'create',
    )
    expect((await store.counts()).person).toEqual({ live: 1201, deleted: 0 })
    expect(host.vault.get(host.device)).toHaveLength(before + 3)
    const page = await store.history({ limit: 10 })
    expect(page.items).toHaveLength(2)
    expect(page.items[0]).toMatchObject({ kind: 'create', moreRecords: 1150 })
    expect(await store.undo()).toMatchObject({ ok: true })
    expect((await store.counts()).person).toEqual({ live: 1, deleted: 0 })
    expect(await store.redo()).toMatchObject({ ok: true })
    expect((await store.counts()).person).toEqual({ live: 1201, deleted: 0 })
    await store.close()
  })

  test('is all or nothing: one bad write and none is made', async () => {
    const { store } = await foundOffice()
    const writes = Array.from({ length: 700 }, (_, n) => newPerson(n, n === 699 ? { mail: 'bad' } : {}))
    expect(await store.commit({ kind: 'import', writes })).toMatchObject({ ok: false })
    expect((await store.counts()).person).toEqual({ live: 1, deleted: 0 })
    await store.close()
  })
})

describe('Who writes', () => {
  test('is remembered on this device and needs the PIN to be taken up again', async () => {
    const { store, host } = await foundOffice()
    const me = await store.currentUser()
    if (me === null) throw new Error('nobody')
    expect(await store.setPin(me.id, '1234')).toMatchObject({ ok: true })
    expect(host.vault.get(host.device)?.at(-1)).not.toContain('1234"')
    expect(await store.switchUser(me.id)).toEqual({ ok: false, error: { type: 'PinNeeded' } })
    expect(await store.switchUser(me.id, '4321')).toEqual({ ok: false, error: { type: 'WrongPin' } })
    expect(await store.switchUser(me.id, '1234')).toMatchObject({ ok: true })
    await store.close()
    const again = await openTestStore(host.call)
    // Remembered, but whoever sits there now has not given the PIN: nobody may write yet.
    expect(await again.store.currentUser()).toBeNull()
    expect(await again.store.setPin(me.id, null)).toEqual({ ok: false, error: { type: 'NoActor' } })
    expect(await again.store.switchUser(me.id, '1234')).toMatchObject({ ok: true })
    expect(await again.store.currentUser()).toMatchObject({ name: '台帳 太郎' })
    expect(await again.store.setPin(me.id, null)).toMatchObject({ ok: true })
    expect(await again.store.switchUser(me.id)).toMatchObject({ ok: true })
    await again.store.close()
    const third = await openTestStore(host.call)
    expect(await third.store.currentUser()).toMatchObject({ name: '台帳 太郎' })
    await third.store.close()
  })

  test('waits after three wrong PINs in a row, whatever is tried', async () => {
    const { store } = await foundOffice()
    const me = await store.currentUser()
    if (me === null) throw new Error('nobody')
    await store.setPin(me.id, '1234')
    const wrong = { ok: false, error: { type: 'WrongPin' } }
    expect(await store.switchUser(me.id, '1')).toEqual(wrong)
    expect(await store.switchUser(me.id, '2')).toEqual(wrong)
    const wait = { ok: false, error: { type: 'PinWait', seconds: expect.any(Number) } }
    expect(await store.switchUser(me.id, '3')).toEqual(wait)
    expect(await store.switchUser(me.id, '1234')).toEqual(wait)
    await store.close()
  })

  test('decides what may be written', async () => {
    const { store } = await foundOffice(1)
    const viewer = 'user:0000000000000009'
    await commitOk(store, [
      { op: 'create', id: viewer, values: { name: '閲覧', roles: ['viewer'], active: 'active' } },
    ])
    await store.switchUser(viewer)
    const done = await store.commit({ kind: 'edit', writes: [{ op: 'delete', id: personId(0) }] })
    expect(done).toEqual({ ok: false, error: { type: 'NotAllowed', recordType: 'person', op: 'delete' } })
    await store.close()
  })

  test('is nobody in an empty ledger, and nothing is written', async () => {
    const host = newHost()
    const { store } = await openTestStore(host.call)
    expect(await store.currentUser()).toBeNull()
    expect(await store.commit({ kind: 'create', writes: [newPerson(0)] })).toEqual({
      ok: false,
      error: { type: 'NoActor' },
    })
    expect(host.vault.size).toBe(0)
    await store.close()
  })
})

test('The sample office is filled in either language, once', async () => {
  for (const language of ['ja', 'en'] as const) {
    const host = newHost()
    const { store } = await openTestStore(host.call)
    expect(await store.fillSample(language)).toMatchObject({ ok: true })
    const counts = await store.counts()
    expect(counts.person?.live).toBeGreaterThan(30)
    expect(counts.phone?.live).toBeGreaterThan(30)
    expect(counts.user?.live).toBe(3)
    expect(await store.currentUser()).toMatchObject({ roles: ['administrator'] })
    expect(await store.fillSample(language)).toMatchObject({ ok: false, error: { type: 'NotAllowed' } })
    await store.close()
  }
})
