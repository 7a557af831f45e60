import { describe, expect, it } from 'vitest'
import { afterWrites, prepared, short, verdictsOf } from '../../../test/data/person-import'
import type { ExistingRecord } from './import-plan'

describe('a cell that cannot be taken', () => {
  const kept: ExistingRecord = {
    id: 'person:1',
    values: { name: '森 直子', mail: 'mori@example.jp' },
    children: {},
  }
  const file =
    '氏名,メール,携帯,ふりがな\n森 直子,なし,090-0000-0005,もり なおこ\n,x@example.jp,090-0000-0006,\n林 一,hayashi@example.jp,9.01E+10,'

  it('keeps its row out, named by row and column, until the person says otherwise', async () => {
    const plan = await prepared(file)
    expect(verdictsOf(plan)).toEqual([
      [2, 'refused', 'notAMail'],
      [3, 'refused', 'required'],
      [4, 'refused', 'mangledNumber'],
    ])
    expect(plan.writes).toEqual([])
  })

  it('is left out, and still named, when the person wants the rest of the row; a record without its name is not', async () => {
    const { mapping } = (await prepared(file)).preview
    const plan = await prepared(file, { mapping: { ...mapping, leaveOutBadCells: true } })
    expect(verdictsOf(plan)).toEqual([
      [2, 'create', 'notAMail'],
      [3, 'refused', 'required'],
      [4, 'create', 'mangledNumber'],
    ])
    expect(short(afterWrites([], plan.writes))).toEqual([
      { name: '森 直子', reading: 'もり なおこ', phones: ['mobile 090-0000-0005'] },
      { name: '林 一', mail: 'hayashi@example.jp', phones: [] },
    ])
  })

  it('leaves what the ledger has as it is', async () => {
    const records = [kept]
    const { mapping } = (await prepared(file)).preview
    const plan = await prepared(file, { records, mapping: { ...mapping, leaveOutBadCells: true } })
    expect(afterWrites(records, plan.writes)[0]?.values).toMatchObject({ mail: 'mori@example.jp' })
  })
})

describe('a number that a row names twice', () => {
  it.each(['090-0000-0001,9000000001', '9000000001,090-0000-0001'])(
    'is one, with its 0: %s',
    async (numbers) => {
      const file = `氏名,電話,携帯\n佐藤 健,${numbers}`
      const records = afterWrites([], (await prepared(file)).writes)
      expect(records[0]?.children.phones?.map(({ values }) => values.number)).toEqual(['090-0000-0001'])
      expect((await prepared(file, { records })).writes).toEqual([])
    },
  )
})
