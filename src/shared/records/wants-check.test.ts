import { describe, expect, test } from 'vitest'
import { organisation } from './people/organisation'
import { organisationPhone } from './people/organisation-phone'
import { phone } from './people/phone'
import { wantsCheck } from './wants-check'

const wants = (values: { readonly number?: string; readonly use?: string }, declaration = phone) =>
  wantsCheck(declaration, (field) => (values as Readonly<Record<string, string>>)[field])

describe('a number that somebody should try from time to time', () => {
  test('is any but a fax and what was struck out', () => {
    expect(wants({ number: '090-0000-0001', use: 'mobile' })).toBe(true)
    expect(wants({ number: '03-0000-0119' })).toBe(true)
    expect(wants({ number: '03-0000-0001', use: 'fax' })).toBe(false)
    expect(wants({ use: 'mobile' })).toBe(false)
  })

  test.each(['110', '118', '119', '112', '911', '999', '１１９', ' 1-1-0 ', '119番'])(
    '%s is never tried out, whatever kind it stands under',
    (number) => {
      for (const use of ['emergency', 'main', undefined])
        expect(
          wantsCheck(organisationPhone, (field) =>
            field === 'number' ? number : field === 'use' ? use : null,
          ),
        ).toBe(false)
    },
  )

  test('may be an extension with the digits of an emergency call', () => {
    expect(wants({ number: '110', use: 'extension' })).toBe(true)
  })

  test('is no record of a type that nobody checks', () => {
    expect(wantsCheck(organisation, () => 'x')).toBe(false)
  })
})
