import { describe, expect, test } from 'vitest'
import { hostGone } from '../../src/shared/contract/host-gone'
import { journalName, viewName, withDatabase } from './databases'
import { commitOk, foundOffice, newPerson, newPhone, personId, setRole } from './office'
import { openTestStore } from './open-store'

const quiet = (): void => undefined

/** An office with a few edits, closed, so that a test can reach behind its back. */
const closedOffice = async () => {
  const { store, host } = await foundOffice(3)
  await commitOk(store, [newPhone(0, 0, '090-1234-5678')])
  await setRole(store, 0, 'a')
  await setRole(store, 1, 'b')
  await store.close()
  return host
}

const verify = async (host: Awaited<ReturnType<typeof closedOffice>>) => {
  const { store } = await openTestStore(host.call)
  const report = await store.verify(quiet)
  await store.close()
  return report
}

describe('A ledger that is whole', () => {
  test('verifies, with its heads and counts', async () => {
    const host = await closedOffice()
    const steps: string[] = []
    const { store } = await openTestStore(host.call)
    const report = await store.verify(({ step, done, total }) => {
      expect(done).toBeLessThanOrEqual(total)
      steps.push(step)
    })
    expect(report).toEqual({
      entries: 5,
      rows: 7,
      segments: 1,
      struck: [],
      problems: [],
      heads: [{ device: host.device, seq: 5, hash: host.vault.get(host.device)?.at(-1)?.slice(0, 64) }],
      waiting: 0,
      cancelled: false,
    })
    expect(steps).toContain('entries')
    await store.close()
  })

  test('goes on being written in meanwhile', async () => {
    const host = await closedOffice()
    const { store } = await openTestStore(host.call)
    const [report] = await Promise.all([store.verify(quiet), setRole(store, 2, 'c'), setRole(store, 2, 'd')])
    expect(report.problems).toEqual([])
    await store.close()
  })

  test('says that it was called off', async () => {
    const host = await closedOffice()
    const { store } = await openTestStore(host.call)
    const running = store.verify(quiet)
    await store.cancelVerify()
    expect(await running).toMatchObject({ cancelled: true, problems: [] })
    await store.close()
  })
})

describe('What does not fit is named, the first entry first', () => {
  test('one changed byte of a body', async () => {
    const host = await closedOffice()
    const lines = host.vault.get(host.device) as string[]
    lines[2] = (lines[2] as string).replace('5678', '5679')
    const { problems } = await verify(host)
    expect(problems[0]).toEqual({ kind: 'chain', entry: `${host.device}:3`, problem: 'body' })
    expect(problems).toContainEqual({ kind: 'storeDiffers', entry: `${host.device}:3` })
  })

  test('one changed byte of a head', async () => {
    const host = await closedOffice()
    const lines = host.vault.get(host.device) as string[]
    lines[3] = (lines[3] as string).replace('"kind":"edit"', '"kind":"exit"')
    const { problems } = await verify(host)
    expect(problems[0]).toEqual({ kind: 'chain', entry: `${host.device}:4`, problem: 'hash' })
  })

  test('a line of the browser that is not the vault’s', async () => {
    const host = await closedOffice()
    await withDatabase(journalName(host.ledger), async (db) => {
      const key = [host.device, 2] as never
      await db.table('tail').put(String(await db.table('tail').get(key)).replace('人 1', '人 9'), key)
    })
    const { problems } = await verify(host)
    expect(problems[0]).toEqual({ kind: 'storeDiffers', entry: `${host.device}:2` })
  })

  test('a missing row, and a row that says something else', async () => {
    const host = await closedOffice()
    await withDatabase(viewName(host.ledger), async (db) => {
      const keys = (await db.table('loose').toCollection().primaryKeys()) as unknown as [string, string][]
      const keyOf = (id: string) => keys.find(([, rowId]) => rowId === id) as never
      await db.table('loose').delete(keyOf(personId(2)))
      const row = await db.table('loose').get(keyOf(personId(1)))
      await db.table('loose').put({ ...row, values: { ...row.values, role: '別' } }, keyOf(personId(1)))
    })
    const { problems } = await verify(host)
    expect(problems).toEqual([
      { kind: 'row', record: personId(1), field: 'role' },
      { kind: 'row', record: personId(2), field: '_life' },
    ])
  })

  test('what the host finds in its segments', async () => {
    const host = await closedOffice()
    const problem = { device: host.device, segment: '1', problem: 'changed', seq: 2 } as const
    host.check = { segments: 3, problems: [problem] }
    const { store } = await openTestStore(host.call)
    expect(await store.verify(quiet)).toMatchObject({ segments: 3, problems: [{ kind: 'segment', problem }] })
    await store.close()
  })
})

