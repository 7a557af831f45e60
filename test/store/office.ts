/** A small office for store tests, on a host of its own. */
import { expect } from 'vitest'
import type { StoreApi } from '../../src/renderer/store/store-api'
import type { RecordId } from '../../src/shared/journal/entry'
import type { FieldValues, Write } from '../../src/shared/journal/intent'
import { createMemoryHost, type MemoryHost } from './memory-host'
import { openTestStore, type TestStore } from './open-store'

export const personId = (n: number): RecordId => `person:${String(n).padStart(16, '0')}`
export const phoneId = (n: number): RecordId => `phone:${String(n).padStart(16, '0')}`

export const newPerson = (n: number, values: FieldValues = {}): Write => ({
  op: 'create',
  id: personId(n),
  values: { name: `人 ${n}`, ...values },
})

export const newPhone = (n: number, person: number, number: string, values: FieldValues = {}): Write => ({
  op: 'create',
  id: phoneId(n),
  values: { person: personId(person), number, order: 'V', ...values },
})

export const commitOk = async (
  store: StoreApi,
  writes: readonly Write[],
  kind: 'create' | 'edit' = 'edit',
) => {
  const done = await store.commit({ kind, writes })
  expect(done).toMatchObject({ ok: true })
  if (!done.ok) throw new Error(done.error.type)
  return done.value
}

export const setRole = (store: StoreApi, n: number, role: string) =>
  commitOk(store, [{ op: 'set', id: personId(n), values: { role } }])

/** The same wish, whatever becomes of it. */
export const tryRole = (store: StoreApi, n: number, role: string) =>
  store.commit({ kind: 'edit', writes: [{ op: 'set', id: personId(n), values: { role } }] })

export const roleOf = async (store: StoreApi, n: number): Promise<unknown> =>
  (await store.record(personId(n)))?.row.values.role

let ledgers = 0

/** A ledger that nobody has opened yet, under a name of its own. */
export const newHost = (): MemoryHost => {
  ledgers += 1
  return createMemoryHost(`ledger${ledgers}t${Date.now().toString(36)}`)
}

/** An office with its administrator and `people` persons. */
export const foundOffice = async (people = 0): Promise<TestStore & { readonly host: MemoryHost }> => {
  const host = newHost()
  const test = await openTestStore(host.call)
  const done = await test.store.setUp({
    name: '事務所',
    language: 'ja',
    zone: 'Asia/Tokyo',
    userName: '台帳 太郎',
    reading: 'だいちょう たろう',
  })
  expect(done).toMatchObject({ ok: true })
  if (people > 0)
    await commitOk(
      test.store,
      Array.from({ length: people }, (_, n) => newPerson(n)),
      'create',
    )
  return { ...test, host }
}
