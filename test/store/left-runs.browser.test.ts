import { expect, test } from 'vitest'
import { dropDatabases, dumpDatabase, journalName, viewName } from './databases'
import type { MemoryHost } from './memory-host'
import { commitOk, foundOffice, newPerson, personId } from './office'
import { openTestStore } from './open-store'

const allTexts = async ({ ledger, vault }: MemoryHost): Promise<string> =>
  JSON.stringify([
    [...vault.values()],
    await dumpDatabase(journalName(ledger)),
    await dumpDatabase(viewName(ledger)),
  ])

const people = (count: number) =>
  Array.from({ length: count }, (_, n) => newPerson(n, { mail: `nobody${n}@example.jp` }))

/** An office whose import of 1,500 people was cut off between its parts and its end. */
const cutOff = async () => {
  const first = await foundOffice()
  await commitOk(first.store, people(1500))
  await first.store.close()
  first.host.vault.get(first.host.device)?.pop()
  await dropDatabases(first.host.ledger)
  return first.host
}

test('Names of an import that was cut off are struck everywhere, and the ledger verifies', async () => {
  const host = await cutOff()
  const { store, idle } = await openTestStore(host.call)
  expect(await allTexts(host)).toContain('nobody7@example.jp')
  await idle()
  const report = await store.verify(() => undefined)
  expect(report.problems).toEqual([])
  expect(report.struck.map(({ entry }) => entry)).toEqual([`${host.device}:2`, `${host.device}:3`])
  expect((await store.counts()).person).toEqual({ live: 1, deleted: 0 })
  const { items } = await store.history({ limit: 3 })
  expect(items.map(({ kind, records }) => [kind, records.length])).toContainEqual(['abandon', 0])
  await commitOk(store, [newPerson(1)])
  await idle()
  await store.close()
  expect(await allTexts(host)).not.toContain('nobody')
  expect(host.vault.get(host.device)).toHaveLength(6)
})

test('Struck parts that a restored vault brings back are struck again', async () => {
  const host = await cutOff()
  const before = [...(host.vault.get(host.device) ?? [])]
  const first = await openTestStore(host.call)
  await first.idle()
  await first.store.close()
  const lines = host.vault.get(host.device) ?? []
  lines.splice(0, before.length, ...before)
  await dropDatabases(host.ledger)
  const { store, idle } = await openTestStore(host.call)
  await idle()
  await idle()
  const report = await store.verify(() => undefined)
  // Office, person and user of the founding: no row of those that never were.
  expect(report).toMatchObject({ problems: [], rows: 3 })
  const { items } = await store.history({ limit: 3 })
  expect(items.map(({ kind }) => kind)).not.toContain('strike')
  await store.close()
  expect(await allTexts(host)).not.toContain('nobody')
})

test('A run that ended keeps what it holds', async () => {
  const { host, store, idle } = await foundOffice()
  await commitOk(store, people(1500))
  await commitOk(store, [newPerson(2000)])
  await idle()
  expect((await store.record(personId(7)))?.row.values.mail).toBe('nobody7@example.jp')
  await store.close()
  expect(JSON.stringify([...host.vault.values()])).toContain('nobody7@example.jp')
})
