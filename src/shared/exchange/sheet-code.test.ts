import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headInCode, sheetCode } from './sheet-code'

const identity = {
  ledger: 'led4',
  sheet: 'contacts-1a2b',
  version: 'A-7',
  content: 'c0'.repeat(32),
  head: 'f3'.repeat(32),
}

describe('the code on a sheet', () => {
  it('is in capitals and figures alone, which QR codes hold best', () => {
    expect(sheetCode(identity)).toBe(`DAICHO:1:LED4:CONTACTS-1A2B:A-7:${'C0'.repeat(32)}:F3F3F3F3F3F3F3F3`)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sheetCode({ ...identity, ledger: text })).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
      }),
    )
  })

  it('leads back to the state of the ledger', () => {
    expect(headInCode(` ${sheetCode(identity)}\n`)).toBe('f3f3f3f3f3f3f3f3')
    expect(headInCode(sheetCode({ ...identity, head: null }))).toBeNull()
    expect(headInCode('f3f3 f3f3')).toBeNull()
    expect(headInCode('DAICHO:1:x')).toBeNull()
  })
})
