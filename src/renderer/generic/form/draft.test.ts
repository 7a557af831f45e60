import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../shared/journal/entry'
import type { FieldValues, Write } from '../../../shared/journal/intent'
import { declarationOf } from '../../../shared/records/registry'
import { lostCheck, withTyped } from './checks-of-title'
import { type Before, type ChildDraft, type Draft, draftOf, orderKeys, writesOf } from './draft'

const person = declarationOf('person')
if (!person) throw new Error('person is declared')

const writes = (before: Before | null, draft: Draft): readonly Write[] =>
  writesOf(person, declarationOf, before, draft)

type Rows = Map<RecordId, FieldValues>

/** Applies writes as the ledger would. */
const apply = (rows: Rows, list: readonly Write[]): Rows => {
  const next: Rows = new Map(rows)
  for (const write of list) {
    if (write.op === 'delete') next.delete(write.id)
    else if (write.op === 'create' || write.op === 'set') {
      const values = { ...(write.op === 'set' ? next.get(write.id) : {}), ...write.values }
      const full = Object.entries(values).filter(([, value]) => value !== null)
      next.set(write.id, Object.fromEntries(full))
    }
  }
  return next
}

const rowsOf = (before: Before): Rows =>
  new Map([before.row, ...Object.values(before.children).flat()].map((row) => [row.id, row.values]))

/** Children as the worker lists them: by order key, then id. */
const phonesIn = (rows: Rows): (readonly [RecordId, FieldValues])[] =>
  [...rows]
    .filter(([id]) => id.startsWith('phone:'))
    .sort(([idA, a], [idB, b]) => {
      const [keyA, keyB] = [String(a.order ?? ''), String(b.order ?? '')]
      if (keyA !== keyB) return keyA < keyB ? -1 : 1
      return idA < idB ? -1 : 1
    })

const before: Before = {
  row: { id: 'person:a', values: { name: '佐藤 花子', reading: 'さとう はなこ', role: '主任' } },
  children: {
    phones: [
      { id: 'phone:1', values: { person: 'person:a', number: '090-0000-0001', order: 'V' } },
      { id: 'phone:2', values: { person: 'person:a', number: '090-0000-0002', order: 'W' } },
      { id: 'phone:3', values: { person: 'person:a', number: '090-0000-0003', order: 'X' } },
    ],
  },
}

