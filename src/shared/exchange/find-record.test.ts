import { describe, expect, it } from 'vitest'
import { prepared } from '../../../test/data/person-import'
import type { ExistingRecord } from './import-plan'

const person = (id: string, values: ExistingRecord['values']): ExistingRecord => ({
  id: `person:${id}`,
  values,
  children: {},
})

describe('a record found by a mail or number under another name', () => {
  const taro = person('2', { name: '山田太郎', mail: 'info@example.jp', employeeNumber: 'E7' })

  it.each([
    ['氏名,メール\n佐藤花子,info@example.jp', 1],
    ['氏名,社員番号\n佐藤花子,E7', 1],
    ['氏名,よみ,メール\n佐藤花子,さとう はなこ,info@example.jp', 2],
  ])('is not silently made into somebody else: %j', async (file, column) => {
    const { preview, writes } = await prepared(file, { records: [taro] })
    const problem = { column, problem: 'otherName', value: '山田太郎', refuses: true }
    expect(preview.verdicts[0]).toMatchObject({ action: 'refused', problems: [problem] })
    expect(writes).toEqual([])
  })

  it('does not change places with another whose mail was swapped with it', async () => {
    const hana = person('3', { name: '佐藤花子', mail: 'hana@example.jp' })
    const file = '氏名,メール\n佐藤花子,info@example.jp\n山田太郎,hana@example.jp'
    const { preview } = await prepared(file, { records: [taro, hana] })
    expect(preview.counts).toMatchObject({ refused: 2 })
    const byName = await prepared(file, {
      records: [taro, hana],
      mapping: { ...preview.mapping, key: [['name']] },
    })
    expect(byName.writes).toEqual([
      { op: 'set', id: 'person:2', values: { mail: 'hana@example.jp' } },
      { op: 'set', id: 'person:3', values: { mail: 'info@example.jp' } },
    ])
  })

  it('takes another name by its mail when the person says it is the same; another record when the key is the name', async () => {
    const file = '氏名,メール\n佐藤花子,info@example.jp'
    const { mapping } = (await prepared(file, { records: [taro] })).preview
    expect(
      (await prepared(file, { records: [taro], mapping: { ...mapping, renames: true } })).writes,
    ).toEqual([{ op: 'set', id: 'person:2', values: { name: '佐藤花子' } }])
    const apart = await prepared(file, { records: [taro], mapping: { ...mapping, key: [['name']] } })
    expect(apart.preview.counts).toMatchObject({ create: 1, refused: 0 })
  })

  it.each([
    ['髙橋 花子', '高橋花子', ''],
    ['Anna Müller', 'Müller Anna', ''],
    ['山田太郎', '山田太郎（営業）', ''],
    ['山田 花子', '斎藤 花子', 'やまだ はなこ'],
  ])('is known by its mail under another writing of its name: %s, %s', async (kept, said, reading) => {
    const records = [person('4', { name: kept, mail: 'a@example.jp', ...(reading ? { reading } : {}) })]
    const file = `氏名,よみ,メール\n${said},${reading},a@example.jp`
    expect((await prepared(file, { records })).preview.verdicts[0]).toMatchObject({ action: 'change' })
  })
})
