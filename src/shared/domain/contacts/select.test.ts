import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareContact, type Contact } from './contact'
import { type ContactChoice, type ContactRule, selectContacts } from './select'

const person = (id: string, given: Partial<Contact> = {}): Contact => ({
  ...bareContact('person', id, id),
  ...given,
})

const everybody: ContactChoice = {
  chosen: 'rules',
  subjects: ['person', 'contact', 'organisation', 'site'],
  rules: [],
  members: [],
}

const ids = (all: readonly Contact[], choice: Partial<ContactChoice>) =>
  selectContacts(all, { ...everybody, ...choice }, (kind) =>
    kind === 'carrier' ? ['通信事業者', 'Carrier'] : [],
  ).map(({ id }) => id)

const office: readonly Contact[] = [
  person('a', { role: '部長', department: '総務部', site: { id: 's1', name: '本社' } }),
  person('b', { role: '課長代理', department: '総務部', emergencyRole: '安否確認' }),
  person('c', { role: '課長', department: '情報ｼｽﾃﾑ部', site: { id: 's2', name: '第二工場' } }),
  { ...bareContact('contact', 'd', 'd'), role: '課長', organisation: { id: 'o', name: '見本通信' } },
  { ...bareContact('organisation', 'e', '見本通信'), kinds: ['carrier'], site: { id: 's1', name: '本社' } },
  { ...bareContact('organisation', 'f', '髙橋商店'), kinds: ['supplier'] },
  bareContact('site', 'g', '本社'),
]

describe('who stands on a contact list', () => {
  it('is everybody of what it shows where there are no rules', () => {
    expect(ids(office, {})).toHaveLength(office.length)
    expect(ids(office, { subjects: ['person'] })).toEqual(['a', 'b', 'c'])
  })

  it('is found by words it holds, whatever their width, case and forms of characters', () => {
    const found = (subject: ContactRule['subject'], value: string) =>
      ids(office, { subjects: ['person', 'organisation'], rules: [{ subject, value }] }).filter(
        (id) => id < 'e',
      )
    expect(found('role', '課長')).toEqual(['b', 'c'])
    expect(found('department', '情報システム')).toEqual(['c'])
    expect(found('site', '本社')).toEqual(['a'])
    expect(
      ids(office, { subjects: ['organisation'], rules: [{ subject: 'organisation', value: '高橋' }] }),
    ).toEqual(['f'])
  })

  it('is of an organisation found by the name of its kind in either language', () => {
    for (const value of ['通信', 'carrier', 'ＣＡＲＲＩＥＲ'])
      expect(ids(office, { subjects: ['organisation'], rules: [{ subject: 'kinds', value }] })).toEqual(['e'])
  })

  it('must fit one rule of each field, and `*` is anything but empty', () => {
    const rules: readonly ContactRule[] = [
      { subject: 'role', value: '部長' },
      { subject: 'role', value: '課長' },
      { subject: 'site', value: '*' },
    ]
    expect(ids(office, { subjects: ['person'], rules })).toEqual(['a', 'c'])
    expect(ids(office, { subjects: ['person'], rules: [{ subject: 'emergencyRole', value: '*' }] })).toEqual([
      'b',
    ])
  })

  it('is left alone by rules about what its kind does not have', () => {
    expect(ids(office, { rules: [{ subject: 'role', value: '部長' }] })).toEqual(['a', 'e', 'f', 'g'])
    expect(ids(office, { rules: [{ subject: 'site', value: '本社' }] })).toEqual(['a', 'e', 'g'])
  })

  it('is not asked by a rule that was not filled in', () => {
    expect(ids(office, { subjects: ['person'], rules: [{ subject: 'role', value: ' ' }] })).toHaveLength(3)
  })

  it('is added and left out by hand whatever the rules say; the later choice counts', () => {
    const choice = {
      subjects: ['person'],
      rules: [{ subject: 'role', value: '部長' }],
      members: [
        { record: 'f', how: 'add' },
        { record: 'a', how: 'leaveOut' },
        { record: 'gone', how: 'add' },
      ],
    } as const
    expect(ids(office, choice)).toEqual(['f'])
    expect(ids(office, { ...choice, members: [...choice.members, { record: 'a', how: 'add' }] })).toEqual([
      'a',
      'f',
    ])
    expect(ids(office, { ...choice, chosen: 'hand' })).toEqual(['f'])
  })
})

/** The same, as slowly and plainly as it can be said, for plain words without folding. */
const plainly = (
  all: readonly Contact[],
  { chosen, subjects, rules, members }: ContactChoice,
): readonly string[] => {
  const out: string[] = []
  for (const each of all) {
    let stands = chosen === 'rules' && subjects.includes(each.subject)
    for (const subject of ['role', 'department', 'site', 'emergencyRole', 'organisation'] as const) {
      const own = rules.filter((rule) => rule.subject === subject && rule.value !== '')
      if (own.length === 0) continue
      let text: string | null = null
      if (subject === 'site') {
        if (each.subject === 'site') text = each.name
        else text = each.site === null ? '' : each.site.name
      } else if (subject === 'organisation') {
        if (each.subject === 'organisation') text = each.name
        else if (each.subject === 'contact') text = each.organisation === null ? '' : each.organisation.name
      } else if (each.subject === 'person' || each.subject === 'contact') text = each[subject]
      if (text === null) continue
      let fits = false
      for (const { value } of own) if (value === '*' ? text !== '' : text.indexOf(value) >= 0) fits = true
      if (!fits) stands = false
    }
    for (const { record, how } of members) if (record === each.id) stands = how === 'add'
    if (stands) out.push(each.id)
  }
  return out
}

const word = fc.constantFrom('', 'x', 'y', 'xy', 'z')
const named = fc.option(word.map((name) => ({ id: `n-${name}`, name })))
const anyContact = fc
  .record({
    subject: fc.constantFrom('person', 'contact', 'organisation', 'site'),
    role: word,
    department: word,
    emergencyRole: word,
    name: word,
    site: named,
    organisation: named,
  })
  .map(({ subject, name, ...given }) => {
    const bare = bareContact(subject, '', name)
    if (subject === 'site') return bare
    if (subject === 'organisation') return { ...bare, site: given.site }
    return { ...bare, ...given, organisation: subject === 'contact' ? given.organisation : null }
  })

describe('choosing', () => {
  it('agrees with the plain way', () => {
    fc.assert(
      fc.property(
        fc.array(anyContact, { maxLength: 8 }),
        fc.record({
          chosen: fc.constantFrom('rules' as const, 'hand' as const),
          subjects: fc.subarray(['person', 'contact', 'organisation', 'site'] as const),
          rules: fc.array(
            fc.record({
              subject: fc.constantFrom('role', 'department', 'site', 'emergencyRole', 'organisation'),
              value: fc.constantFrom('', '*', 'x', 'y', 'xy'),
            }),
            { maxLength: 4 },
          ),
          members: fc.array(
            fc.record({
              record: fc.nat(9).map(String),
              how: fc.constantFrom('add' as const, 'leaveOut' as const),
            }),
            { maxLength: 4 },
          ),
        }),
        (contacts, choice) => {
          const all = contacts.map((each, index) => ({ ...each, id: String(index) }))
          expect(selectContacts(all, choice).map(({ id }) => id)).toEqual(plainly(all, choice))
        },
      ),
      { numRuns: 500 },
    )
  })
})
