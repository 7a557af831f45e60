import { expect, test } from 'vitest'
import { createMemoryHost } from './memory-host'
import { openTestStore } from './open-store'

test('smoke', async () => {
  const host = createMemoryHost('smoke')
  const { store, events } = await openTestStore(host.call)
  const done = await store.setUp({
    name: '事務所',
    language: 'ja',
    zone: 'Asia/Tokyo',
    userName: '台帳 太郎',
    reading: 'だいちょう たろう',
  })
  expect(done).toMatchObject({ ok: true })
  expect(await store.currentUser()).toMatchObject({ name: '台帳 太郎', roles: ['administrator'] })
  expect(await store.counts()).toEqual({
    office: { live: 1, deleted: 0 },
    person: { live: 1, deleted: 0 },
    user: { live: 1, deleted: 0 },
  })
  const made = await store.commit({
    kind: 'create',
    writes: [
      {
        op: 'create',
        id: 'person:0000000000000001',
        values: { name: '髙橋 花子', reading: 'たかはし はなこ' },
      },
      {
        op: 'create',
        id: 'phone:0000000000000001',
        values: { person: 'person:0000000000000001', number: '090-1234-5678', order: 'V', use: 'mobile' },
      },
    ],
  })
  expect(made).toMatchObject({ ok: true, value: { kept: 'vault' } })
  const list = await store.openList({ type: 'person', life: 'live', text: '09012345678' })
  expect(list.total).toBe(1)
  expect(await store.listRows(list.id, 0, 10)).toMatchObject([
    { id: 'person:0000000000000001', shown: { phones: '090-1234-5678' }, index: 'た' },
  ])
  expect(await store.record('person:0000000000000001')).toMatchObject({
    row: { values: { name: '髙橋 花子' } },
    children: { phones: [{ values: { number: '090-1234-5678' } }] },
  })
  expect(await store.undoState()).toMatchObject({ undo: { kind: 'create' }, redo: null })
  expect(await store.undo()).toMatchObject({ ok: true })
  expect(await store.counts()).toMatchObject({ person: { live: 1, deleted: 0 } })
  expect(await store.redo()).toMatchObject({ ok: true })
  expect(await store.counts()).toMatchObject({ person: { live: 2, deleted: 0 }, phone: { live: 1 } })
  const page = await store.history({ limit: 10 })
  await store.close()
  const again = await openTestStore(host.call)
  expect(await again.store.counts()).toMatchObject({ person: { live: 2, deleted: 0 }, phone: { live: 1 } })
  expect(await again.store.undoState()).toMatchObject({ undo: { kind: 'redo' } })
  await again.store.close()
})
