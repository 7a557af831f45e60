import { describe, expect, test } from 'vitest'
import { apart as twoApart } from './testing/apart'

/** Two devices apart; after meeting, both have the same row. */
function apart(values: object) {
  const { a, b, set, meet } = twoApart(values)
  return {
    a,
    b,
    set,
    meet() {
      const rows = meet()
      expect(rows.a).toEqual(rows.b)
      return rows.a
    },
  }
}

describe('a conflict', () => {
  test('is shown with both values when neither knew the other, and ends with an entry that knew both', () => {
    const { a, b, meet, set } = apart({ name: '甲', note: '前' })
    b.nowMs += 1
    set(a, { note: '甲の手' })
    set(b, { note: '乙の手' })
    const row = meet()
    expect(row?.values.note).toBe('乙の手')
    expect(row?.rivals?.note?.map(({ value }) => value)).toEqual(['甲の手'])
    set(a, { note: '乙の手' })
    expect(meet()?.rivals).toBeUndefined()
    expect(meet()?.values.note).toBe('乙の手')
  })

  test('does not arise between different fields of a record', () => {
    const { a, b, meet, set } = apart({ name: '甲', note: '前' })
    set(a, { note: '後' })
    set(b, { name: '乙' })
    expect(meet()).toMatchObject({ values: { name: '乙', note: '後' } })
    expect(meet()?.rivals).toBeUndefined()
  })

  test('takes fields of a declared unit whole', () => {
    const { a, b, meet, set } = apart({ name: '甲' })
    b.nowMs += 1
    set(a, { state: 'open', stateAt: '2026-11-22T05:00:00.000Z' })
    set(b, { state: 'closed' })
    const row = meet()
    expect(row?.values).toEqual({ name: '甲', state: 'closed' })
    expect(row?.rivals?.progress?.map(({ value }) => value)).toEqual([
      { state: 'open', stateAt: '2026-11-22T05:00:00.000Z' },
    ])
    // Writing it as it stands settles it.
    set(a, { state: 'closed' })
    expect(meet()?.rivals).toBeUndefined()
    expect(meet()?.values).toEqual({ name: '甲', state: 'closed' })
  })

  test('of tags lies in single members; others merge', () => {
    const { a, b, meet, set } = apart({ name: '甲', marks: ['old'] })
    set(a, { marks: ['old', 'x'] })
    set(b, { marks: ['y'] })
    expect(meet()?.values.marks).toEqual(['x', 'y'])
    expect(meet()?.rivals).toBeUndefined()
  })

  test('of one member is settled by writing the tags as they stand', () => {
    const { a, b, meet, set } = apart({ name: '甲', marks: ['x'] })
    set(a, { marks: null })
    set(a, { marks: ['x'] })
    b.nowMs -= 1000
    set(b, { marks: null })
    expect(meet()?.values.marks).toEqual(['x'])
    expect(meet()?.rivals?.['marks/x']?.map(({ value }) => value)).toEqual([false])
    set(b, { marks: ['x'] })
    expect(b.entries.at(-1)?.body.changes[0]?.set).toEqual({ 'marks/x': [true, true] })
    expect(b.entries.at(-1)?.head.touched).toEqual({ 'thing:x': ['marks'] })
    expect(meet()?.rivals).toBeUndefined()
    expect(meet()?.values.marks).toEqual(['x'])
  })

  test('of one member is settled by taking it out, too, in one word', () => {
    const { a, b, meet, set } = apart({ name: '甲', marks: ['x'] })
    set(a, { marks: null })
    set(a, { marks: ['x'] })
    b.nowMs -= 1000
    set(b, { marks: null })
    meet()
    set(b, { marks: null })
    expect(b.entries.at(-1)?.body.changes[0]?.set).toEqual({ marks: [['x'], null] })
    expect(meet()?.rivals).toBeUndefined()
    expect(meet()?.values.marks).toBeUndefined()
  })

  test.each([
    ['earlier', -5000],
    ['later', 5000],
  ])('between a deletion and an edit made %s elsewhere is no revival, and can be decided', (_, ms) => {
    const { a, b, meet, set } = apart({ name: '甲' })
    b.nowMs += ms
    a.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'thing:x' }] })
    set(b, { name: '乙' })
    set(b, { note: '二つ目' })
    const row = meet()
    expect(row).toMatchObject({ life: 'deleted', values: { name: '乙', note: '二つ目' } })
    expect(row?.rivals?._life?.map(({ value }) => value)).toEqual(['live'])
    const again = ms > 0 ? 'delete' : 'restore'
    expect(a.commit({ kind: again, writes: [{ op: again, id: 'thing:x' }] }).ok).toBe(true)
    expect(meet()).toMatchObject({ life: ms > 0 ? 'deleted' : 'live' })
    expect(meet()?.rivals).toBeUndefined()
  })
})
