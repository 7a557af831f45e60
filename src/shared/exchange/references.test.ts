import { describe, expect, it } from 'vitest'
import { afterWrites, imported, person, prepared, short, verdictsOf } from '../../../test/data/person-import'
import type { ImportView } from './import-plan'

const sites: ImportView['others'] = {
  site: [
    { id: 'site:1', values: { name: '本社', reading: 'ほんしゃ' } },
    { id: 'site:2', values: { name: '倉庫' } },
    { id: 'site:3', values: { name: '倉庫' } },
  ],
}

describe('a record that a cell calls by name', () => {
  it('is found by its name or reading, whatever the width and spaces', async () => {
    const records = await imported('氏名,勤務地\n甲 一,本 社\n乙 二,ホンシャ', { others: sites })
    // A reading in katakana is not the name: only the reading as it is kept is.
    expect(records[0]?.values.site).toBe('site:1')
    const plan = await prepared('氏名,勤務地\n乙 二,ほんしゃ', { others: sites })
    expect(plan.writes).toMatchObject([{ values: { site: 'site:1' } }])
  })

  it('that is not there is named at its cell, and refuses the row', async () => {
    const plan = await prepared('氏名,勤務地\n甲 一,川口工場\n乙 二,川口工場\n丙 三,', { others: sites })
    expect(verdictsOf(plan)).toEqual([
      [2, 'refused', 'noSuchRecord'],
      [3, 'refused', 'noSuchRecord'],
      [4, 'create'],
    ])
    expect(plan.preview.verdicts[0]?.problems).toEqual([
      { column: 1, problem: 'noSuchRecord', value: '川口工場', refuses: true },
    ])
    expect(plan.preview.missing).toEqual([{ recordType: 'site', count: 1, names: ['川口工場'], made: false }])
  })

  it('is made with the import when the person wants it, once, and only where a row that is imported names it', async () => {
    const file = '氏名,勤務地,メール\n甲 一,川口工場,\n乙 二,川口工場,\n丙 三,どこか,なし'
    const { mapping } = (await prepared(file, { others: sites })).preview
    const plan = await prepared(file, { others: sites, mapping: { ...mapping, makeMissing: ['site'] } })
    const made = plan.writes.filter(({ id }) => id.startsWith('site:'))
    expect(made).toMatchObject([{ op: 'create', values: { name: '川口工場' } }])
    expect(plan.preview.counts).toMatchObject({ create: 2, refused: 1 })
    const people = afterWrites([], plan.writes)
    expect(people.map(({ values }) => values.site)).toEqual([made[0]?.id, made[0]?.id])
  })

  it('is left out with the cell when the person wants the rest of the row', async () => {
    const file = '氏名,勤務地\n甲 一,川口工場'
    const { mapping } = (await prepared(file, { others: sites })).preview
    const plan = await prepared(file, { others: sites, mapping: { ...mapping, leaveOutBadCells: true } })
    expect(verdictsOf(plan)).toEqual([[2, 'create', 'noSuchRecord']])
    expect(short(afterWrites([], plan.writes))).toEqual([{ name: '甲 一', phones: [] }])
  })

  it('is not guessed between two of one name', async () => {
    const plan = await prepared('氏名,勤務地\n甲 一,倉庫', { others: sites })
    expect(verdictsOf(plan)).toEqual([[2, 'refused', 'twoOfName']])
  })
})

describe('people of the file who name each other', () => {
  it('are tied together, also to rows further down and to people of the ledger', async () => {
    const records = [person('9', { name: '台帳 太郎' })]
    const file = '氏名,代理,連絡元\n甲 一,乙 二,台帳太郎\n乙 二,甲 一,甲 一'
    const plan = await prepared(file, { records })
    const [taro, first, second] = afterWrites(records, plan.writes)
    expect(first?.values).toMatchObject({ deputy: second?.id, calledBy: taro?.id })
    expect(second?.values).toMatchObject({ deputy: first?.id, calledBy: first?.id })
    const after = afterWrites(records, plan.writes)
    const again = await prepared(file, { records: after })
    expect(again.writes).toEqual([])
    expect(again.preview.counts).toMatchObject({ same: 2, change: 0 })
  })

  it('keep their row when the one they name is refused, and the cell is named', async () => {
    const plan = await prepared('氏名,代理,メール\n甲 一,乙 二,\n乙 二,,なし')
    expect(verdictsOf(plan)).toEqual([
      [2, 'create', 'refNotImported'],
      [3, 'refused', 'notAMail'],
    ])
  })

  it('are missing where neither file nor ledger has them', async () => {
    const plan = await prepared('氏名,代理\n甲 一,だれか')
    expect(verdictsOf(plan)).toEqual([[2, 'refused', 'noSuchRecord']])
    expect(plan.preview.missing).toEqual([{ recordType: 'person', count: 1, names: ['だれか'], made: false }])
  })
})
