import { describe, expect, test } from 'vitest'
import type { StoreApi } from '../../src/renderer/store/store-api'
import { hostGone } from '../../src/shared/contract/host-gone'
import type { RecordId } from '../../src/shared/journal/entry'
import { dropDatabases, dumpDatabase, journalName, restoreDatabase, viewName } from './databases'
import { createMemoryHost } from './memory-host'
import { commitOk, foundOffice, newPerson, newPhone, personId, setRole } from './office'
import { openTestStore } from './open-store'

const secret = '秘密 花子'
const number = '090-9999-8888'

const officeWithSecret = async () => {
  const test = await foundOffice()
  await commitOk(test.store, [newPerson(0, { name: secret, role: '担当' }), newPhone(0, 0, number)], 'create')
  await setRole(test.store, 0, '課長')
  return test
}

/** Everything the ledger holds anywhere, as one text. */
const allTexts = async (host: Awaited<ReturnType<typeof foundOffice>>['host']): Promise<string> =>
  JSON.stringify([
    [...host.vault.values()],
    await dumpDatabase(journalName(host.ledger)),
    await dumpDatabase(viewName(host.ledger)),
  ])

const strike = (test: Awaited<ReturnType<typeof foundOffice>>) =>
  test.store.strike(personId(0), ['name', 'phones'], '本人の申し出')

describe('Striking out', () => {
  test('leaves the value nowhere, and the ledger still verifies and says what was struck', async () => {
    const office = await officeWithSecret()
    expect(await strike(office)).toMatchObject({ ok: true, value: { kept: 'vault' } })
    const { store, host } = office
    const view = await store.record(personId(0))
    expect(view?.row.values).toEqual({ role: '課長' })
    const report = await store.verify(() => undefined)
    expect(report.problems).toEqual([])
    expect(report.struck.map(({ entry, reason }) => [entry, reason])).toEqual([
      [`${host.device}:2`, '本人の申し出'],
      [`${host.device}:3`, '本人の申し出'],
    ])
    const list = await store.openList({ type: 'person', life: 'live', text: '秘密' })
    expect(list.total).toBe(0)
    await store.close()
    const texts = await allTexts(host)
    expect(texts).not.toContain(secret)
    expect(texts).not.toContain(number)
    expect(texts).toContain('課長')
  })

  test('reaches all that describes a person, and PINs of old', async () => {
    const { store, host } = await foundOffice()
    const described = { role: '特命係長', department: '秘密の部', employeeNumber: 'E-007-X' }
    await commitOk(store, [newPerson(0, described)], 'create')
    await commitOk(store, [{ op: 'set', id: personId(0), values: { role: '別の役' } }])
    const self = (await store.currentUser())?.id as RecordId
    expect(await store.setPin(self, '2468')).toMatchObject({ ok: true })
    expect(await store.setPin(self, '1357')).toMatchObject({ ok: true })
    for (const [record, fields] of [
      [personId(0), Object.keys(described)],
      [self, ['pin']],
    ] as const)
      expect(await store.strike(record, fields, '本人の申し出')).toMatchObject({ ok: true })
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.close()
    const texts = await allTexts(host)
    for (const value of [...Object.values(described), '別の役', 'pbkdf2']) expect(texts).not.toContain(value)
  })

  test('is for administrators, and needs a reason', async () => {
    const { store } = await officeWithSecret()
    expect(await store.strike(personId(0), ['name'], '')).toMatchObject({
      ok: false,
      error: { type: 'FieldsRefused' },
    })
    const desk = 'user:0000000000000009'
    await commitOk(store, [
      { op: 'create', id: desk, values: { name: '窓口', roles: ['desk'], active: 'active' } },
    ])
    await store.switchUser(desk)
    expect(await store.strike(personId(0), ['name'], '理由')).toMatchObject({
      ok: false,
      error: { type: 'NotAllowed', op: 'strike' },
    })
    await store.close()
  })

  test('that was cut off before the vault was done is carried on at the next start', async () => {
    const office = await officeWithSecret()
    office.host.before = (name) => {
      if (name === 'vault.strike') throw hostGone()
    }
    expect(await strike(office)).toMatchObject({ ok: true })
    await office.store.close()
    expect(await allTexts(office.host)).toContain(secret)

    office.host.before = null
    const { store } = await openTestStore(office.host.call)
    expect((await store.record(personId(0)))?.row.values).toEqual({ role: '課長' })
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.close()
    expect(await allTexts(office.host)).not.toContain(secret)
  })

  test('that could not be carried out says so, keeps the next one out, and is done in idle time', async () => {
    const office = await officeWithSecret()
    const { store, host, idle } = office
    await commitOk(store, [newPerson(1, { name: '別の 秘密' })], 'create')
    host.before = (name) => {
      if (name === 'vault.strike') throw hostGone()
    }
    expect(await strike(office)).toMatchObject({ ok: true, value: { kept: 'vault', struckLater: true } })
    expect((await store.verify(() => undefined)).problems).toEqual([
      { kind: 'strikeToDo', entry: `${host.device}:2` },
      { kind: 'strikeToDo', entry: `${host.device}:3` },
    ])
    const next = () => store.strike(personId(1), ['name'], '本人の申し出')
    expect(await next()).toEqual({ ok: false, error: { type: 'StrikeWaiting' } })
    await idle()
    host.before = null
    await idle()
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    const second = await next()
    expect(second).toMatchObject({ ok: true })
    expect(second).not.toHaveProperty('value.struckLater')
    await store.close()
    const texts = await allTexts(host)
    expect(texts).not.toContain(secret)
    expect(texts).not.toContain('別の 秘密')
  })

  test('while the vault is away waits until it is back', async () => {
    const office = await officeWithSecret()
    const { store, host, idle } = office
    host.fail = { type: 'DiskFull' }
    expect(await strike(office)).toMatchObject({
      ok: true,
      value: { kept: 'journalOnly', struckLater: true },
    })
    host.fail = null
    await idle()
    await store.close()
    expect(await allTexts(host)).not.toContain(secret)
  })

  test('that was never kept is forgotten', async () => {
    const office = await officeWithSecret()
    const { store, host } = office
    host.before = (name) => {
      if (name === 'vault.append') host.fail = { type: 'BadLine' }
    }
    expect(await strike(office)).toMatchObject({ ok: false, error: { type: 'NotKept' } })
    host.before = null
    host.fail = null
    await store.close()
    const again = await openTestStore(host.call)
    expect((await again.store.record(personId(0)))?.row.values.name).toBe(secret)
    await again.store.close()
  })
})

