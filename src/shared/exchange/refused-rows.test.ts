import { describe, expect, it } from 'vitest'
import { peopleFile, person, prepared, verdictsOf } from '../../../test/data/person-import'

describe('a row that is refused', () => {
  it('names the column and the value', async () => {
    const { verdicts: [row] = [] } = (await prepared('氏名,メール,フリガナ\n山田 太郎,なし,山田')).preview
    expect(row).toMatchObject({ row: 2, action: 'refused', title: '山田 太郎', changes: [] })
    expect(row?.problems).toEqual([
      { column: 1, problem: 'notAMail', value: 'なし', refuses: true },
      { column: 2, problem: 'notKana', value: '山田', refuses: true },
    ])
  })

  it('has more cells than the table, or no name', async () => {
    expect(verdictsOf(await prepared(peopleFile('ragged.csv')))).toEqual([
      [2, 'create'],
      [3, 'create', 'raggedRow'],
      [5, 'refused', 'raggedRow'],
      [6, 'create'],
    ])
    expect(verdictsOf(await prepared('氏名,電話\n,03-0000-0000'))).toEqual([[2, 'refused', 'required']])
  })

  it('says something else than an earlier row about the same person', async () => {
    const { preview, writes } = await prepared(
      '氏名,メール,部署\n森 花,hana@example.jp,総務部\n森 花,hana@example.jp,経理課',
    )
    expect(preview.verdicts[1]?.problems).toEqual([
      { column: -1, problem: 'repeatedRow', value: '2', refuses: true },
    ])
    expect(writes).toHaveLength(1)
  })

  it('fits two records', async () => {
    const records = [person('1', { name: '佐藤 健' }), person('2', { name: '佐藤 健' })]
    expect(verdictsOf(await prepared('氏名,部署\n佐藤 健,総務部', { records }))).toEqual([
      [2, 'refused', 'twoMatches'],
    ])
    expect((await prepared('氏名\n佐藤 健', { records })).preview.counts).toMatchObject({ same: 1 })
  })

  it('holds bytes that could not be read', async () => {
    const plan = await prepared(peopleFile('one-wrong-byte.csv'), { choice: { encoding: 'shift_jis' } })
    expect(verdictsOf(plan)).toEqual([
      [2, 'create'],
      [3, 'refused', 'undecodable', 'raggedRow'],
    ])
  })
})
