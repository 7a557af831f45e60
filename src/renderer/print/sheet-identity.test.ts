import { describe, expect, it } from 'vitest'
import { hashOf, shortHash } from './sheet-identity'

describe('the identity of a sheet', () => {
  it('hashes a value whatever the order of its keys', () => {
    expect(hashOf({ a: 1, b: [{ c: null, d: 'x' }] })).toBe(hashOf({ b: [{ d: 'x', c: null }], a: 1 }))
    expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }))
    // printf '{"a":1}' | sha256sum
    expect(hashOf({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862')
  })

  it('shows sixteen figures of a hash, four by four', () => {
    expect(shortHash('0123456789abcdef0123')).toBe('0123 4567 89ab cdef')
  })
})
