import { describe, expect, it } from 'vitest'
import { cssVariables, indigo, theme, vermilion } from './theme'

const channel = (part: number): number => {
  const share = part / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG 2 contrast of two colours. */
const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const { light, dark } = cssVariables({} as Parameters<typeof cssVariables>[0])
const grounds = ['--daicho-sheet', '--daicho-desk', '--daicho-hover', '--daicho-selected']
const written = ['--mantine-color-text', '--mantine-color-dimmed', '--mantine-color-anchor', '--daicho-act']

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('in the %s scheme', (_, scheme) => {
  const of = (name: string): string => (scheme as { readonly [name: string]: string })[name] ?? ''

  it.each(written.flatMap((ink) => grounds.map((ground) => [ink, ground])))(
    '%s can be read on %s',
    (ink, ground) => {
      expect(contrast(of(ink ?? ''), of(ground ?? ''))).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each([
    ['--daicho-late', '--daicho-late-ground'],
    ['--daicho-late', '--daicho-sheet'],
    ['--daicho-late', '--daicho-desk'],
    ['--mantine-color-error', '--daicho-sheet'],
    ['--daicho-look', '--daicho-look-ground'],
    ['--daicho-look', '--daicho-sheet'],
    ['--daicho-safe', '--daicho-sheet'],
    ['--mantine-color-text', '--daicho-late-ground'],
    ['--mantine-color-text', '--daicho-look-ground'],
    ['--mantine-color-placeholder', '--daicho-sheet'],
  ])('%s can be read on %s', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it('lines of fields can be seen', () => {
    // WCAG 1.4.11: what bounds a field or a button, and the ring around what has the focus.
    expect(contrast(of('--mantine-color-default-border'), of('--daicho-sheet'))).toBeGreaterThanOrEqual(3)
    expect(contrast(of('--daicho-act'), of('--daicho-sheet'))).toBeGreaterThanOrEqual(3)
  })
})

describe('filled buttons', () => {
  const shades = theme.primaryShade as { light: number; dark: number }

  it.each(['light', 'dark'] as const)('can be read in the %s scheme', (scheme) => {
    expect(contrast('#ffffff', indigo[shades[scheme]] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it('of what is wrong can be read', () => {
    expect(contrast('#ffffff', vermilion[6] ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})
