import { describe, expect, test } from 'vitest'
import { commitOk, foundOffice, newPerson, newPhone, personId, roleOf, setRole } from './office'
import { openTestStore } from './open-store'

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

  test('names what it would do again, not the undo before it', async () => {
    const { store } = await foundOffice()
    await commitOk(store, [newPerson(0)], 'create')
    for (let n = 0; n < 2; n += 1) {
      await store.undo()
      expect(await store.undoState()).toMatchObject({ redo: { kind: 'create', name: '人 0' } })
      await store.redo()
      expect(await store.undoState()).toMatchObject({ undo: { kind: 'create', name: '人 0' } })
    }
    await store.close()
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
