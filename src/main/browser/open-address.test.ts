import { expect, test } from 'vitest'
import { addressOpener } from './open-address'

test('an address goes to the system’s own opener as one word that no shell reads', () => {
  const url = 'https://example.org/?a=1&b=$(x)'
  expect(addressOpener('linux', url)).toEqual(['xdg-open', url])
  expect(addressOpener('darwin', url)).toEqual(['open', url])
  expect(addressOpener('win32', url)).toEqual(['rundll32.exe', 'url.dll,FileProtocolHandler', url])
})
