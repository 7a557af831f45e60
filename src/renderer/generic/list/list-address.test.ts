import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declarationOf } from '../../../shared/records/registry'
import { type Asked, readAsked, toQuery, writeAsked } from './list-address'

const person = declarationOf('person')
if (!person) throw new Error('person is declared')

describe('the address of a list', () => {
  it('leads back to what was asked for, whatever stands in the values', () => {
    const member = fc.string({ unit: fc.constantFrom('総', ',', '%', '2', 'C', ' ', '&', '='), maxLength: 6 })
    const asked = fc.record({
      text: fc.string({ maxLength: 5 }),
      filters: fc.uniqueArray(
        fc.record({
          field: fc.constantFrom('role', 'department'),
          oneOf: fc.array(member, { minLength: 1, maxLength: 3 }),
        }),
        { selector: ({ field }) => field },
      ),
      sort: fc.option(fc.record({ field: fc.constantFrom('name', 'role'), descending: fc.boolean() })),
    })
    fc.assert(
      fc.property(asked, (wanted: Asked) => {
        const read = readAsked(person, new URLSearchParams(writeAsked(wanted).toString()))
        const byField = (a: { field: string }, b: { field: string }) => (a.field < b.field ? -1 : 1)
        expect({ ...read, filters: [...read.filters].sort(byField) }).toEqual({
          ...wanted,
          filters: [...wanted.filters].sort(byField),
        })
      }),
    )
  })

  it.each(['constructor', '-toString', '__proto__'])('is not sorted by %s', (sort) => {
    expect(readAsked(person, new URLSearchParams({ sort })).sort).toBeNull()
  })

  it('leaves out what names no field', () => {
    const read = readAsked(person, new URLSearchParams('nothing=1&sort=nothing&text=a'))
    expect(toQuery('person', 'live', read)).toEqual({ type: 'person', life: 'live', text: 'a' })
  })
})
