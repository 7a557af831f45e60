import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { sameJson } from './json'

// A busy machine must not fail a property.
vi.setConfig({ testTimeout: 120_000 })

test('values are the same when their JSON is, whatever the order of members', () => {
  expect(sameJson({ a: 1, b: [null, 'x'] }, { b: [null, 'x'], a: 1 })).toBe(true)
  expect(sameJson({ a: 1 }, { a: 1, b: undefined })).toBe(false)
  expect(sameJson([], {})).toBe(false)
  expect(sameJson({ toString: 1 }, { valueOf: 1 })).toBe(false)
  expect(sameJson(null, {})).toBe(false)
})

test('a copy is the same, and a change anywhere is seen', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(sameJson(a, structuredClone(a))).toBe(true)
      const equal = (() => {
        try {
          expect(a).toEqual(b)
          return true
        } catch {
          return false
        }
      })()
      expect(sameJson(a, b)).toBe(equal)
    }),
  )
})
