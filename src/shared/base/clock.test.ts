import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { clockMs, compareClocks, isClock, tick } from './clock'

// A busy machine must not fail a property.
vi.setConfig({ testTimeout: 120_000 })

const NOW = Date.parse('2026-11-22T05:00:00.123Z')
const ms = fc.integer({ min: 0, max: 253402300799000 })
const clock = fc.tuple(ms, fc.nat(0xffff)).map(([at, count]) => {
  const text = tick(null, at)
  return text.slice(0, 25) + count.toString(16).padStart(4, '0')
})

describe('a clock', () => {
  test('is the instant and a counter, and compares as text', () => {
    expect(tick(null, NOW)).toBe('2026-11-22T05:00:00.123Z+0000')
    expect(tick('2026-11-22T05:00:00.123Z+0002', NOW)).toBe('2026-11-22T05:00:00.123Z+0003')
    expect(tick('2026-11-22T05:00:00.122Z+0002', NOW)).toBe('2026-11-22T05:00:00.123Z+0000')
    expect(clockMs('2026-11-22T05:00:00.123Z+0003')).toBe(NOW)
  })

  test('goes on when the wall clock was set back, and when the counter is full', () => {
    expect(tick('2026-11-22T05:00:00.123Z+0002', NOW - 60_000)).toBe('2026-11-22T05:00:00.123Z+0003')
    expect(tick('2026-11-22T05:00:00.999Z+ffff', NOW)).toBe('2026-11-22T05:00:01.000Z+0000')
  })

  test('always moves forward', () => {
    fc.assert(
      fc.property(clock, ms, (own, now) => {
        const next = tick(own, now)
        expect(isClock(next)).toBe(true)
        expect(compareClocks(own, next)).toBe(-1)
        expect(clockMs(next)).toBeGreaterThanOrEqual(now)
      }),
    )
  })

  test('orders as its instant and counter do', () => {
    fc.assert(
      fc.property(clock, clock, (a, b) => {
        const byNumber =
          clockMs(a) - clockMs(b) || Number.parseInt(a.slice(25), 16) - Number.parseInt(b.slice(25), 16)
        expect(Math.sign(compareClocks(a, b))).toBe(Math.sign(byNumber))
      }),
    )
  })

  test.each([
    '2026-11-22T05:00:00Z+0000',
    '2026-11-22T05:00:00.123Z+00',
    '2026-11-22T05:00:00.123Z+00G0',
    '2026-13-22T05:00:00.123Z+0000',
    '',
  ])('is not %s', (text) => {
    expect(isClock(text)).toBe(false)
  })
})
