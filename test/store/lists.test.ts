/** Lists against a plain oracle: filter everything, sort everything, every time. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeBlock } from '../../src/renderer/store/columns'
import { createListEngine, type ListEngine } from '../../src/renderer/store/list-engine'
import type { ListQuery } from '../../src/renderer/store/store-api'
import type { JsonValue } from '../../src/shared/base/json'
import { compareReadings, foldForSearch } from '../../src/shared/base/text'
import { soundOf } from '../../src/shared/domain/reading/initials'
import type { RecordId } from '../../src/shared/journal/entry'
import type { Row } from '../../src/shared/journal/row'
import { registry, typeOfId } from '../../src/shared/records/registry'

type Values = { readonly [field: string]: JsonValue }

const rowOf = (id: string, life: Row['life'], values: Values): Row => ({
  id: id as RecordId,
  life,
  values,
  stamps: [],
  by: {},
  entries: [],
})

const text = (row: Row | undefined, field: string): string => {
  const value = row?.values[field]
  return typeof value === 'string' ? value : ''
}

/** Rows as the database would give them: some in packs with their columns, some loose and newer. */
const engineOver = (packed: readonly Row[], loose: readonly Row[]): ListEngine =>
  createListEngine(async (type) => {
    const rows = packed.filter((row) => typeOfId(row.id) === type)
    const blocks = []
    for (let from = 0; from < rows.length; from += 3)
      blocks.push(makeBlock(registry[type as 'person'], rows.slice(from, from + 3)))
    return { blocks, loose: loose.filter((row) => typeOfId(row.id) === type) }
  })

const merged = (...lists: readonly (readonly Row[])[]): Map<string, Row> =>
  new Map(lists.flat().map((row) => [row.id, row]))

const livePhones = (rows: Map<string, Row>, person: string): Row[] =>
  [...rows.values()]
    .filter((row) => typeOfId(row.id) === 'phone' && row.life === 'live' && row.values.person === person)
    .sort((a, b) => {
      const [x, y] = [text(a, 'order'), text(b, 'order')]
      return x === y ? (a.id < b.id ? -1 : 1) : x < y ? -1 : 1
    })

const searched = ['name', 'reading', 'role', 'department', 'mail', 'employeeNumber']

const isFound = (rows: Map<string, Row>, row: Row, words: string): boolean => {
  const texts = searched.map((field) => text(row, field))
  for (const phone of livePhones(rows, row.id)) {
    texts.push(text(phone, 'number'), text(phone, 'number').normalize('NFKC').replace(/\D/g, ''))
  }
  const folded = texts.map(foldForSearch)
  return foldForSearch(words)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => folded.some((each) => each.includes(word)))
}

/** The plain answer for people. */
const oracle = (rows: Map<string, Row>, query: ListQuery): string[] => {
  const found = [...rows.values()].filter((row) => {
    if (typeOfId(row.id) !== 'person' || row.life !== query.life) return false
    if (!isFound(rows, row, query.text ?? '')) return false
    return (query.filters ?? []).every(({ field, oneOf }) => {
      if (field !== 'phones') return oneOf.includes(text(row, field))
      const phones = livePhones(rows, row.id)
      const before = oneOf.flatMap((value) => (value.startsWith('before:') ? [value.slice(7)] : []))
      return (
        (phones.length === 0 && oneOf.includes('')) ||
        phones.some((phone) => {
          const checked = text(phone, 'checkedOn')
          return checked === '' ? oneOf.includes('never') : before.some((day) => checked < day)
        })
      )
    })
  })
  const field = query.sort?.field ?? 'reading'
  const sign = query.sort?.descending ? -1 : 1
  const collator = new Intl.Collator('ja', { numeric: true, sensitivity: 'variant' })
  const key = (row: Row): string =>
    field === 'phones'
      ? text(livePhones(rows, row.id)[0], 'number')
      : field === 'reading'
        ? soundOf(text(row, 'name'), text(row, 'reading'))
        : text(row, field)
  return found
    .sort((a, b) => {
      const [x, y] = [key(a), key(b)]
      if ((x === '') !== (y === '')) return x === '' ? 1 : -1
      const order = field === 'reading' ? compareReadings(x, y) : collator.compare(x, y)
      return order * sign || (a.id < b.id ? -1 : 1)
    })
    .map(({ id }) => id)
}

