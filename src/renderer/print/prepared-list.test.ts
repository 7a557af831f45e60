import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedOffice, sheetInput } from '../../../test/data/invented-office'
import { inventedPeople, inventedPhone } from '../../../test/data/invented-people'
import { bareContact, type Contact } from '../../shared/domain/contacts/contact'
import { prepareList } from './prepared-list'
import { sheetContent } from './sheet'
import type { SheetInput, SheetLayout, SheetOptions } from './sheet-input'

const everything: Partial<SheetOptions> = { columns: ['reading', 'role', 'department', 'checked'] }

/** A list of these people, by initials unless said otherwise. */
const input = (
  people: readonly Contact[] = inventedPeople(40),
  options: Partial<SheetOptions> = {},
): SheetInput => sheetInput(people, { title: '連絡先一覧', grouping: 'kana', ...everything, ...options })

const someone = (given: Partial<Contact>): Contact => ({ ...bareContact('person', 'person:1', ''), ...given })

const named = (names: readonly (readonly [name: string, reading: string])[]) =>
  names.map(([name, reading], index) => someone({ id: `person:${index}`, name, reading }))

const labels = (of: SheetInput) => prepareList(of).groups.map(({ label }) => label)

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
    expect(prepareList(input(people)).listed.map(({ name }) => name)).toEqual([
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
    expect(labels(input(people))).toEqual(['あ', 'か', 'わ', 'A–Z', '（よみなし）'])
  })

  it('in English goes by the first Latin letter of the name, others last', () => {
    const { groups } = prepareList(input(people, { language: 'en' }))
    expect(groups.map(({ label, members }) => [label, ...members.map(({ name }) => name)])).toEqual([
      ['A', 'anna'],
      ['E', 'Émile Roux'],
      ['#', '蘆屋 花', '加藤 優', 'ガリレオ', '渡邉 一郎', '無名'],
    ])
  })

  it('goes by position from the top when asked, and by hand as they were added', () => {
    const ranked = [
      someone({ id: 'person:a', name: 'ア', role: '主任' }),
      someone({ id: 'person:b', name: 'イ', role: '総務部長' }),
      someone({ id: 'person:c', name: 'ウ', role: '代表取締役社長' }),
    ]
    const ids = (options: Partial<SheetOptions>) =>
      prepareList(input(ranked, options)).listed.map(({ id }) => id.slice(7))
    expect(ids({ order: 'role' })).toEqual(['c', 'b', 'a'])
    const choice: SheetOptions['choice'] = {
      chosen: 'rules',
      subjects: ['person'],
      rules: [],
      members: [
        { record: 'person:b', how: 'add' },
        { record: 'person:a', how: 'add' },
      ],
    }
    expect(ids({ order: 'hand', choice })).toEqual(['b', 'a', 'c'])
  })

  it.each(['department', 'site', 'emergencyRole', 'kana', 'none'] as const)(
    'has everybody in one group each, those without a heading last (%s)',
    (grouping) => {
      const choice = {
        ...input().options.choice,
        subjects: ['person', 'contact', 'organisation', 'site'] as const,
      }
      const list = prepareList(input(inventedOffice(40), { grouping, choice }))
      expect(list.groups.flatMap(({ members }) => members.map(({ id }) => id)).sort()).toEqual(
        inventedOffice(40)
          .map(({ id }) => id)
          .sort(),
      )
      const without = list.groups.findIndex(({ label }) => label?.startsWith('（'))
      if (grouping === 'site' || grouping === 'emergencyRole') expect(without).toBe(list.groups.length - 1)
    },
  )

  it('puts people before organisations, and these before sites', () => {
    const choice = {
      ...input().options.choice,
      subjects: ['person', 'contact', 'organisation', 'site'] as const,
    }
    const { groups } = prepareList(input(inventedOffice(10), { grouping: 'department', choice }))
    const subjects = groups.flatMap(({ members }) => members.map(({ subject }) => subject))
    expect([...new Set(subjects)]).toEqual(['person', 'contact', 'organisation', 'site'])
    expect(groups.at(-1)?.label).toBe('拠点')
    expect(groups.map(({ label }) => label)).toContain('サンプルシステムズ株式会社')
  })
})

describe('what wants checking', () => {
  const phone = (checkedOn: string | null) => inventedPhone(null, '03-0000-0000', checkedOn)
  const unchecked = (of: SheetInput) => prepareList(of).listed[0]?.phones.map((each) => each.unchecked)

  it('is a number older than the office allows, counted in its own zone', () => {
    const people = [someone({ phones: [phone('2026-05-26'), phone('2026-05-25'), phone(null)] })]
    const at = (moment: string): SheetInput => {
      const base = input(people)
      return { ...base, drawn: { ...base.drawn, at: moment } }
    }
    expect(unchecked(at('2026-11-22T14:59:00.000Z'))).toEqual([false, true, true])
    // Midnight in Tokyo.
    expect(unchecked(at('2026-11-22T15:00:00.000Z'))).toEqual([true, true, true])
  })

  it('is a number that was called in vain since, and none that nobody can be reached on', () => {
    const phones = [
      { ...phone('2026-11-01'), unreachedOn: '2026-11-20' },
      { ...phone(null), use: 'fax' },
    ]
    expect(unchecked(input([someone({ phones })]))).toEqual([true, false])
  })
})