describe('A strike that is recorded while a line still holds what it took out', () => {
  /** An office whose secret was struck, with the vault's and the journal's lines from before. */
  const struck = async () => {
    const office = await officeWithSecret()
    const { host } = office
    const before = [...(host.vault.get(host.device) ?? [])]
    const journal = await dumpDatabase(journalName(host.ledger))
    const view = await dumpDatabase(viewName(host.ledger))
    expect(await strike(office)).toMatchObject({ ok: true, value: { kept: 'vault' } })
    return { ...office, before, journal, view }
  }

  test('a vault put back from before it gets the strike and the shortened lines from the browser', async () => {
    const { store, host, before } = await struck()
    await store.close()
    host.vault.set(host.device, [...before])
    const again = await openTestStore(host.call)
    await again.idle()
    expect(await again.store.verify(() => undefined)).toMatchObject({ problems: [] })
    await again.store.close()
    expect(host.vault.get(host.device)).toHaveLength(before.length + 1)
    expect(await allTexts(host)).not.toContain(secret)
  })

  test('a browser put back from before it gets the shortened lines from the vault', async () => {
    const { store, host, journal, view } = await struck()
    await store.close()
    await restoreDatabase(journalName(host.ledger), journal)
    await restoreDatabase(viewName(host.ledger), view)
    const again = await openTestStore(host.call)
    await again.idle()
    expect((await again.store.record(personId(0)))?.row.values).toEqual({ role: '課長' })
    expect(await again.store.verify(() => undefined)).toMatchObject({ problems: [] })
    await again.store.close()
    expect(await allTexts(host)).not.toContain(secret)
  })

  test('where every shortened line is lost it is struck and vouched for again, under the same reason', async () => {
    const { store, host, before } = await struck()
    await store.close()
    const lines = host.vault.get(host.device) ?? []
    host.vault.set(host.device, [...before, ...lines.slice(before.length)])
    await dropDatabases(host.ledger)
    const again = await openTestStore(host.call)
    expect((await again.store.verify(() => undefined)).problems.map(({ kind }) => kind)).toEqual([
      'strikeToDo',
      'strikeToDo',
    ])
    await again.idle()
    const report = await again.store.verify(() => undefined)
    expect(report.problems).toEqual([])
    expect(new Set(report.struck.map(({ reason }) => reason))).toEqual(new Set(['本人の申し出']))
    expect((await again.store.record(personId(0)))?.row.values).toEqual({ role: '課長' })
    await again.idle()
    await again.store.close()
    // Once: what is done is not done again.
    expect(host.vault.get(host.device)).toHaveLength(lines.length + 1)
    expect(await allTexts(host)).not.toContain(secret)
  })

  test('that checking finds is carried out after the check', async () => {
    const { store, host, before, idle } = await struck()
    const lines = host.vault.get(host.device) ?? []
    host.vault.set(host.device, [...before, ...lines.slice(before.length)])
    expect((await store.verify(() => undefined)).problems).toContainEqual({
      kind: 'strikeToDo',
      entry: `${host.device}:2`,
    })
    await idle()
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.close()
    expect(await allTexts(host)).not.toContain(secret)
  })

  test('waits while the vault is away', async () => {
    const { store, host, before } = await struck()
    await store.close()
    host.vault.set(host.device, [...before])
    const again = await openTestStore(host.call)
    host.before = (name) => {
      if (name === 'vault.strike') throw hostGone()
    }
    await again.idle()
    expect(JSON.stringify(host.vault.get(host.device))).toContain(secret)
    host.before = null
    await again.idle()
    await again.idle()
    await again.store.close()
    expect(await allTexts(host)).not.toContain(secret)
  })
})

