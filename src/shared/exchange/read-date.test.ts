import { describe, expect, it } from 'vitest'
import { imported, prepared, verdictsOf } from '../../../test/data/person-import'
import { readDate } from './read-date'

describe('a day in a file', () => {
  it.each([
    '2026/4/1',
    '2026-04-01',
    '2026.4.1',
    '２０２６年４月１日',
    '20260401',
    '令和8年4月1日',
    'R8.4.1',
    'r8/4/1',
    '1-Apr-2026',
    '1 April 2026',
    'Apr 1, 2026',
    'April 1st, 2026',
    '2026/4/1 0:00',
    '2026-04-01T00:00:00Z',
    '2026年4月1日(水)',
  ])('%s is the first of April', (text) => {
    expect(readDate(text)).toEqual({ ok: true, value: '2026-04-01' })
  })

  it.each([
    ['03/04/2026', 'ambiguousDate'],
    ['3-4-2026', 'ambiguousDate'],
    ['03/04/05', 'ambiguousDate'],
    ['46113', 'serialDate'],
    ['46113.5', 'serialDate'],
    ['2026/2/30', 'notADate'],
    ['32/13/2026', 'notADate'],
    ['4/1', 'notADate'],
    ['きのう', 'notADate'],
    ['12', 'notADate'],
  ])('%s is not guessed: %s', (text, error) => {
    expect(readDate(text)).toEqual({ ok: false, error })
  })

  it('is read in either order where only one is possible, and as the person says where both are', () => {
    expect(readDate('25/04/2026')).toEqual({ ok: true, value: '2026-04-25' })
    expect(readDate('04/25/2026')).toEqual({ ok: true, value: '2026-04-25' })
    expect(readDate('04/04/2026')).toEqual({ ok: true, value: '2026-04-04' })
    expect(readDate('03/04/2026', { dayOrder: 'dmy' })).toEqual({ ok: true, value: '2026-04-03' })
    expect(readDate('03/04/2026', { dayOrder: 'mdy' })).toEqual({ ok: true, value: '2026-03-04' })
    expect(readDate('26/4/1', { dayOrder: 'ymd' })).toEqual({ ok: true, value: '2026-04-01' })
    // A year of four figures comes last: year first is no answer to it.
    expect(readDate('03/04/2026', { dayOrder: 'ymd' })).toEqual({ ok: false, error: 'ambiguousDate' })
  })

  it('is counted as spreadsheets count when the person says so', () => {
    expect(readDate('46113', { serialDates: true })).toEqual({ ok: true, value: '2026-04-01' })
    expect(readDate('61', { serialDates: true })).toEqual({ ok: true, value: '1900-03-01' })
  })
})

describe('the day somebody was reached', () => {
  const file =
    '氏名,携帯,最終確認日,会社電話,会社電話 最終確認日\n甲 一,090-0000-0001,2026/4/1,03-0000-0001,R8.4.2'

  it('belongs to the numbers of the column before it', async () => {
    const [one] = await imported(file)
    expect(one?.children.phones?.map(({ values }) => [values.number, values.checkedOn])).toEqual([
      ['090-0000-0001', '2026-04-01'],
      ['03-0000-0001', '2026-04-02'],
    ])
  })

  it('in either order is asked for once, for the whole file', async () => {
    const text = file.replace('2026/4/1', '03/04/2026').replace('R8.4.2', '05/06/2026')
    const plan = await prepared(text)
    expect(verdictsOf(plan)).toEqual([[2, 'refused', 'ambiguousDate', 'ambiguousDate']])
    const mapping = { ...plan.preview.mapping, dayOrder: 'dmy' } as const
    const [one] = await imported(text, { mapping })
    expect(one?.children.phones?.map(({ values }) => values.checkedOn)).toEqual(['2026-04-03', '2026-06-05'])
  })
})
