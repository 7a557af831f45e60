import { expect, test } from 'vitest'
import { outsideAddress } from './outside-address'

test.each([
  ['https://example.com/路', 'https://example.com/%E8%B7%AF'],
  ['https://例え.jp/', 'https://xn--r8jz45g.jp/'],
  ['mailto:sato@example.com?subject=x', 'mailto:sato@example.com?subject=x'],
  ['tel:+81-3-1234-5678', 'tel:+81-3-1234-5678'],
])('%s is opened', (url, opened) => expect(outsideAddress(url)).toBe(opened))

test.each([
  'http://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'ms-settings:privacy',
  'smb://server/share',
  'https://user:secret@example.com/',
  'https://bank.example@evil.example/',
  'https://',
  'java\nscript:alert(1)',
  'https://example.com/ x',
  'example.com',
  '',
])('%j is refused', (url) => expect(outsideAddress(url)).toBeNull())
