import { describe, expect, test } from 'vitest'
import english from '../../../resources/sample/office.en.json'
import japanese from '../../../resources/sample/office.ja.json'
import type { SampleOffice } from '../../../resources/sample/sample-office'
import type { Write } from '../../shared/journal/intent'
import { plan } from '../../shared/journal/plan'
import { sampleWrites } from './sample'

const offices: { readonly [language in 'ja' | 'en']: SampleOffice } = { ja: japanese, en: english }

const NOW = Date.parse('2026-11-22T03:00:00Z')

const written = (language: 'ja' | 'en'): readonly Extract<Write, { op: 'create' }>[] => {
  let last = 0
  const newId = (type: string) => `${type}:${String(++last).padStart(12, '0')}` as const
  return sampleWrites(language, newId, NOW).writes as readonly Extract<Write, { op: 'create' }>[]
}

const emptyView = {
  row: () => undefined,
  rowsOf: () => [],
}

/** Names the shape of an office: its keys, and what leads where. */
const skeleton = ({ sites, organisations, people, contactLists }: SampleOffice) => ({
  sites: sites.map(({ key, head, phones }) => [key, head, phones.map(({ number }) => number)]),
  organisations: organisations.map(({ key, kinds, site, owner, phones }) => [
    key,
    kinds,
    site,
    owner,
    phones.map(({ number }) => number),
  ]),
  people: people.map(({ key, site, organisation, deputy, calledBy, phones }) => [
    key,
    site,
    organisation,
    deputy,
    calledBy,
    phones.map(({ number }) => number),
  ]),
  contactLists: contactLists.map(({ key, layout, members }) => [key, layout, members]),
})

describe.each(['ja', 'en'] as const)('The sample office (%s)', (language) => {
  const office = offices[language]

  test('is taken by the journal as one entry: every reference leads somewhere, every choice is one', () => {
    const actor = { id: 'user:000000000000', name: '台帳 太郎', roles: ['administrator'] } as const
    const planned = plan(
      { kind: 'sample', writes: written(language) },
      emptyView,
      actor,
      undefined,
      '2026-11-22',
    )
    expect(planned).toMatchObject({ ok: true })
    expect(written(language).length).toBeLessThan(500)
  })

  test('gives no key twice', () => {
    const keys = [office.sites, office.organisations, office.people, office.contactLists].flatMap((records) =>
      records.map(({ key }) => key),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('has no number that somebody could have', () => {
    const phones = [...office.sites, ...office.organisations, ...office.people].flatMap((one) => one.phones)
    // Extensions, 110 and 119 are short; an area code is never followed by 0.
    const possible = phones.filter(({ number }) => !/^(\d{3,4}|(\+81-)?\d{2,3}-0{3,4}-\d{4})$/.test(number))
    expect(possible).toEqual([])
  })

  test('has a call tree: the president calls, nobody calls more than four, one person is forgotten', () => {
    const own = office.people.filter(({ organisation }) => organisation === undefined)
    const calledBy = (caller: string | undefined) =>
      own.filter((one) => one.calledBy === caller).map(({ key }) => key)
    for (const { key } of own) expect(calledBy(key).length, key).toBeLessThanOrEqual(4)
    expect(calledBy(undefined).toSorted()).toEqual(['kakuu', 'unread'])
    expect(calledBy('kakuu')).toHaveLength(4)
    expect(calledBy('unread')).toEqual([])
  })
})

test('Both languages have the same records, numbers and references', () => {
  expect(skeleton(offices.en)).toEqual(skeleton(offices.ja))
})

test('Days are counted back from the moment the sample is opened', () => {
  const phone = written('ja').find(({ values }) => values.number === '090-0000-1001')
  expect(phone?.values.checkedOn).toBe('2026-11-10')
})
