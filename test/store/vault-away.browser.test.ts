import { afterEach, describe, expect, test, vi } from 'vitest'
import type { VaultFailure } from '../../src/shared/contract/host-api'
import { hostGone } from '../../src/shared/contract/host-gone'
import { dumpDatabase, journalName, withDatabase } from './databases'
import { createMemoryHost, type MemoryHost } from './memory-host'
import { foundOffice, roleOf, setRole, tryRole } from './office'
import { createTestStore, openTestStore } from './open-store'

afterEach(() => {
  vi.restoreAllMocks()
})

const appendsOf = (host: MemoryHost): number => host.calls.filter((name) => name === 'vault.append').length

/** The device's chain as another browser would have gone on with it. */
const otherHistory = async (host: MemoryHost): Promise<string[]> => {
  // As a sample office it has databases of its own.
  const other = createMemoryHost(host.ledger, host.device, true)
  other.vault.set(host.device, [...(host.vault.get(host.device) ?? [])])
  const { store } = await openTestStore(other.call)
  await setRole(store, 0, 'other')
  await store.close()
  return other.vault.get(host.device) ?? []
}

/** A start finds role `a` waiting in the journal and says why; the next one, with a vault that takes it, brings it. */
const waitsAtStart = async (host: MemoryHost, refused: VaultFailure | null): Promise<void> => {
  const still = createTestStore()
  expect(await still.store.open(host.call, () => undefined)).toMatchObject({
    ok: true,
    value: { kept: { where: 'journalOnly', refused } },
  })
  expect(await roleOf(still.store, 0)).toBe('a')
  await still.store.close()
  host.fail = null
  const { store: last } = await openTestStore(host.call)
  expect(host.vault.get(host.device)?.at(-1)).toContain('"a"')
  await last.close()
}

/** A journal that takes nothing, as on a full disk. */
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

describe('While the vault cannot be written', () => {
  test('the journal alone keeps entries, and they reach the vault before anything new', async () => {
    const { store, host, events } = await foundOffice(1)
    const before = host.vault.get(host.device)?.length ?? 0
    host.fail = { type: 'DiskFull' }
    expect(await setRole(store, 0, 'a')).toMatchObject({ kept: 'journalOnly' })
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'journalOnly' })
    expect(events.filter(({ type }) => type === 'kept')).toEqual([
      { type: 'kept', where: 'journalOnly', refused: null },
    ])
    expect(host.vault.get(host.device)).toHaveLength(before)

    host.fail = null
    expect(await setRole(store, 0, 'c')).toMatchObject({ kept: 'vault' })
    const added = host.vault
      .get(host.device)
      ?.slice(before)
      .map((line) => /\[("[abc]"|null),"([abc])"\]/.exec(line)?.[2])
    expect(added).toEqual(['a', 'b', 'c'])
    expect(events.filter(({ type }) => type === 'kept').at(-1)).toEqual({
      type: 'kept',
      where: 'vault',
      refused: null,
    })
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
    await waitsAtStart(host, null)
  })

  test('an answer that got lost does no harm: the same entry is not written twice', async () => {
    const { store, host } = await foundOffice(1)
    host.after = (name) => {
      if (name === 'vault.append') throw hostGone()
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
    expect(await tryRole(store, 0, 'a')).toEqual({
      ok: false,
      error: { type: 'NotKept', failure: { type: 'DiskFull' } },
    })
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
      if (name === 'vault.append') throw hostGone()
    }
    expect(await tryRole(store, 0, 'a')).toMatchObject({
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
})

describe('What the vault refuses for good', () => {
  const refusal = { type: 'BadLine' } as const

  /** One entry that waits in the journal and that the vault does not take, found in idle time. */
  const refused = async () => {
    const office = await foundOffice(1)
    office.host.fail = { type: 'DiskFull' }
    expect(await setRole(office.store, 0, 'a')).toMatchObject({ kept: 'journalOnly' })
    office.host.fail = refusal
    await office.idle()
    return office
  }

  test('is named, lastingly, and not offered again and again', async () => {
    const { store, host, events, idle } = await refused()
    expect(events.at(-1)).toEqual({ type: 'kept', where: 'journalOnly', refused: refusal })
    const before = appendsOf(host)
    await idle()
    await idle()
    expect(appendsOf(host)).toBe(before)
    await store.close()
  })

  test('is not in the way: what comes next waits behind it, and all reaches the vault in order', async () => {
    const { store, host, events } = await refused()
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'journalOnly' })
    expect(await roleOf(store, 0)).toBe('b')
    host.fail = null
    expect(await setRole(store, 0, 'c')).toMatchObject({ kept: 'vault' })
    expect(events.filter(({ type }) => type === 'kept').at(-1)).toEqual({
      type: 'kept',
      where: 'vault',
      refused: null,
    })
    expect(host.vault.get(host.device)?.at(-1)).toContain('["b","c"]')
    expect(host.vault.get(host.device)).toHaveLength(5)
    await store.close()
  })

  test('is told at every start, and keeps nobody out', async () => {
    const { store, host } = await refused()
    await store.close()
    await waitsAtStart(host, refusal)
  })

  test('when nothing waits before it, is not kept at all', async () => {
    const { store, host, events } = await foundOffice(1)
    host.fail = refusal
    expect(await tryRole(store, 0, 'a')).toEqual({
      ok: false,
      error: { type: 'NotKept', failure: refusal },
    })
    host.fail = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(events.filter(({ type }) => type === 'kept')).toEqual([])
    await store.close()
  })

  test('because it was spoilt while it waited, is kept aside, and what is behind it entered again', async () => {
    const { store, host } = await foundOffice(1)
    host.fail = { type: 'DiskFull' }
    for (const role of ['a', 'b', 'c']) await setRole(store, 0, role)
    await store.close()
    await withDatabase(journalName(host.ledger), async (db) => {
      await db.table('tail').put('spoilt', [host.device, 3])
    })
    host.fail = null
    const again = createTestStore()
    expect(await again.store.open(host.call, () => undefined)).toMatchObject({
      ok: true,
      value: { filled: 'damaged', reentered: 2, kept: { where: 'vault' } },
    })
    expect(await roleOf(again.store, 0)).toBe('c')
    expect(await again.store.verify(() => undefined)).toMatchObject({ problems: [] })
    await again.store.close()
    expect(JSON.stringify(await dumpDatabase(journalName(host.ledger)))).toContain('spoilt')
  })

  test('because another history stands there, is named until a start gives it numbers of its own', async () => {
    const { store, host, events, idle } = await foundOffice(1)
    const other = await otherHistory(host)
    host.fail = { type: 'DiskFull' }
    await setRole(store, 0, 'a')
    host.fail = null
    host.vault.set(host.device, other)
    // Refused first, then compared.
    await idle()
    await idle()
    expect(events.at(-1)).toMatchObject({
      where: 'journalOnly',
      refused: { type: 'OtherEntryThere', seq: 3 },
    })
    expect(await tryRole(store, 0, 'b')).toMatchObject({
      ok: false,
      error: { type: 'NotKept', failure: { type: 'OtherEntryThere' } },
    })
    await store.close()
    const again = createTestStore()
    expect(await again.store.open(host.call, () => undefined)).toMatchObject({
      ok: true,
      value: { reentered: 1, kept: { where: 'vault', refused: null } },
    })
    expect(await roleOf(again.store, 0)).toBe('a')
    await again.store.close()
  })
})