describe('what a form writes', () => {
  it('is nothing when nothing was changed', () => {
    expect(writes(before, draftOf(before))).toEqual([])
  })

  it('sets only the fields that differ, and empties with null', () => {
    const draft = draftOf(before)
    const changed = { ...draft, values: { ...draft.values, role: '課長 ', reading: '' } }
    expect(writes(before, changed)).toEqual([
      { op: 'set', id: 'person:a', values: { reading: null, role: '課長' } },
    ])
  })

  it('makes a new record with its children and leaves out what is empty', () => {
    const draft: Draft = {
      id: 'person:b',
      values: { name: ' 山田 ', role: '  ', note: null },
      children: {
        phones: [
          { id: 'phone:8', values: { number: '110' } },
          { id: 'phone:9', values: { number: '' } },
        ],
      },
    }
    expect(writes(null, draft)).toEqual([
      { op: 'create', id: 'person:b', values: { name: '山田' } },
      { op: 'create', id: 'phone:8', values: { number: '110', person: 'person:b', order: 'V' } },
    ])
  })

  it('moves one child by one key', () => {
    const draft = draftOf(before)
    const [first, second, third] = draft.children.phones ?? []
    const moved = { ...draft, children: { phones: [third, first, second] as ChildDraft[] } }
    const list = writes(before, moved)
    expect(list).toHaveLength(1)
    expect(list[0]).toMatchObject({ op: 'set', id: 'phone:3' })
    expect(phonesIn(apply(rowsOf(before), list)).map(([id]) => id)).toEqual(['phone:3', 'phone:1', 'phone:2'])
  })

  it('keeps a text that was stored with spaces as long as nobody edits it', () => {
    const stored = { ...before, row: { ...before.row, values: { ...before.row.values, role: ' 主任 ' } } }
    expect(writes(stored, draftOf(stored))).toEqual([])
  })

  it('always leads from what stood to exactly what the form shows', () => {
    const number = fc.constantFrom('110', '119', '090-0000-0001', '03-0000-0000')
    const key = fc.constantFrom('V', 'W', '1', '0V', 'zz', '', 'bad key')
    const stored = fc.uniqueArray(fc.record({ id: fc.nat(8), number, order: key }), {
      maxLength: 5,
      selector: ({ id }) => id,
    })
    const arrangement = fc.array(
      fc.oneof(fc.nat(8), fc.record({ number })) as fc.Arbitrary<number | { number: string }>,
      { maxLength: 7 },
    )
    fc.assert(
      fc.property(stored, arrangement, fc.option(fc.string({ maxLength: 3 })), (phones, places, role) => {
        const stood: Before = {
          row: before.row,
          children: {
            phones: phones
              .map(({ id, number: text, order }) => ({
                id: `phone:${id}` as RecordId,
                values: { person: 'person:a', number: text, ...(order === '' ? {} : { order }) },
              }))
              .sort((a, b) => {
                const [keyA, keyB] = [a.values.order ?? '', b.values.order ?? '']
                if (keyA !== keyB) return keyA < keyB ? -1 : 1
                return a.id < b.id ? -1 : 1
              }),
          },
        }
        expect(writes(stood, draftOf(stood))).toEqual([])
        const drafts: ChildDraft[] = []
        places.forEach((place, at) => {
          if (typeof place !== 'number')
            drafts.push({ id: `phone:new${at}`, values: { number: place.number } })
          else {
            const row = stood.children.phones?.find(({ id }) => id === `phone:${place}`)
            if (row && !drafts.some(({ id }) => id === row.id)) drafts.push(row)
          }
        })
        const draft: Draft = {
          ...draftOf(stood),
          values: { ...before.row.values, role },
          children: { phones: drafts },
        }
        const rows = apply(rowsOf(stood), writes(stood, draft))
        expect(phonesIn(rows).map(([id, values]) => [id, values.number])).toEqual(
          drafts.map(({ id, values }) => [id, values.number]),
        )
        expect(rows.get('person:a')?.role ?? '').toBe((role ?? '').trim())
        const again: Before = {
          row: { id: 'person:a', values: rows.get('person:a') ?? {} },
          children: { phones: phonesIn(rows).map(([id, values]) => ({ id, values })) },
        }
        expect(writes(again, draftOf(again))).toEqual([])
      }),
    )
  })
})

describe('order keys', () => {
  it('keep the longest rising run', () => {
    expect(orderKeys(['a', 'b', 'c'])).toEqual([null, null, null])
    expect(orderKeys(['b', 'a', 'c']).filter((key) => key !== null)).toHaveLength(1)
  })
})

describe('the day a number was last checked', () => {
  const phone = declarationOf('phone')
  if (!phone) throw new Error('phone is declared')
  const stood = { number: '090-0000-1111', checkedOn: '2026-11-01', unreachedOn: '2026-11-10' }
  const type = (values: FieldValues, name: string, value: string | null) =>
    withTyped(phone, stood, values, name, value)

  it('goes when the number becomes another, and comes back with the number', () => {
    const other = type(stood, 'number', '090-0000-2222')
    expect(other).toEqual({ number: '090-0000-2222', checkedOn: null, unreachedOn: null })
    expect(lostCheck(phone, stood, other)).toBe(true)
    expect(type(other, 'number', '09000001111')).toEqual({ ...stood, number: '09000001111' })
  })

  it('stays with a number that is written otherwise, and with a new record', () => {
    expect(type(stood, 'number', '09000001111').checkedOn).toBe('2026-11-01')
    expect(withTyped(phone, undefined, stood, 'number', '1').checkedOn).toBe('2026-11-01')
  })

  it('that was typed again is kept while the number is typed on, and is saved though it is the same day', () => {
    const again = type(type(stood, 'number', '1'), 'checkedOn', '2026-11-01')
    const on = type(again, 'number', '12')
    expect(on.checkedOn).toBe('2026-11-01')
    expect(lostCheck(phone, stood, on)).toBe(false)
    const before: Before = {
      row: { id: 'person:p', values: { name: '甲' } },
      children: { phones: [{ id: 'phone:a', values: stood }] },
    }
    const draft = { ...draftOf(before), children: { phones: [{ id: 'phone:a' as const, values: on }] } }
    expect(writes(before, draft)).toEqual([
      {
        op: 'set',
        id: 'phone:a',
        values: { number: '12', checkedOn: '2026-11-01', unreachedOn: null },
      },
    ])
  })
})
