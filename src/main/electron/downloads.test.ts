import { expect, test, vi } from 'vitest'
import { freePath } from './downloads'

vi.mock('electron', () => ({ app: {} }))

const among = (names: readonly string[]) => (path: string) => names.includes(path)

test('a name nothing has is kept', () => {
  expect(freePath('/d', '名簿.csv', among([]))).toBe('/d/名簿.csv')
})

test('a name that is taken gets the first number that is free', () => {
  expect(freePath('/d', 'a.b.csv', among(['/d/a.b.csv', '/d/a.b (2).csv']))).toBe('/d/a.b (3).csv')
})

test.each([
  ['../../etc/passwd', '__.._etc_passwd'],
  ['C:\\x:y.csv', 'C__x_y.csv'],
  ['..', '_'],
  ['', '_'],
  ['name. ', 'name_'],
  ['a\u0000b', 'a_b'],
])('a name that leads elsewhere or is refused somewhere is made harmless: %j', (wanted, kept) => {
  expect(freePath('/d', wanted, among([]))).toBe(`/d/${kept}`)
})