describe('A defect of the host', () => {
  const broke = { ok: false, error: { type: 'NotKept', failure: { type: 'HostDefect' } } }
  const broken = (host: MemoryHost): void => {
    host.before = (name) => {
      if (name === 'vault.append') throw new Error('vault.append: the host failed')
    }
  }

  test('is no host that is away: the write is refused as a defect, noted by its places, and kept nowhere', async () => {
    const { store, host, events, idle } = await foundOffice(1)
    broken(host)
    expect(await tryRole(store, 0, 'a')).toEqual(broke)
    expect(host.faults).toMatchObject([{ where: 'store.write' }])
    expect(await roleOf(store, 0)).toBeUndefined()
    await idle()
    expect(events.filter(({ type }) => type === 'kept')).toEqual([])
    host.before = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.close()
  })

  test('that came after the lines were written loses and doubles nothing', async () => {
    const { store, host } = await foundOffice(1)
    host.after = (name) => {
      if (name === 'vault.append') throw new Error('vault.append: the host failed')
    }
    expect(await tryRole(store, 0, 'a')).toEqual(broke)
    expect(host.faults).toMatchObject([{ where: 'store.write' }])
    host.after = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(host.vault.get(host.device)?.at(-1)).toContain('["a","b"]')
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.close()
  })

  test('over entries that wait is noted and named, and they go on waiting', async () => {
    const { store, host, events, idle } = await foundOffice(1)
    host.fail = { type: 'DiskFull' }
    await setRole(store, 0, 'a')
    host.fail = null
    broken(host)
    await idle()
    expect(events.at(-1)).toEqual({ type: 'kept', where: 'journalOnly', refused: { type: 'HostDefect' } })
    expect(host.faults).toMatchObject([{ where: 'store.bring', what: expect.stringMatching(/^Error\n/) }])
    const before = appendsOf(host)
    await idle()
    expect(appendsOf(host)).toBe(before)
    host.before = null
    expect(await setRole(store, 0, 'b')).toMatchObject({ kept: 'vault' })
    expect(host.vault.get(host.device)).toHaveLength(4)
    await store.close()
  })
})