const layouts: readonly SheetLayout[] = ['list', 'tree', 'wallet', 'wall', 'sites']

describe.each(layouts)('the hash of what a sheet says (%s)', (layout) => {
  const contacts = inventedOffice(30)
  const options: Partial<SheetOptions> = {
    layout,
    columns: ['reading', 'role', 'department', 'emergencyRole', 'numbers', 'hours'],
    choice: {
      chosen: 'rules',
      subjects: ['person', 'contact', 'organisation', 'site'],
      rules: [],
      members: [],
    },
  }
  const of = (given: readonly Contact[] = contacts, more: Partial<SheetOptions> = {}) =>
    sheetInput(given, { ...options, ...more })
  const hash = (given: SheetInput) => sheetContent(given).content

  it('stays while it says the same, whenever, in whatever language, era and order it is printed', () => {
    const first = hash(of())
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    const later = of(contacts, { language: 'en', order: 'role' })
    expect(
      hash({
        ...later,
        office: { ...later.office, years: 'western', uncheckedAfterDays: 1 },
        drawn: { at: '2030-01-01T00:00:00.000Z', ledger: 'x', version: 'B-9', head: null },
      }),
    ).toBe(first)
    fc.assert(
      fc.property(fc.shuffledSubarray([...contacts], { minLength: contacts.length }), (shuffled) => {
        expect(hash(of(shuffled))).toBe(first)
      }),
      { numRuns: 5 },
    )
  })

  it('changes with a name, a number, who takes over, title, organisation, words and audience', () => {
    const change = (id: string, part: Partial<Contact>) =>
      of(contacts.map((each) => (each.id === id ? { ...each, ...part } : each)))
    const base = of()
    const others = [
      change('person:0002', { name: '高橋 花子' }),
      change('person:0002', { phones: [inventedPhone('mobile', '090-0000-9999', null)] }),
      of(contacts, { title: '緊急連絡先' }),
      of(contacts, { note: '上司に報告' }),
      of(contacts, { audience: 'everyone' }),
      { ...base, office: { ...base.office, name: 'べつ商事' } },
      of(contacts.filter(({ id }) => id !== 'person:0002')),
    ].map(hash)
    expect(new Set([hash(base), ...others]).size).toBe(others.length + 1)
  })

  it('and its lines tell of every record on it, and of nothing that is masked', () => {
    const { lines } = sheetContent(of())
    expect(lines[0]).toMatchObject({ key: 'sheet', text: expect.stringContaining('みほん商事') })
    const told = lines.map(({ text, title }) => `${title} ${text}`).join('\n')
    if (layout !== 'sites') expect(lines.length).toBe(contacts.length + 1)
    const masked = of(contacts, {
      masked: ['home', 'mobile', 'address', 'mail', 'numbers'],
      columns: ['numbers', 'address', 'mail', 'checked', 'deputy'],
    })
    const left = sheetContent(masked)
      .lines.map(({ text }) => text)
      .join('\n')
    expect(told).toMatch(/090-0000-1002/)
    expect(left).not.toMatch(/090-0000-1|C-2024|CAF0|@example/)
    // What is masked does not even show in the hash.
    const changed = contacts.map((each) => ({
      ...each,
      phones: each.phones.map((phone) =>
        phone.use === 'mobile' ? { ...phone, number: '080-1111-2222' } : phone,
      ),
      ...(each.contractNumber === '' ? {} : { contractNumber: 'X' }),
      ...(each.mail === '' ? {} : { mail: 'y@example.jp' }),
    }))
    expect(hash({ ...masked, contacts: changed })).toBe(hash(masked))
  })
})

describe('the hash of an A4 list', () => {
  const hashOf = (phones: Contact['phones'], columns: SheetOptions['columns'] = ['checked']) =>
    sheetContent(input([someone({ phones })], { columns })).content

  it('changes with each part of a phone: a digit of the number, what it is for, the day of its check', () => {
    const phone = inventedPhone('mobile', '090-1111-2222', '2026-01-01')
    const hashes = [
      [phone],
      [{ ...phone, number: '090-1111-2223' }],
      [{ ...phone, use: 'office' }],
      [{ ...phone, checkedOn: '2026-01-02' }],
      [phone, phone],
      [],
    ].map((phones) => hashOf(phones))
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hashOf([{ ...phone, checkedOn: '2026-01-02' }], [])).toBe(hashOf([phone], []))
  })
})
