import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedPeople } from '../../../test/data/invented-people'
import { type Contact, type ContactListInput, contactList } from './contact-list'

const input = (given: Partial<ContactListInput> = {}): ContactListInput => ({
  people: inventedPeople(40),
  options: {
    title: '連絡先一覧',
    grouping: 'kana',
    columns: ['reading', 'role', 'department', 'checked'],
    language: 'ja',
  },
  office: { name: 'みほん商事', zone: 'Asia/Tokyo', years: 'western', uncheckedAfterDays: 180 },
  drawn: { at: '2026-11-22T05:00:00.000Z', ledger: 'l1', version: 'A-7', head: 'f'.repeat(64) },
  ...given,
})

const someone = (given: Partial<Contact>): Contact => ({
  id: 'person:1',
  name: '',
  reading: '',
  role: '',
  department: '',
  mail: '',
  phones: [],
  ...given,
})

const named = (names: readonly (readonly [name: string, reading: string])[]) =>
  names.map(([name, reading], index) => someone({ id: `person:${index}`, name, reading }))

const keys = (list: ReturnType<typeof contactList>) => list.groups.map(({ key }) => key)

describe('the order of a contact list', () => {
  const people = named([
    ['渡邉 一郎', 'わたなべ いちろう'],
    ['ガリレオ', ''],
    ['蘆屋 花', 'あしや はな'],
    ['Émile Roux', ''],
    ['無名', ''],
    ['加藤 優', 'カトウ ユウ'],
    ['anna', ''],
  ])

  it('goes by reading, whatever kana it is in, and puts those without one last', () => {
    const { groups } = contactList(input({ people, options: { ...input().options, grouping: 'none' } }))
    expect(groups[0]?.people.map(({ name }) => name)).toEqual([
      '蘆屋 花',
      '加藤 優',
      'ガリレオ',
      '渡邉 一郎',
      'anna',
      'Émile Roux',
      '無名',
    ])
  })

  it('has a heading per row of kana and one for Latin names, with or without a reading', () => {
    expect(keys(contactList(input({ people })))).toEqual(['あ', 'か', 'わ', 'A–Z', ''])
  })

  it('in English goes by the first Latin letter of the name, others last', () => {
    const { groups } = contactList(input({ people, options: { ...input().options, language: 'en' } }))
    expect(groups.map((group) => [group.key, ...group.people.map(({ name }) => name)])).toEqual([
      ['A', 'anna'],
      ['E', 'Émile Roux'],
      ['#', '蘆屋 花', '加藤 優', 'ガリレオ', '渡邉 一郎', '無名'],
    ])
  })

  it('has departments in order, none last, and nobody twice or missing', () => {
    const list = contactList(input({ options: { ...input().options, grouping: 'department' } }))
    expect(keys(list).at(-1)).toBe('')
    expect(list.groups.flatMap((group) => group.people.map(({ id }) => id)).sort()).toEqual(
      input().people.map(({ id }) => id),
    )
  })
})

describe('what wants checking', () => {
  const phone = (checkedOn: string | null) => ({ use: null, number: '03-0000-0000', checkedOn })

  it('is a number older than the office allows, counted in its own zone', () => {
    const people = [someone({ phones: [phone('2026-05-26'), phone('2026-05-25'), phone(null)] })]
    const unchecked = (at: string) =>
      contactList(input({ people, drawn: { ...input().drawn, at } })).groups[0]?.people[0]?.phones.map(
        (each) => each.unchecked,
      )
    expect(unchecked('2026-11-22T14:59:00.000Z')).toEqual([false, true, true])
    // Midnight in Tokyo.
    expect(unchecked('2026-11-22T15:00:00.000Z')).toEqual([true, true, true])
  })

  it('is none that nobody can be reached on', () => {
    const people = [someone({ phones: [{ ...phone(null), use: 'fax' }, phone(null)] })]
    expect(contactList(input({ people })).counts).toMatchObject({ phones: 2, unchecked: 1 })
  })

  it('is counted, as are people without any number', () => {
    const people = [someone({ phones: [phone(null)] }), someone({ id: 'person:2' })]
    expect(contactList(input({ people })).counts).toEqual({ people: 2, phones: 1, unchecked: 1, noPhone: 1 })
  })
})

describe('the hash of the content', () => {
  const hash = (given: Partial<ContactListInput> = {}) => contactList(input(given)).identity.content
  const { options, office, drawn, people } = input()

  it('stays while the list says the same, whenever, in whatever language and era it is printed', () => {
    expect(hash({ drawn: { at: '2030-01-01T00:00:00.000Z', ledger: 'x', version: 'B-9', head: null } })).toBe(
      hash(),
    )
    expect(hash({ options: { ...options, language: 'en' }, office: { ...office, years: 'era' } })).toBe(
      hash(),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray([...people], { minLength: people.length }), (shuffled) => {
        expect(hash({ people: shuffled })).toBe(hash())
      }),
      { numRuns: 20 },
    )
  })

  it('changes with a number, a name, the day of a check, the title or the organisation', () => {
    const change = (part: Partial<Contact>) =>
      people.map((each, index) => (index === 7 ? { ...each, ...part } : each))
    const others = [
      hash({ people: change({ name: '高橋 花子' }) }),
      hash({ people: change({ phones: [{ use: 'mobile', number: '090-0000-0000', checkedOn: null }] }) }),
      hash({
        people: change({ phones: [{ use: 'mobile', number: '090-0000-0000', checkedOn: '2026-01-01' }] }),
      }),
      hash({ people: people.slice(1) }),
      hash({ options: { ...options, title: '緊急連絡先' } }),
      hash({ office: { ...office, name: 'べつ商事' } }),
      hash({ options: { ...options, columns: ['reading'] } }),
    ]
    expect(new Set([hash(), ...others]).size).toBe(others.length + 1)
  })

  it('changes with each part of a phone: a digit of the number, what it is for, the day of its check', () => {
    const phone = { use: 'mobile', number: '090-1111-2222', checkedOn: '2026-01-01' }
    const hashOfPhones = (...phones: readonly (typeof phone)[]) => hash({ people: [someone({ phones })] })
    const others = [
      hashOfPhones({ ...phone, number: '090-1111-2223' }),
      hashOfPhones({ ...phone, use: 'work' }),
      hashOfPhones({ ...phone, checkedOn: '2026-01-02' }),
      hashOfPhones(phone, phone),
      hashOfPhones(),
    ]
    expect(new Set([hashOfPhones(phone), ...others]).size).toBe(others.length + 1)
  })

  it('does not depend on what the list does not show', () => {
    const withMail = people.map((each) => ({ ...each, mail: 'other@example.jp' }))
    expect(hash({ people: withMail })).toBe(hash())
    expect(drawn.version).toBe('A-7')
  })
})
