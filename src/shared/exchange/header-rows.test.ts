import { describe, expect, it } from 'vitest'
import { imported, prepared, short } from '../../../test/data/person-import'

const grouped = [
  '社員番号,氏名,,連絡先,,,所属',
  ',姓,名,会社電話,携帯,メール,',
  'E1,見本,花子,03-0000-0001,090-0000-0001,hanako@example.jp,総務部',
  'E2,例示,一郎,,090-0000-0002,,営業部',
].join('\n')

describe('two rows of headers', () => {
  it('are read as one: a head over its columns, empty or repeated beside it', async () => {
    const repeated = grouped.replace('氏名,,連絡先,,,', '氏名,氏名,連絡先,連絡先,連絡先,')
    for (const file of [grouped, repeated]) {
      const { preview } = await prepared(file)
      expect(preview.table).toMatchObject({ headerRows: 2 })
      expect(preview.columns.map(({ header }) => header)).toEqual([
        '社員番号',
        '氏名 姓',
        '氏名 名',
        '連絡先 会社電話',
        '連絡先 携帯',
        '連絡先 メール',
        '所属',
      ])
      expect(preview.verdicts.map(({ row }) => row)).toEqual([3, 4])
      expect(short(await imported(file))[0]).toEqual({
        name: '見本 花子',
        employeeNumber: 'E1',
        department: '総務部',
        mail: 'hanako@example.jp',
        phones: ['office 03-0000-0001', 'mobile 090-0000-0001'],
      })
    }
  })

  it('may be a title over the table', async () => {
    const { preview } = await prepared('社員名簿,,\n氏名,部署,携帯\n見本 花子,総務部,090-0000-0001')
    expect(preview.table).toMatchObject({ headerRows: 2 })
    expect(preview.columns.map(({ header }) => header)).toEqual(['氏名', '部署', '携帯'])
  })

  it('can be taken back, and said where they were not seen', async () => {
    const one = await prepared(grouped, { choice: { headerRows: 1 } })
    expect(one.preview.rows).toBe(3)
    const none = await prepared(grouped, { choice: { headerRows: 0 } })
    expect(none.preview.rows).toBe(4)
  })

  it.each([
    '氏名,部署\n見本 花子,総務部\n例示 一郎,営業部',
    '氏名,,携帯\n見本 花子,メモ,090-0000-0001\n例示 一郎,,090-0000-0002',
    '氏名,種別,番号\n見本 花子,携帯,\n例示 一郎,会社,',
  ])('are not seen in a table with one: %j', async (file) => {
    expect((await prepared(file)).preview.table).toMatchObject({ headerRows: 1 })
  })
})
