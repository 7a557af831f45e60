import { describe, expect, it } from 'vitest'
import { hashOf, identityText, shortHash } from './sheet-identity'

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

  it('goes into the QR code in capitals and figures alone', () => {
    const text = identityText({
      ledger: 'led4',
      sheet: 'contacts-1a2b',
      version: 'A-7',
      content: 'c0'.repeat(32),
      head: 'f'.repeat(64),
    })
    expect(text).toBe(`DAICHO:1:LED4:CONTACTS-1A2B:A-7:${'C0'.repeat(32)}:FFFFFFFFFFFFFFFF`)
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
  })
})
