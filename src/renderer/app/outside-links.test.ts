// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { err, ok } from '../../shared/base/result'
import { type OpenOutside, outsideOf, watchOutsideLinks } from './outside-links'

afterEach(() => {
  document.body.innerHTML = ''
})

const put = (html: string): Element => {
  document.body.innerHTML = html
  return document.body.querySelector('[data-pressed]') ?? document.body
}

test.each([
  ['<a href="mailto:sato@example.jp" data-pressed>sato</a>', 'mailto:sato@example.jp'],
  ['<a href="tel:0312345678"><span data-pressed>03-1234-5678</span></a>', 'tel:0312345678'],
  ['<a href="https://example.jp/x" data-pressed>x</a>', 'https://example.jp/x'],
  ['<a href="#/list/person" data-pressed>within</a>', null],
  ['<a href="blob:null/1" download="list.html" data-pressed>a file that is saved</a>', null],
  ['<a href="javascript:alert(1)" data-pressed>no scheme of ours</a>', null],
  ['<a data-pressed>leads nowhere</a>', null],
  ['<button data-pressed>no link</button>', null],
])('a press on %s leads to %s', (html, expected) => {
  expect(outsideOf(put(html))).toBe(expected)
})

test('a link outside is opened by the host and the page stays; a refusal is told', async () => {
  const open = vi.fn<OpenOutside>(async (url) =>
    url.startsWith('tel:') ? ok(null) : err({ type: 'AddressRefused' }),
  )
  const told = vi.fn()
  const refused = new Promise<void>((done) => told.mockImplementation(() => done()))
  watchOutsideLinks(open, told)
  const press = (html: string): MouseEvent => {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true })
    put(html).dispatchEvent(event)
    return event
  }
  expect(press('<a href="tel:119" data-pressed>119</a>').defaultPrevented).toBe(true)
  expect(press('<a href="#/help" data-pressed>help</a>').defaultPrevented).toBe(false)
  expect(open.mock.calls).toEqual([['tel:119']])
  expect(told).not.toHaveBeenCalled()
  press('<a href="https://u@example.jp/" data-pressed>another name before the address</a>')
  await refused
  expect(told.mock.calls).toEqual([[{ type: 'AddressRefused' }]])
})
