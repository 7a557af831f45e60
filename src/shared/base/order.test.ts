import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { isOrderKey, keyBetween } from './order'

// A busy machine must not fail a property.
vi.setConfig({ testTimeout: 120_000 })

test('a key lies between its neighbours, wherever records are put', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200, size: 'max' }), (places) => {
      const keys: string[] = []
      for (const place of places) {
        const at = place % (keys.length + 1)
        keys.splice(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null))
      }
      expect(keys.every(isOrderKey)).toBe(true)
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys).toEqual([...keys].sort())
    }),
  )
})

test('any two keys have room between them', () => {
  const key = fc.stringMatching(/^[0-9A-Za-z]{0,4}[1-9A-Za-z]$/)
  fc.assert(
    fc.property(key, key, (one, other) => {
      fc.pre(one !== other)
      const [low, high] = [one, other].sort() as [string, string]
      const between = keyBetween(low, high)
      expect(isOrderKey(between) && low < between && between < high).toBe(true)
      expect(keyBetween(high, null) > high).toBe(true)
      expect(keyBetween(null, low) < low).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('keys stay short where people add at an end', () => {
  let [last, first] = [keyBetween(null, null), keyBetween(null, null)]
  for (let i = 0; i < 1000; i++) {
    last = keyBetween(last, null)
    first = keyBetween(null, first)
  }
  expect(last.length).toBeLessThan(20)
  expect(first.length).toBeLessThan(20)
})

test('one key given twice by two devices gives a place right behind', () => {
  const key = keyBetween('V', 'V')
  expect(key > 'V' && key < 'W').toBe(true)
})

test('a text that is no key counts as none', () => {
  expect(keyBetween('三', null)).toBe(keyBetween(null, null))
  expect(keyBetween(null, 'a0')).toBe(keyBetween(null, null))
})