const readings = [
  '',
  'あべ',
  'アベ',
  'ｱﾍﾞ',
  'あへ',
  'かとう',
  'ガトウ',
  'さとう はなこ',
  'サトウ',
  'わたなべ',
  'Abe',
  'ん',
  'がっこう',
  'がつこう',
]
const names = ['髙橋', '高橋', '斎藤', '齋藤', '渡邊', '山﨑', 'Smith', 'ｶﾄｳ', '𠮷野']
const person = fc.record({
  name: fc.constantFrom(...names),
  reading: fc.constantFrom(...readings),
  role: fc.constantFrom('', '課長', '担当 2', '担当 10'),
  department: fc.constantFrom('', '総務', '営業'),
})
const phone = fc.record({
  person: fc.integer({ min: 0, max: 11 }),
  number: fc.constantFrom('090-1234-5678', '０３-1111-2222', '2101', '+81-90-0000'),
  checkedOn: fc.constantFrom('', '2026-01-01', '2026-06-01'),
  order: fc.constantFrom('V', 'W', 'a', 'Z'),
})
const life = fc.constantFrom('live', 'live', 'live', 'deleted', null)
const present = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))

const personRow = fc
  .tuple(fc.integer({ min: 0, max: 11 }), life, person)
  .map(([n, lived, values]) => rowOf(`person:${n}`, lived, present(values)))
const phoneRow = fc
  .tuple(fc.integer({ min: 0, max: 15 }), life, phone)
  .map(([n, lived, values]) =>
    rowOf(`phone:${n}`, lived, present({ ...values, person: `person:${values.person}` })),
  )
const rows = fc.array(fc.oneof(personRow, phoneRow), { maxLength: 40 })

const filter = fc.oneof(
  fc.record({ field: fc.constant('department'), oneOf: fc.subarray(['', '総務', '営業']) }),
  fc.record({
    field: fc.constant('phones'),
    oneOf: fc.subarray(['', 'never', 'before:2026-03-01', 'before:2026-09-01']),
  }),
)
const query: fc.Arbitrary<ListQuery> = fc
  .record({
    type: fc.constant('person'),
    life: fc.constantFrom('live' as const, 'deleted' as const),
    text: fc.constantFrom(
      '',
      '高橋',
      '齊藤',
      'かとう',
      '0901234',
      '03-1111',
      'ab',
      'サトウ はな',
      '総務 課長',
    ),
    filters: fc.array(filter, { maxLength: 2 }),
    sort: fc.option(
      fc.record({ field: fc.constantFrom('reading', 'name', 'role', 'phones'), descending: fc.boolean() }),
      { nil: undefined },
    ),
  })
  .map(({ sort, ...rest }) => (sort === undefined ? rest : { ...rest, sort }))

/** Of several rows with one id only the last is packed, as in a pack. */
const unique = (list: readonly Row[]): Row[] => [...merged(list).values()]

