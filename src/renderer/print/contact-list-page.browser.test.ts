import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wellFormed } from '../../shared/base/text'
import type { Contact, ContactListInput } from './contact-list'
import { contactListPage } from './contact-list-page'

/** What imported files have been seen to hold, and worse. */
const hostile = fc.constantFrom(
  '<script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '"}@page{content:"',
  '*/ } body { display: none } /*',
  '<img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  "' autofocus onfocus='alert(1)",
  '<!--',
  ']]>',
  '&lt;b&gt;&#60;',
  '\\3c/style>',
  '<svg onload=alert(1)>',
  'javascript:alert(1)',
  '髙橋 𠮷野 ㍿',
  '{{count}}',
)
const anyText = fc.oneof(
  hostile,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

const anyone: fc.Arbitrary<Contact> = fc.record({
  id: fc.uuid().map((id) => `person:${id}`),
  name: anyText,
  reading: anyText,
  role: anyText,
  department: anyText,
  mail: anyText,
  phones: fc.array(
    fc.record({ use: fc.option(anyText), number: anyText, checkedOn: fc.option(fc.constant('2026-01-01')) }),
    { maxLength: 2 },
  ),
})

const anyInput: fc.Arbitrary<ContactListInput> = fc.record({
  people: fc.array(anyone, { maxLength: 4 }),
  options: fc.record({
    title: anyText,
    grouping: fc.constantFrom('department', 'kana', 'none'),
    columns: fc.subarray(['reading', 'role', 'department', 'checked', 'mail']),
    language: fc.constantFrom('ja', 'en'),
  }),
  office: fc.record({
    name: anyText,
    zone: fc.constant('Asia/Tokyo'),
    years: fc.constantFrom('western', 'era'),
    uncheckedAfterDays: fc.constant(180),
  }),
  drawn: fc.record({
    at: fc.constant('2026-11-22T05:00:00.000Z'),
    ledger: anyText,
    version: anyText,
    head: fc.option(anyText),
  }),
})

const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html')

const rulesOf = (page: Document): readonly string[] => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(page.querySelector('style')?.textContent ?? '')
  return [...sheet.cssRules].map((rule) => rule.constructor.name)
}

const plain: ContactListInput = {
  people: [],
  options: { title: 'x', grouping: 'none', columns: [], language: 'ja' },
  office: { name: 'x', zone: 'Asia/Tokyo', years: 'western', uncheckedAfterDays: 180 },
  drawn: { at: '2026-11-22T05:00:00.000Z', ledger: 'x', version: 'x', head: 'x' },
}

const ownElements =
  'html head meta title style body main header section div p h1 h2 dl dt dd span a b svg path table colgroup col thead tbody tr th td wbr footer'

describe('a contact list made of any text', () => {
  it('has no element, attribute or rule but its own', () => {
    const rules = rulesOf(parsed(contactListPage(plain, [])))
    fc.assert(
      fc.property(anyInput, (input) => {
        const page = parsed(contactListPage(input, []))
        for (const element of page.querySelectorAll('*')) {
          expect(ownElements.split(' ')).toContain(element.localName)
          for (const { name } of element.attributes) {
            expect(name).toMatch(
              /^(class|scope|colspan|lang|translate|charset|name|content|http-equiv|role|aria-label|aria-hidden|viewbox|shape-rendering|d|href)$/i,
            )
          }
        }
        for (const link of page.querySelectorAll('[href]')) {
          expect(link.getAttribute('href')).toMatch(/^tel:\+?[\d+]+$/)
        }
        expect(page.querySelectorAll('head > *')).toHaveLength(7)
        expect(rulesOf(page)).toEqual(rules)
      }),
      { numRuns: 200 },
    )
  })

  it('says every name, number and mail as it stands in the record', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const page = parsed(
          contactListPage({ ...input, options: { ...input.options, columns: ['mail'] } }, []),
        )
        const texts = (selector: string) =>
          [...page.querySelectorAll(selector)].map((element) => element.textContent).sort()
        // What HTML cannot hold is left out, and nothing else.
        const held = (text: string) => wellFormed(text).replace(/(?![\n\t])\p{Cc}/gu, '')
        expect(texts('.full-name')).toEqual(input.people.map(({ name }) => held(name)).sort())
        expect(texts('td.mail')).toEqual(input.people.map(({ mail }) => held(mail)).sort())
      }),
      { numRuns: 200 },
    )
  })

  it('runs no script and loads nothing, whatever it is asked to', () => {
    const page = parsed(contactListPage(plain, []))
    expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:",
    )
  })
})
