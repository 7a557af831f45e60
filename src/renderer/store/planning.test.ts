import { describe, expect, test } from 'vitest'
import type { Entry, RecordId } from '../../shared/journal/entry'
import { planUndo } from '../../shared/journal/invert'
import type { Row } from '../../shared/journal/row'
import { declared } from '../../shared/journal/testing/declared'
import { admin, Device } from '../../shared/journal/testing/device'
import { needsOfUndo, planOver, type RowReader } from './planning'

const readerOf = (rows: ReadonlyMap<RecordId, Row>): RowReader => ({
  rows: async (ids) => new Map([...ids].flatMap((id) => (rows.has(id) ? [[id, rows.get(id) as Row]] : []))),
  allIds: async (type) => [...rows.keys()].filter((id) => id.startsWith(`${type}:`)),
  childIds: async () => [],
  holders: async (type, field, value) =>
    [...rows.values()]
      .filter((row) => row.life === 'live' && row.id.startsWith(`${type}:`) && row.values[field] === value)
      .map(({ id }) => id),
})

const undo = async (device: Device, entries: readonly Entry[]) => {
  const reader = readerOf(device.rows)
  return planOver(reader, await needsOfUndo(reader, entries, declared), (view) =>
    planUndo(entries, view, admin, { declared }),
  )
}

describe('Taking back, over rows that are fetched as they are needed,', () => {
  const thing = (id: string, code: string) =>
    ({ op: 'create', id: `thing:${id}`, values: { name: id, code } }) as const

  test('finds who has a unique value now that a deleted record had', async () => {
    const device = new Device('deva')
    device.commit({ kind: 'create', writes: [thing('x', 'K1')] })
    const deleted = device.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'thing:x' }] })
    if (!deleted.ok) throw new Error(deleted.error.type)
    expect(await undo(device, deleted.value)).toMatchObject({ ok: true })
    device.commit({ kind: 'create', writes: [thing('y', 'K1')] })
    expect(await undo(device, deleted.value)).toMatchObject({
      ok: false,
      error: { type: 'ValueTaken', holder: 'thing:y' },
    })
  })

  test('finds who has a unique value now that a change gave up', async () => {
    const device = new Device('deva')
    device.commit({ kind: 'create', writes: [thing('x', 'K1')] })
    const changed = device.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: 'thing:x', values: { code: 'K2' } }],
    })
    if (!changed.ok) throw new Error(changed.error.type)
    device.commit({ kind: 'create', writes: [thing('y', 'K1')] })
    expect(await undo(device, changed.value)).toMatchObject({
      ok: false,
      error: { type: 'ValueTaken', value: 'K1', holder: 'thing:y' },
    })
  })
})
