import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedOffice, sheetInput } from '../../../test/data/invented-office'
import { wellFormed } from '../../shared/base/text'
import { bareContact, type Contact } from '../../shared/domain/contacts/contact'
import { prepareList } from './prepared-list'
import { sheetOf } from './sheet'
import type { SheetInput, SheetLayout } from './sheet-input'

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
const anyOne = fc.option(fc.record({ id: fc.nat(5).map((n) => `person:${n}`), name: anyText }))

const anyContact: fc.Arbitrary<Omit<Contact, 'id'>> = fc
  .record({
    subject: fc.constantFrom('person', 'contact', 'organisation', 'site'),
    name: anyText,
    reading: anyText,
    role: anyText,
    department: anyText,
    mail: anyText,
    emergencyRole: anyText,
    hours: anyText,
    contractNumber: anyText,
    address: anyText,
    assemblyPoint: anyText,
    site: fc.option(fc.record({ id: fc.constant('site:9'), name: anyText })),
    deputy: anyOne,
    calledBy: anyOne,
    phones: fc.array(
      fc.record({
        use: fc.option(anyText),
        number: anyText,
        checkedOn: fc.option(fc.constant('2026-01-01')),
        unreachedOn: fc.option(fc.constant('2026-01-02')),
        remark: anyText,
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ subject, name, ...given }) => ({ ...bareContact(subject, '', name), ...given }))

const layouts: readonly SheetLayout[] = ['list', 'tree', 'wallet', 'wall', 'sites']

const anyInput = (layout: SheetLayout): fc.Arbitrary<SheetInput> =>
  fc
    .record({
      contacts: fc.array(anyContact, { maxLength: 5 }),
      title: anyText,
      note: anyText,
      office: anyText,
      language: fc.constantFrom('ja' as const, 'en' as const),
      grouping: fc.constantFrom('department', 'site', 'emergencyRole', 'kana', 'none'),
      ledger: anyText,
    })
    .map(({ contacts, title, note, office, language, grouping, ledger }) => {
      const input = sheetInput(
        contacts.map((each, index) => ({ ...each, id: `person:${index}` })),
        {
          layout,
          title,
          note,
          language,
          grouping: grouping as 'none',
          audience: 'outside',
          choice: {
            chosen: 'rules',
            subjects: ['person', 'contact', 'organisation', 'site'],
            rules: [],
            members: [],
          },
          columns: [
            'reading',
            'role',
            'department',
            'site',
            'emergencyRole',
            'deputy',
            'numbers',
            'hours',
            'checked',
            'mail',
            'address',
          ],
        },
      )
      return {
        ...input,
        office: { ...input.office, name: office },
        drawn: { ...input.drawn, ledger, version: ledger, head: ledger },
      }
    })

const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html')

const rulesOf = (page: Document): readonly string[] => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(page.querySelector('style')?.textContent ?? '')
  return [...new Set([...sheet.cssRules].map((rule) => rule.constructor.name))].sort()
}

const ownElements =
  'html head meta title style body main section article header footer div p h1 h2 h3 dl dt dd span small a b i svg path table colgroup col thead tbody tr th td wbr'

/** Numbers only: a place and a size in millimetres. */
const ownStyle = /^((left|top|width|height):-?[\d.]+mm;?)+$/

describe.each(layouts)('a sheet made of any text (%s)', (layout) => {
  const page = (input: SheetInput) => parsed(sheetOf(input, []).html)

  it('has no element, attribute or rule but its own', () => {
    const rules = rulesOf(page(sheetInput(inventedOffice(3), { layout })))
    fc.assert(
      fc.property(anyInput(layout), (input) => {
        const made = page(input)
        for (const element of made.querySelectorAll('*')) {
          expect(ownElements.split(' ')).toContain(element.localName)
          for (const { name, value } of element.attributes) {
            expect(name).toMatch(
              /^(class|style|scope|colspan|lang|translate|charset|name|content|http-equiv|role|aria-label|aria-hidden|viewbox|shape-rendering|d|href|width|height)$/i,
            )
            if (name === 'style') expect(value).toMatch(ownStyle)
          }
        }
        for (const link of made.querySelectorAll('[href]'))
          expect(link.getAttribute('href')).toMatch(/^tel:\+?[\d+]+$/)
        expect(made.querySelectorAll('head > *')).toHaveLength(7)
        expect(rulesOf(made)).toEqual(rules)
      }),
      { numRuns: 60 },
    )
  })

  it('says the name of everybody on it as it stands in the record', () => {
    fc.assert(
      fc.property(anyInput(layout), (input) => {
        const text = page(input).body.textContent ?? ''
        // What HTML cannot hold is left out, and nothing else.
        const held = (name: string) => wellFormed(name).replace(/(?![\n\t])\p{Cc}/gu, '')
        for (const { name, subject } of prepareList(input).listed) {
          const isShown =
            layout === 'tree'
              ? subject === 'person' || subject === 'contact'
              : layout !== 'sites' || subject === 'site'
          if (isShown) expect(text).toContain(held(name))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('runs no script and loads nothing, whatever it is asked to', () => {
    const made = page(sheetInput(inventedOffice(2), { layout }))
    expect(made.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:",
    )
  })
})