describe('A list', () => {
  test('is what filtering and sorting everything gives, whatever is packed, loose or changed later', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        rows,
        fc.array(rows, { maxLength: 3 }),
        query,
        query,
        async (packed, loose, later, first, second) => {
          const engine = engineOver(unique(packed), unique(loose))
          let all = merged(packed, loose)
          const compare = async (asked: ListQuery) => {
            const { id, total } = await engine.open(asked)
            const expected = oracle(all, asked)
            expect(total).toBe(expected.length)
            expect(engine.ids(id)).toEqual(expected)
            expect(engine.rows(id, 0, total).map((row) => row.id)).toEqual(expected)
          }
          await compare(first)
          for (const change of later) {
            engine.apply(unique(change))
            all = merged([...all.values()], change)
            await compare(first)
            await compare(second)
          }
        },
      ),
      { numRuns: 300, seed: 20261122 },
    )
  })

  test('takes in what is committed while its columns are read', async () => {
    let release: (() => void) | undefined
    const waiting = new Promise<void>((done) => {
      release = done
    })
    const old = rowOf('person:1', 'live', { name: '古い' })
    const engine = createListEngine(async (type) => {
      await waiting
      return { blocks: [], loose: type === 'person' ? [old] : [] }
    })
    const opening = engine.open({ type: 'person', life: 'live' })
    await Promise.resolve()
    engine.apply([
      rowOf('person:1', 'live', { name: '新しい' }),
      rowOf('person:2', 'live', { name: '別の人' }),
    ])
    release?.()
    const list = await opening
    const shown = engine.rows(list.id, 0, 9).map(({ values }) => values.name)
    expect(shown.sort()).toEqual(['別の人', '新しい'])
  })

  describe('the index', () => {
    const people = [
      rowOf('person:1', 'live', { name: 'a', reading: 'あべ' }),
      rowOf('person:2', 'live', { name: '佐藤', reading: 'サトウ' }),
      rowOf('person:3', 'live', { name: 'Carol', reading: 'わたなべ' }),
      rowOf('person:4', 'live', { name: '出川' }),
      rowOf('person:5', 'live', { name: 'Bob' }),
      rowOf('person:6', 'live', { name: 'Alice' }),
      rowOf('person:7', 'live', { name: '板倉', reading: 'いたくら' }),
    ]
    const indexOf = async (query: Partial<ListQuery>) => {
      const engine = engineOver(people, [])
      const { id } = await engine.open({ type: 'person', life: 'live', ...query })
      return {
        marks: engine.marks(id).map(({ index, at }) => `${index} ${at}`),
        rows: engine.rows(id, 0, 9).map(({ index, values }) => `${index} ${values.name}`),
      }
    }

    test('goes by readings; a Latin name without one stands under Latin letters, kanji without one last', async () => {
      const { marks, rows } = await indexOf({})
      expect(marks).toEqual(['あ 0', 'さ 2', 'わ 3', 'A 4', 'null 6'])
      expect(rows).toEqual(['あ a', 'あ 板倉', 'さ 佐藤', 'わ Carol', 'A Alice', 'A Bob', 'null 出川'])
    })

    test('in Latin letters goes by names from A to Z, other letters last', async () => {
      const { marks, rows } = await indexOf({ alphabet: 'latin' })
      expect(marks).toEqual(['A 0', 'B 2', 'C 3', '# 4'])
      expect(rows.slice(0, 4)).toEqual(['A a', 'A Alice', 'B Bob', 'C Carol'])
      expect((await indexOf({ alphabet: 'latin', sort: { field: 'name', descending: false } })).rows).toEqual(
        rows,
      )
      const back = await indexOf({ alphabet: 'latin', sort: { field: 'name', descending: true } })
      expect(back.rows).toEqual(rows.toReversed())
    })

    test('has no letters where the list is ordered by something else, or backwards', async () => {
      for (const sort of [
        { field: 'reading', descending: true },
        { field: 'name', descending: false },
      ])
        expect((await indexOf({ sort })).marks).toEqual([])
      expect(
        (await indexOf({ alphabet: 'latin', sort: { field: 'reading', descending: false } })).marks,
      ).toEqual([])
    })
  })

  test('shows the title of what is referred to and the first child', async () => {
    const engine = engineOver(
      [
        rowOf('person:1', 'live', { name: '台帳 太郎' }),
        rowOf('user:1', 'live', { name: '太郎', person: 'person:1', roles: ['desk'] }),
        rowOf('phone:1', 'live', { person: 'person:1', number: '2101', order: 'W' }),
        rowOf('phone:2', 'live', { person: 'person:1', number: '090', order: 'V' }),
        rowOf('phone:3', 'deleted', { person: 'person:1', number: '080', order: 'A' }),
      ],
      [],
    )
    const users = await engine.open({ type: 'user', life: 'live' })
    expect(engine.rows(users.id, 0, 1)).toMatchObject([{ shown: { person: '台帳 太郎' } }])
    const people = await engine.open({ type: 'person', life: 'live' })
    expect(engine.rows(people.id, 0, 1)).toMatchObject([{ shown: { phones: '090' } }])
    expect(engine.rows(people.id, 0, 1)[0]?.children.phones?.map(({ number }) => number)).toEqual([
      '090',
      '2101',
    ])
    engine.apply([rowOf('phone:2', 'live', { person: 'person:1', number: '090', order: 'X' })])
    expect(engine.rows(people.id, 0, 1)).toMatchObject([{ shown: { phones: '2101' } }])
    expect(await engine.childIds('phone', 'person:1')).toEqual(['phone:3', 'phone:1', 'phone:2'])
  })

  test('a fax and a struck number are not asked to be checked', async () => {
    const engine = engineOver(
      [
        rowOf('person:1', 'live', { name: 'a' }),
        rowOf('person:2', 'live', { name: 'b' }),
        rowOf('person:3', 'live', { name: 'c' }),
        rowOf('phone:1', 'live', { person: 'person:1', use: 'fax', number: '03' }),
        rowOf('phone:2', 'live', { person: 'person:2', use: 'mobile' }),
        rowOf('phone:3', 'live', { person: 'person:3', use: 'mobile', number: '090' }),
      ],
      [],
    )
    const filters = [{ field: 'phones', oneOf: ['never'] }]
    const { id } = await engine.open({ type: 'person', life: 'live', filters })
    expect(engine.ids(id)).toEqual(['person:3'])
  })

  test('says which values a field has, the most used first', async () => {
    const engine = engineOver(
      [
        rowOf('user:1', 'live', { name: 'a', roles: ['desk', 'approver'], person: 'person:1' }),
        rowOf('user:2', 'live', { name: 'b', roles: ['desk'], person: 'person:1' }),
        rowOf('user:3', 'live', { name: 'c' }),
        rowOf('user:4', 'deleted', { name: 'd', roles: ['viewer'] }),
        rowOf('person:1', 'live', { name: '台帳 太郎' }),
      ],
      [],
    )
    expect(await engine.values({ type: 'user', life: 'live' }, 'roles', 10)).toEqual([
      { value: 'desk', shown: 'desk', count: 2 },
      { value: '', shown: '', count: 1 },
      { value: 'approver', shown: 'approver', count: 1 },
    ])
    expect(await engine.values({ type: 'user', life: 'live' }, 'person', 1)).toEqual([
      { value: 'person:1', shown: '台帳 太郎', count: 2 },
    ])
  })
})