test('Entries that wait for the vault are counted, and are nothing that does not fit', async () => {
  const host = await closedOffice()
  const { store } = await openTestStore(host.call)
  host.fail = { type: 'DiskFull' }
  await setRole(store, 0, 'c')
  await setRole(store, 1, 'd')
  expect(await store.verify(quiet)).toMatchObject({ problems: [], waiting: 2, entries: 7 })
  // What the vault had and has no more waits for nothing.
  const lost = `${host.device}:5`
  host.vault.get(host.device)?.pop()
  expect((await store.verify(quiet)).problems).toContainEqual({ kind: 'vaultMissing', entry: lost })
  await store.close()
})

test('A vault that does not answer is said, and is not taken for an empty one', async () => {
  const host = await closedOffice()
  const { store } = await openTestStore(host.call)
  host.before = (name) => {
    if (name === 'vault.heads') throw hostGone()
  }
  host.checkFails = { type: 'Unwritable', code: 'EIO' }
  const { problems } = await store.verify(quiet)
  expect(problems).toEqual([
    { kind: 'vaultUnread', code: 'Unwritable' },
    { kind: 'segmentsUnread', code: 'Unwritable' },
  ])
  await store.close()
})

describe('A hash from paper', () => {
  test('is found by its beginning, in groups, in either case, in full width', async () => {
    const { store, host } = await foundOffice(1)
    const head = await store.head()
    if (head === null) throw new Error('no head')
    await setRole(store, 0, 'a')
    await setRole(store, 0, 'b')
    const answer = { type: 'entry', entry: head.entry, entriesSince: 2 }
    const hash = head.hash
    const wide = [...hash.slice(0, 8)].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    for (const typed of [
      hash,
      hash.slice(0, 8),
      hash.slice(0, 16).toUpperCase(),
      ` ${hash.slice(0, 4)} ${hash.slice(4, 8)}-${hash.slice(8, 12)}`,
      wide,
    ])
      expect(await store.findHash(typed)).toMatchObject(answer)
    expect(await store.findHash(hash.slice(0, 7))).toEqual({ type: 'tooShort' })
    expect(await store.findHash('not a hash')).toEqual({ type: 'unknown' })
    expect(await store.findHash('0'.repeat(64))).toEqual({ type: 'unknown' })
    await store.close()
    expect(host.vault.get(host.device)).toHaveLength(4)
  })

  test('is found in a closed pack too', async () => {
    const { store, idle } = await foundOffice()
    await commitOk(store, [newPerson(0)])
    const head = await store.head()
    for (let n = 0; n < 520; n += 1) await setRole(store, 0, `役 ${n}`)
    await idle()
    expect(await store.findHash(head?.hash ?? '')).toMatchObject({
      type: 'entry',
      entry: head?.entry,
      entriesSince: 520,
    })
    expect(await store.verify(quiet)).toMatchObject({ problems: [], entries: 522 })
    await store.close()
  })

  test('stands for the entries of every device, after a restore before the first own entry too', async () => {
    const { host, store: first } = await foundOffice(1)
    const before = await first.head()
    await first.close()
    host.wentBack = true
    const { store } = await openTestStore(host.call)
    const restored = await store.head()
    expect(restored).toMatchObject({ entry: 'dev1:2', own: 0, hash: before?.hash })
    await setRole(store, 0, 'a')
    const joined = await store.head()
    expect(joined).toMatchObject({ entry: `${host.device}:1`, own: 1 })
    for (const [head, entry, entriesSince] of [
      [restored, 'dev1:2', 1],
      [joined, `${host.device}:1`, 0],
    ] as const)
      expect(await store.findHash(head?.hash ?? '')).toMatchObject({ entry, entriesSince, covers: 'ledger' })
    await store.close()
  })

  test('that an older Daicho printed is the hash of an entry, and stands for its device', async () => {
    const { host, store } = await foundOffice(1)
    const own = (host.vault.get('dev1')?.at(0) ?? '').slice(0, 64)
    expect(await store.findHash(own)).toMatchObject({ entry: 'dev1:1', entriesSince: 1, covers: 'ledger' })
    await store.close()
    host.wentBack = true
    const { store: other } = await openTestStore(host.call)
    await setRole(other, 0, 'a')
    expect(await other.findHash(own)).toMatchObject({ entry: 'dev1:1', entriesSince: 1, covers: 'device' })
    await other.close()
  })
})
