import { afterEach, describe, expect, test, vi } from 'vitest'
import { dumpDatabase, journalName } from './databases'
import { commitOk, foundOffice, newHost, newPerson, newPhone, personId, roleOf, setRole } from './office'
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

const noJournal = () => {
  const original = IDBObjectStore.prototype.put
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (this.name === 'tail') throw new DOMException('full', 'QuotaExceededError')
    return original.apply(this, args)
  })
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

describe('While the vault cannot be written', () => {
  test('the journal alone keeps entries, and they reach the vault before anything new', async () => {
    const { store, host, events } = await foundOffice(1)
    const before = host.vault.get(host.device)?.length ?? 0
    host.fail = { type: 'DiskFull' }
    expect(await setRole(store, 0, 'a')).toMatchObject({ kept: 'journalOnly' })
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'journalOnly' })
    expect(events.filter(({ type }) => type === 'kept')).toEqual([{ type: 'kept', where: 'journalOnly' }])
    expect(host.vault.get(host.device)).toHaveLength(before)

    host.fail = null
    expect(await setRole(store, 0, 'c')).toMatchObject({ kept: 'vault' })
    const added = host.vault
      .get(host.device)
      ?.slice(before)
      .map((line) => /\[("[abc]"|null),"([abc])"\]/.exec(line)?.[2])
    expect(added).toEqual(['a', 'b', 'c'])
    expect(events.filter(({ type }) => type === 'kept').at(-1)).toEqual({ type: 'kept', where: 'vault' })
    await store.close()
  })

  test('idle time brings them, without another edit', async () => {
    const { store, host, idle } = await foundOffice(1)
    host.fail = { type: 'Unwritable', code: 'EIO' }
    await setRole(store, 0, 'a')
    await idle()
    host.fail = null
    await idle()
    expect(host.vault.get(host.device)?.at(-1)).toContain('"a"')
    await store.close()
  })

  test('a start tells of it, and brings them when it can', async () => {
    const { store, host } = await foundOffice(1)
    host.fail = { type: 'DiskFull' }
    await setRole(store, 0, 'a')
    await store.close()
    const still = await openTestStore(host.call)
    expect(still.events).toContainEqual({ type: 'kept', where: 'journalOnly' })
    expect(await roleOf(still.store, 0)).toBe('a')
    await still.store.close()
    host.fail = null
    const { store: last } = await openTestStore(host.call)
    expect(host.vault.get(host.device)?.at(-1)).toContain('"a"')
    await last.close()
  })

  test('an answer that got lost does no harm: the same entry is not written twice', async () => {
    const { store, host } = await foundOffice(1)
    host.after = (name) => {
      if (name === 'vault.append') throw new Error('the way to the host is gone')
    }
    expect(await setRole(store, 0, 'a')).toMatchObject({ kept: 'journalOnly' })
    host.after = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(host.vault.get(host.device)?.filter((line) => line.includes(',"a"]'))).toHaveLength(1)
    await store.close()
  })

  test('and the journal neither, nothing is kept and nothing is shown', async () => {
    const { store, host } = await foundOffice(1)
    host.fail = { type: 'DiskFull' }
    const journal = noJournal()
    const done = await store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: personId(0), values: { role: 'a' } }],
    })
    expect(done).toEqual({ ok: false, error: { type: 'NotKept', failure: { type: 'DiskFull' } } })
    expect(await roleOf(store, 0)).toBeUndefined()
    journal.mockRestore()
    host.fail = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    await store.close()
  })
})

test('What the vault has is kept although the journal failed, and the journal is filled before the next write', async () => {
  const { store, host } = await foundOffice(1)
  const journal = noJournal()
  expect(await setRole(store, 0, 'a')).toMatchObject({ kept: 'vault' })
  expect(await roleOf(store, 0)).toBe('a')
  journal.mockRestore()
  await setRole(store, 0, 'b')
  await store.close()
  const again = await openTestStore(host.call)
  expect(await roleOf(again.store, 0)).toBe('b')
  const dump = await dumpDatabase(journalName(host.ledger))
  expect(JSON.stringify(dump.find(({ table }) => table === 'meta'))).toContain(
    `"seq":${host.vault.get(host.device)?.length}`,
  )
  await again.store.close()
})

