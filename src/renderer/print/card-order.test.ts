import { describe, expect, it } from 'vitest'
import { sheetInput } from '../../../test/data/invented-office'
import { inventedPhone } from '../../../test/data/invented-people'
import { bareContact, type Contact } from '../../shared/domain/contacts/contact'
import { cardOrder } from './card-order'
import { prepareList } from './prepared-list'
import { sheetOf } from './sheet'
import { attentionOf } from './sheet-attention'

const with_ = (
  contact: Contact,
  ...numbers: readonly (readonly [use: string, number: string])[]
): Contact => ({
  ...contact,
  phones: numbers.map(([use, number]) => inventedPhone(use, number, '2026-11-01')),
})

const authority = (id: string, name: string, number: string): Contact => ({
  ...with_(bareContact('organisation', id, name), ['main', number]),
  kinds: ['authority'],
})

const contacts: readonly Contact[] = [
  with_(bareContact('person', 'person:1', '架空 一郎'), ['mobile', '090-0000-0001']),
  with_(bareContact('person', 'person:2', '窓口 開'), ['extension', '2136']),
  with_(bareContact('person', 'person:3', '印判 実'), ['extension', '2137'], ['mobile', '090-0000-0003']),
  bareContact('person', 'person:4', '昔 語'),
  with_(bareContact('site', 'site:1', '本社'), ['main', '03-0000-9000']),
  authority('organisation:1', '見本労働基準監督署', '048-000-7701'),
  authority('organisation:2', '見本消防署', '119'),
]

const subjects = ['person', 'contact', 'organisation', 'site'] as const
const input = sheetInput(contacts, {
  layout: 'wallet',
  choice: { chosen: 'rules', subjects, rules: [], members: [] },
})

describe('the order of a card', () => {
  it('begins with emergency calls, authorities and the own places', () => {
    const { leads, others } = cardOrder(prepareList(input))
    expect(leads.map(({ name }) => name)).toEqual(['見本消防署', '見本労働基準監督署', '本社'])
    expect(others.map(({ id }) => id).sort()).toEqual(['person:1', 'person:3', 'person:4'])
  })

  it('leaves off who has only an extension, and says so to who makes it', () => {
    const { html, lines } = sheetOf(input, [])
    expect(html).not.toMatch(/2136|窓口 開/)
    expect(lines.map(({ title }) => title)).not.toContain('窓口 開')
    expect(html).toContain('110 警察　119 消防・救急　118 海上保安庁')
    const attention = attentionOf(input).map(({ kind, id }) => `${kind} ${id}`)
    expect(attention).toContain('insideOnly person:2')
    expect(attention).toContain('noPhone person:4')
    expect(attention.filter((each) => each.includes('person:2'))).toHaveLength(1)
  })

  it('says on the card itself what its sign means, where it has one', () => {
    expect(sheetOf(input, []).html).not.toContain('▲')
    const old = sheetInput(
      contacts.map((each) => ({
        ...each,
        phones: each.phones.map((phone) => ({ ...phone, checkedOn: '2020-01-01' })),
      })),
      input.options,
    )
    expect(sheetOf(old, []).html).toMatch(/card-foot">▲180日超・未確認　/)
  })
})

describe('a number that rings only inside', () => {
  it.each([
    ['tree', 'ja', '内線2136'],
    ['wall', 'ja', '内線2136'],
    ['tree', 'en', 'ext. 2136'],
    ['wall', 'en', 'ext. 2136'],
  ] as const)('says so itself (%s, %s)', (layout, language, written) => {
    const { html } = sheetOf(sheetInput(contacts, { layout, language }), [])
    expect(html).toContain(`${written}</`)
  })

  it('and one that nobody checked has its sign also where somebody takes over', () => {
    const people = contacts.slice(0, 2).map(
      (each, index): Contact => ({
        ...each,
        deputy: index === 0 ? { id: 'person:2', name: '窓口 開' } : null,
        phones: each.phones.map((phone) => ({ ...phone, checkedOn: index === 0 ? '2026-11-01' : null })),
      }),
    )
    const alone = sheetInput(people, {
      layout: 'tree',
      choice: { chosen: 'hand', subjects, rules: [], members: [{ record: 'person:1', how: 'add' }] },
    })
    const { html } = sheetOf(alone, [])
    expect(html).toMatch(/class="deputy">.*窓口 開.*▲.*内線2136/)
    expect(html).toContain('180日を超えて未確認、またはつながらなかった番号（1件）')
  })
})