describe('Lines that were set aside', () => {
  /** An office in whose browser entries, one of them with the secret, gave way to another history in the vault. */
  const withAside = async (before?: (store: StoreApi) => Promise<unknown>) => {
    const office = await foundOffice()
    const { host } = office
    const common = [...(host.vault.get(host.device) ?? [])]
    await commitOk(office.store, [newPerson(0, { name: secret, role: '担当' })], 'create')
    await setRole(office.store, 0, '課長')
    await before?.(office.store)
    await office.store.close()
    // As a sample office it has databases of its own.
    const other = createMemoryHost(host.ledger, host.device, true)
    other.vault.set(host.device, [...common])
    const elsewhere = await openTestStore(other.call)
    await commitOk(elsewhere.store, [newPerson(1)], 'create')
    await elsewhere.store.close()
    host.vault.set(host.device, other.vault.get(host.device) ?? [])
    return { ...office, ...(await openTestStore(host.call)) }
  }

  test('after they were struck are entered again without what was struck, and fit', async () => {
    const { store, host } = await withAside((of) => of.strike(personId(0), ['name'], '本人の申し出'))
    expect((await store.record(personId(0)))?.row.values).toEqual({ role: '課長' })
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await commitOk(store, [{ op: 'set', id: personId(0), values: { name: '新しい名' } }])
    expect((await store.record(personId(0)))?.row.values.name).toBe('新しい名')
    await store.close()
    expect(await allTexts(host)).not.toContain(secret)
  })

  test('are struck as well', async () => {
    const office = await withAside()
    expect(await office.store.strike(personId(0), ['name'], '本人の申し出')).toMatchObject({ ok: true })
    expect(await office.store.verify(() => undefined)).toMatchObject({ problems: [] })
    await office.store.close()
    expect(await allTexts(office.host)).not.toContain(secret)
    expect(await allTexts(office.host)).toContain('課長')
  })
})
