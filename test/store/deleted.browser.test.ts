import { expect, test } from 'vitest'
import { commitOk, foundOffice, newPhone, personId, phoneId } from './office'

test('A deleted record is shown with what was deleted with it, not with what had gone before', async () => {
  const { store } = await foundOffice(2)
  await commitOk(store, [newPhone(1, 1, '2101'), newPhone(2, 1, '2102')], 'create')
  await commitOk(store, [{ op: 'delete', id: phoneId(1) }])
  await commitOk(store, [{ op: 'delete', id: personId(1) }])

  const view = await store.record(personId(1))
  expect(view?.children.phones?.map(({ id }) => id)).toEqual([phoneId(2)])
  const list = await store.openList({ type: 'person', life: 'deleted' })
  const [row] = await store.listRows(list.id, 0, 10)
  expect(row?.children.phones).toMatchObject([{ number: '2102' }])

  await commitOk(store, [{ op: 'restore', id: personId(1) }])
  expect((await store.record(personId(1)))?.children.phones?.map(({ id }) => id)).toEqual([phoneId(2)])
  await store.close()
})
