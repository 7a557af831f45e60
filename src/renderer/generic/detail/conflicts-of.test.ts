import { describe, expect, it } from 'vitest'
import type { Row } from '../../../shared/journal/row'
import { defineRecord } from '../../../shared/records/define'
import { conflictsOf } from './conflicts-of'

const ticket = defineRecord({
  type: 'ticket',
  label: { ja: '票', en: 'Ticket' },
  labelMany: { ja: '票', en: 'Tickets' },
  title: 'title',
  writers: [],
  fields: {
    title: { kind: 'text', label: { ja: '件名', en: 'Title' } },
    state: { kind: 'text', label: { ja: '状態', en: 'State' } },
    stateAt: { kind: 'instant', label: { ja: '日時', en: 'At' } },
    tags: { kind: 'tags', label: { ja: '札', en: 'Tags' } },
  },
  units: { state: ['state', 'stateAt'] },
})

const row = (values: Row['values'], rivals?: Row['rivals']): Row => ({
  id: 'ticket:a',
  life: 'live',
  values,
  stamps: [],
  by: {},
  entries: [],
  ...(rivals ? { rivals } : {}),
})

describe('conflicts of a record', () => {
  it('are none where nobody wrote at the same time', () => {
    expect(conflictsOf(ticket, row({ title: 'a' }))).toEqual([])
  })

  it('offer the standing value first and every rival as what would be set', () => {
    const found = conflictsOf(
      ticket,
      row(
        { title: 'a' },
        {
          title: [
            { value: 'b', stamp: 0 },
            { value: null, stamp: 1 },
          ],
        },
      ),
    )
    expect(found).toEqual([
      {
        unit: 'title',
        kind: 'values',
        fields: ['title'],
        values: [{ title: 'a' }, { title: 'b' }, { title: null }],
      },
    ])
  })

  it('are none where the same was entered in two places', () => {
    const twice = row(
      { title: 'a' },
      { title: [{ value: 'a', stamp: 0 }], _life: [{ value: 'live', stamp: 0 }] },
    )
    expect(conflictsOf(ticket, twice)).toEqual([])
  })

  it('offer the fields of a unit together', () => {
    const rival = { state: 'closed', stateAt: '2026-01-02T00:00:00.000Z' }
    const found = conflictsOf(ticket, row({ state: 'open' }, { state: [{ value: rival, stamp: 0 }] }))
    expect(found[0]?.values).toEqual([{ state: 'open', stateAt: null }, rival])
  })

  it('offer the whole list of tags with and without the member in question', () => {
    const found = conflictsOf(ticket, row({ tags: ['a', 'b'] }, { 'tags/b': [{ value: false, stamp: 0 }] }))
    expect(found[0]).toMatchObject({
      unit: 'tags/b',
      fields: ['tags'],
      values: [{ tags: ['a', 'b'] }, { tags: ['a'] }],
    })
    const other = conflictsOf(ticket, row({ tags: ['b'] }, { 'tags/a': [{ value: true, stamp: 0 }] }))
    expect(other[0]?.values).toEqual([{ tags: ['b'] }, { tags: ['a', 'b'] }])
  })

  it('ask whether a record stays that was deleted in one place and edited in the other', () => {
    const found = conflictsOf(ticket, {
      ...row({ title: 'a' }, { _life: [{ value: 'live', stamp: 0 }] }),
      life: 'deleted',
    })
    expect(found).toEqual([{ unit: '_life', kind: 'life', fields: [], values: [] }])
  })
})
