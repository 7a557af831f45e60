import { expect, it } from 'vitest'
import { shortPath } from './short-path'

it('leaves a short path as it is', () => {
  expect(shortPath('/media/usb/daicho')).toBe('/media/usb/daicho')
})

it('leaves folders out in the middle, on every system', () => {
  const long = '/media/office/usb-stick/backups/2026/daicho-copy/set-aside/2026-11-22'
  expect(shortPath(long)).toBe('/media/…/daicho-copy/set-aside/2026-11-22')
  expect(shortPath('D:\\backup\\service desk\\daicho-copy\\set-aside\\2026-11-22')).toBe(
    'D:\\backup\\…\\daicho-copy\\set-aside\\2026-11-22',
  )
})

it('keeps the end of a single long name, and never grows', () => {
  for (const path of [`/${'x'.repeat(80)}end`, `C:\\${'長'.repeat(60)}`, '/a/b'.repeat(30)]) {
    const short = shortPath(path)
    expect(short.length).toBeLessThanOrEqual(44)
    expect(short.endsWith(path.slice(-3))).toBe(true)
  }
})
