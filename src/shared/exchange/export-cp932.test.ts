import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cp932Of, encodeCp932, findUnmappable } from './export-cp932'

const codes = cp932Of(TextDecoder)
const decode = (bytes: Uint8Array): string => new TextDecoder('shift_jis', { fatal: true }).decode(bytes)
const hex = (text: string): string => Buffer.from(encodeCp932(text, codes)).toString('hex')

describe('CP932', () => {
  test('gives back every character it has', () => {
    expect(codes.size).toBeGreaterThan(9000)
    const all = [...codes.keys()].join('')
    expect(decode(encodeCp932(all, codes))).toBe(all)
    expect(findUnmappable(all, codes)).toEqual([])
  })

  test('has every character that its bytes can be read as', () => {
    const strays: string[] = []
    for (let lead = 0x81; lead <= 0xfc; lead += 1) {
      for (let trail = 0x40; trail <= 0xfc; trail += 1) {
        let text = ''
        try {
          text = decode(Uint8Array.of(lead, trail))
        } catch {
          // No character.
        }
        for (const character of text) if (!codes.has(character)) strays.push(character)
      }
    }
    expect(strays).toEqual([])
  })

  // Known from Microsoft's own table of code page 932.
  test.each([
    ['ソ', '835c'],
    ['表', '955c'],
    ['能', '945c'],
    ['ｱ', 'b1'],
    ['～', '8160'],
    ['①', '8740'],
    ['㈱', '878a'],
    ['∵', '81e6'],
    ['￢', '81ca'],
    ['Ⅰ', '8754'],
    ['ⅰ', 'fa40'],
    ['髙', 'fbfc'],
    ['﨑', 'fab1'],
    ['\\', '5c'],
    ['Ａa', '826061'],
  ])('writes %s as Windows does', (character, bytes) => {
    expect(hex(character)).toBe(bytes)
  })

  test('names what it does not have, with what would stand for it', () => {
    expect(findUnmappable('𠮷田〜山﨑 café 👨‍👩‍👧 𠮷', codes)).toEqual([
      { character: '𠮷', instead: '〓' },
      { character: '〜', instead: '～' },
      { character: 'é', instead: '〓' },
      { character: '👨‍👩‍👧', instead: '〓' },
    ])
    expect(decode(encodeCp932('𠮷田〜', codes))).toBe('〓田～')
  })

  test('writes any text without a failure, and loses only what it names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const lost = findUnmappable(text, codes)
        const back = decode(encodeCp932(text, codes))
        if (lost.length === 0) expect(back).toBe(text)
        else expect(back).not.toBe(text)
      }),
    )
  })
})
