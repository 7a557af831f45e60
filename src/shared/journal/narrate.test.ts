import { describe, expect, test } from 'vitest'
import type { Entry } from './entry'
import type { Intent } from './intent'
import { HISTORY_RECORDS_LIMIT, toHistoryItem } from './narrate'
import { planStrike } from './strike'
import { declared } from './testing/declared'
import { admin, countingRandom, Device, smallLimits } from './testing/device'

const create = (...ids: string[]): Intent => ({
  kind: 'create',
  reason: '新任',
  writes: ids.map((id) => ({ op: 'create', id: `thing:${id}`, values: { name: id, marks: ['m'] } })),
})

function commit(device: Device, intent: Intent): readonly Entry[] {
  const done = device.commit(intent)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return done.value
}

const tell = (entries: readonly Entry[]) => toHistoryItem(entries, { undoneBy: null })

describe('an intent is told', () => {
  test('with who, when, what, from what to what and why', () => {
    const device = new Device('deva')
    const entries = commit(device, create('x'))
    expect(tell(entries)).toEqual({
      intent: 'deva-intent-1',
      entry: 'deva:1',
      kind: 'create',
      at: '2026-11-22T05:00:00.000Z',
      zone: 'Asia/Tokyo',
      actor: admin.id,
      actorName: admin.name,
      reason: '新任',
      undoneBy: null,
      records: [
        {
          record: 'thing:x',
          name: 'x',
          op: 'create',
          fields: [
            { field: 'name', before: null, after: 'x', struck: false },
            { field: 'marks', before: null, after: ['m'], struck: false },
          ],
        },
      ],
      moreRecords: 0,
    })
  })

  test('as change, deletion or restoring of each record', () => {
    const device = new Device('deva')
    commit(device, create('x'))
    const writes: Intent['writes'][] = [
      [{ op: 'set', id: 'thing:x', values: { note: 'n' } }],
      [{ op: 'delete', id: 'thing:x' }],
      [{ op: 'restore', id: 'thing:x' }],
    ]
    const ops = writes.map((write) => tell(commit(device, { kind: 'edit', writes: write })).records[0]?.op)
    expect(ops).toEqual(['change', 'delete', 'restore'])
    const undone = device.undo()
    expect(undone.ok && tell(undone.value).records[0]?.op).toBe('delete')
  })

  test('a run is one item of at most fifty records, and one record of it can be asked for', () => {
    const device = new Device('deva', undefined, smallLimits)
    const ids = Array.from({ length: 60 }, (_, i) => `x${i}`)
    const entries = commit(device, create(...ids))
    expect(entries.length).toBeGreaterThan(1)
    const item = tell(entries)
    expect(item).toMatchObject({ entry: entries.at(-1)?.head.id, reason: '新任', moreRecords: 10 })
    expect(item.records).toHaveLength(HISTORY_RECORDS_LIMIT)
    const about = toHistoryItem(entries, { undoneBy: null, about: new Set(['thing:x59']) })
    expect(about.records.map(({ name }) => name)).toEqual(['x59'])
    expect(about.moreRecords).toBe(59)
  })

  test('once per record and field, from the first value to the last', () => {
    const device = new Device('deva')
    const change = (before: string | null, after: string) => ({
      record: 'thing:x' as const,
      name: after,
      set: { name: [before, after] as const },
    })
    const item = tell(device.write({ kind: 'edit', changes: [change(null, '甲'), change('甲', '乙')] }))
    expect(item.records).toMatchObject([
      { name: '乙', fields: [{ field: 'name', before: null, after: '乙' }] },
    ])
  })

  test('with what was struck out, on both sides', () => {
    const device = new Device('deva')
    commit(device, create('x'))
    const plan = planStrike(
      { record: 'thing:x', fields: ['marks'], reason: '申し出' },
      device.entries,
      device.view,
      admin,
      countingRandom(3),
      declared,
    )
    if (!plan.ok) throw new Error('not planned')
    const strike = tell(device.write(plan.value.planned))
    expect(strike).toMatchObject({
      kind: 'strike',
      reason: '申し出',
      records: [{ record: 'thing:x', name: 'x', op: 'change', fields: [{ field: 'marks', struck: true }] }],
    })
    const [shortened] = plan.value.shortened
    expect(tell(shortened ? [shortened.entry] : []).records[0]?.fields).toEqual([
      { field: 'name', before: null, after: 'x', struck: false },
      { field: 'marks', before: null, after: null, struck: true },
    ])
  })
})
