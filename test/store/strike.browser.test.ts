import { describe, expect, test } from 'vitest'
import { hostGone } from '../../src/shared/contract/host-gone'
import { dumpDatabase, journalName, viewName } from './databases'
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
