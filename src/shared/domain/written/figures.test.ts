import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDecimal, writeDecimal } from './decimal-text'
import { parseDuration, writeDuration } from './duration-text'
import { fromInstant, parseTime, toInstant, writeInstant } from './instant-text'
import { telOf, writePhone } from './phone-text'

describe('a phone number', () => {
  it.each([
    ['０９０－１２３４－５６７８', '090-1234-5678'],
    ['０９０ー１２３４ー５６７８', '090-1234-5678'],
    ['09012345678', '090-1234-5678'],
    ['0312345678', '03-1234-5678'],
    ['0120 123 456', '0120 123 456'],
    ['0120123456', '0120-123-456'],
    ['0451234567', '0451234567'],
    ['03-1234-5678　内線１２', '03-1234-5678 内線12'],
    ['２階フロアー 2104', '2階フロアー 2104'],
    ['+81 90 1234 5678', '+81 90 1234 5678'],
  ])('typed as %s is shown as %s', (typed, shown) => {
    expect(writePhone(typed)).toBe(shown)
  })

  it('is dialled by its figures alone, without what is written behind', () => {
    expect(telOf('０３（１２３４）５６７８ 内線１２')).toBe('tel:0312345678')
    expect(telOf('+81 90-1234-5678')).toBe('tel:+819012345678')
    expect(telOf('受付まで')).toBeNull()
  })
})

describe('a decimal', () => {
  it('is read with commas and full-width figures and written grouped', () => {
    expect(parseDecimal('１，２３４．５０')).toBe('1234.50')
    expect(writeDecimal('1234567.5')).toBe('1,234,567.5')
  })

  it('has no minus zero, no letters and no lone point', () => {
    expect(parseDecimal('-0.00')).toBe('0.00')
    for (const typed of ['', '1e5', '.', '1.', '1,23']) expect(parseDecimal(typed)).toBeNull()
  })

  it('comes back from how it is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (value) => {
        expect(parseDecimal(writeDecimal(value.toString()))).toBe(value.toString())
      }),
    )
  })
})

describe('a length of time', () => {
  it.each([
    ['90', 90],
    ['1:30', 90],
    ['１時間３０分', 90],
    ['1h30m', 90],
    ['2日', 2880],
    ['45 min', 45],
  ])('typed as %s is %s minutes', (typed, minutes) => {
    expect(parseDuration(typed)).toBe(minutes)
  })

  it('comes back from how it is written, in both languages', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.constantFrom('ja' as const, 'en' as const), (minutes, language) => {
        expect(parseDuration(writeDuration(minutes, language))).toBe(minutes)
      }),
    )
  })

  it('is nothing when nothing was typed', () => {
    expect(parseDuration('')).toBeNull()
    expect(parseDuration('soon')).toBeNull()
  })
})

describe('an instant', () => {
  it('is typed and shown in the zone of the office', () => {
    expect(toInstant('2026-11-22', '09:05', 'Asia/Tokyo')).toBe('2026-11-22T00:05:00.000Z')
    const writing = { language: 'ja', zone: 'Asia/Tokyo', years: 'western' } as const
    expect(writeInstant('2026-11-22T00:05:00.000Z', writing)).toBe('2026/11/22 09:05')
  })

  it('comes back from day and time, across summer time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000_000 }), (minutes) => {
        const instant = new Date(minutes * 60_000).toISOString()
        const parts = fromInstant(instant, 'Asia/Tokyo')
        expect(parts && toInstant(parts.date, parts.time, 'Asia/Tokyo')).toBe(instant)
      }),
    )
  })

  it.each([
    ['9:05', '09:05'],
    ['0905', '09:05'],
    ['９時５分', '09:05'],
    ['9時', '09:00'],
    ['24:00', null],
    ['905', null],
  ])('reads %s as %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time)
  })
})
