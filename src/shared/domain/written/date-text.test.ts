import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween, parseDate, writeDate } from './date-text'

const today = '2026-11-22'

describe('a day as people type it', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['２０２６／１１／２', '2026-11-02'],
    ['2026年4月1日', '2026-04-01'],
    ['20260401', '2026-04-01'],
    ['4/1', '2026-04-01'],
    ['４月１日', '2026-04-01'],
    ['令和8年11月22日', '2026-11-22'],
    ['令和元年5月1日', '2019-05-01'],
    ['R8.11.22', '2026-11-22'],
    ['h31/4/30', '2019-04-30'],
    ['S64-1-7', '1989-01-07'],
    ['22 Nov Reiwa 8', '2026-11-22'],
    ['7 january showa 64', '1989-01-07'],
    ['今日', today],
  ])('reads %s', (typed, expected) => {
    expect(parseDate(typed, today)).toBe(expected)
  })

  it.each(['', '2026-02-29', '13/1', '11-22-2026', '令和8年', 'tomorrow', '2026/4'])(
    'does not read %s',
    (typed) => {
      expect(parseDate(typed, today)).toBeNull()
    },
  )

  it('reads back every day it writes, in both ways of counting years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), (days) => {
        const date = addDays('1873-01-01', days)
        for (const language of ['ja', 'en'] as const) {
          for (const years of ['western', 'era'] as const)
            expect(parseDate(writeDate(date, { language, zone: 'UTC', years }), today)).toBe(date)
        }
      }),
    )
  })
})

describe('a day as the office writes it', () => {
  it('uses the first year of an era by its own name', () => {
    expect(writeDate('2019-05-01', { language: 'ja', zone: 'UTC', years: 'era' })).toBe('令和元年5月1日')
    expect(writeDate('2019-04-30', { language: 'ja', zone: 'UTC', years: 'era' })).toBe('平成31年4月30日')
  })

  it('puts the era before its year in English, too', () => {
    const writing = { language: 'en', zone: 'UTC', years: 'era' } as const
    expect(writeDate(today, writing)).toBe('22 Nov Reiwa 8')
    expect(writeDate('2019-05-01', writing)).toBe('1 May Reiwa 1')
    expect(writeDate('1989-01-07', writing)).toBe('7 Jan Shōwa 64')
  })

  it('writes western years by the language', () => {
    expect(writeDate(today, { language: 'ja', zone: 'UTC', years: 'western' })).toBe('2026/11/22')
    expect(writeDate(today, { language: 'en', zone: 'UTC', years: 'western' })).toBe('2026-11-22')
  })

  it('begins in the zone of the office, not of the computer', () => {
    expect(dayIn('Asia/Tokyo', new Date('2026-11-21T15:00:00Z'))).toBe('2026-11-22')
    expect(dayIn('America/New_York', new Date('2026-11-22T04:59:00Z'))).toBe('2026-11-21')
  })

  it('counts days across the end of summer time', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  })
})