describe('What went wrong behind the vault', () => {
  test('an append without an answer, and no journal: what the vault has is taken up before anything new', async () => {
    const { store, host } = await foundOffice(1)
    const journal = noJournal()
    host.after = (name) => {
      if (name === 'vault.append') throw new Error('the way to the host is gone')
    }
    const writes = [{ op: 'set', id: personId(0), values: { role: 'a' } }] as const
    expect(await store.commit({ kind: 'edit', writes })).toMatchObject({
      ok: false,
      error: { type: 'NotKept' },
    })
    journal.mockRestore()
    host.after = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(host.vault.get(host.device)?.at(-1)).toContain('["a","b"]')
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.close()
  })

  test('a view that fails holds nothing back: the entry is kept, and shown with the next one', async () => {
    const { store, host } = await foundOffice(1)
    await setRole(store, 0, 'a')
    const original = IDBDatabase.prototype.transaction
    host.after = (name) => {
      if (name !== 'vault.append') return
      vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
        this: IDBDatabase,
        ...args
      ) {
        if (this.name.includes('view')) throw new DOMException('lost', 'UnknownError')
        return original.apply(this, args)
      })
    }
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(await store.head()).toMatchObject({ entry: `${host.device}:4` })
    vi.restoreAllMocks()
    host.after = null
    await setRole(store, 0, 'c')
    expect(await roleOf(store, 0)).toBe('c')
    expect(host.vault.get(host.device)?.at(-1)).toContain('["b","c"]')
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [], entries: 5 })
    await store.close()
  })

  test('an entry that the vault refuses for good is not offered again and again', async () => {
    const { store, host, idle } = await foundOffice(1)
    host.fail = { type: 'DiskFull' }
    expect(await setRole(store, 0, 'a')).toMatchObject({ kept: 'journalOnly' })
    host.fail = { type: 'BadLine' }
    await idle()
    const count = (wanted: string) => host.calls.filter((name) => name === wanted).length
    // One comparison more, which is refused too.
    await idle()
    const before = { appends: count('vault.append'), heads: count('vault.heads') }
    await idle()
    expect(count('vault.append')).toBe(before.appends)
    host.fail = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(count('vault.heads')).toBeGreaterThan(before.heads)
    expect(host.vault.get(host.device)).toHaveLength(4)
    await store.close()
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

describe('Undo', () => {
  test('takes back and brings back across restarts', async () => {
    const { store, host } = await foundOffice(1)
    await setRole(store, 0, 'a')
    await setRole(store, 0, 'b')
    await store.close()
    const second = await openTestStore(host.call)
    expect(await second.store.undoState()).toMatchObject({ undo: { kind: 'edit', name: '人 0' }, redo: null })
    expect(await second.store.undo()).toMatchObject({ ok: true })
    expect(await roleOf(second.store, 0)).toBe('a')
    await second.store.close()
    const third = await openTestStore(host.call)
    expect(await third.store.redo()).toMatchObject({ ok: true })
    expect(await roleOf(third.store, 0)).toBe('b')
    await third.store.undo()
    await third.store.undo()
    expect(await roleOf(third.store, 0)).toBeUndefined()
    const { items } = await third.store.history({ limit: 20 })
    // b was taken back, brought back and taken back: told at what stands last.
    const told = items.map(({ kind, undoneBy }) => [kind, undoneBy !== null])
    expect(told).toEqual([
      ['undo', false],
      ['undo', false],
      ['redo', true],
      ['undo', false],
      ['edit', true],
      ['edit', true],
      ['create', false],
      ['setUp', false],
    ])
    await third.store.close()
  })

  test('of a deletion brings the children back too', async () => {
    const { store } = await foundOffice(1)
    await commitOk(store, [newPhone(0, 0, '090-1234-5678')])
    await commitOk(store, [{ op: 'delete', id: personId(0) }])
    expect(await store.counts()).toMatchObject({ person: { deleted: 1 }, phone: { live: 0, deleted: 1 } })
    expect(await store.undo()).toMatchObject({ ok: true })
    expect((await store.record(personId(0)))?.children.phones).toMatchObject([
      { values: { number: '090-1234-5678' } },
    ])
    await store.close()
  })

  test('says who changed it since, and sets back the rest when told to', async () => {
    const { store } = await foundOffice(1)
    await commitOk(store, [{ op: 'set', id: personId(0), values: { role: 'a', department: 'x' } }])
    const other = 'user:0000000000000009'
    await commitOk(store, [
      { op: 'create', id: other, values: { name: '見本 花子', roles: ['desk'], active: 'active' } },
    ])
    const me = await store.currentUser()
    expect(await store.switchUser(other)).toMatchObject({ ok: true })
    await commitOk(store, [{ op: 'set', id: personId(0), values: { role: 'b' } }])
    await store.switchUser(me?.id ?? other)
    await store.undo()
    expect(await store.undo()).toMatchObject({
      ok: false,
      error: { type: 'ChangedSince', fields: [{ field: 'role' }] },
    })
    expect(await store.undo(true)).toMatchObject({ ok: true })
    expect((await store.record(personId(0)))?.row.values).toEqual({ name: '人 0', role: 'b' })
    await store.close()
  })

  test('with nothing to take back says so', async () => {
    const { store } = await foundOffice()
    expect(await store.undo()).toEqual({ ok: false, error: { type: 'NothingToUndo' } })
    expect(await store.redo()).toEqual({ ok: false, error: { type: 'NothingToRedo' } })
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
