import { describe, expect, it } from 'vitest'
import { allSlices, readFonts } from '../../../test/data/paper-fonts'
import { fontFaces, slicesFor } from './font-slices'

describe('the slices of the print font', () => {
  it.each([400, 700] as const)('of weight %i are all found in the style sheet of the package', (weight) => {
    const slices = allSlices(weight)
    expect(slices.length).toBeGreaterThan(120)
    for (const { file, ranges } of slices) {
      expect(file).toMatch(new RegExp(`-${weight}-normal\\.woff2$`))
      for (const [from, to] of ranges) expect(from).toBeLessThanOrEqual(to)
    }
  })

  it('hold 髙 﨑 𠮷 and every other character a name needs', () => {
    for (const sign of '髙﨑𠮷邉邊濵齋蘆①㍿～ー―−あアA1éạ') {
      expect(slicesFor(sign, allSlices(400)), sign).toHaveLength(1)
    }
  })

  it('are only those that a text needs', () => {
    expect(slicesFor('0123 ABC', allSlices(400)).map(({ file }) => file)).toEqual([
      'noto-sans-jp-latin-400-normal.woff2',
    ])
    expect(slicesFor('', allSlices(400))).toEqual([])
  })

  it('stand in the page as data', () => {
    const faces = fontFaces(readFonts({ 400: '山', 700: '' }))
    expect(faces.match(/@font-face/g)).toHaveLength(1)
    expect(faces).toContain('url(data:font/woff2;base64,d09GMg')
    expect(faces).not.toMatch(/url\((?!data:)/)
  })
})
