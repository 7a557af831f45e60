import { describe, expect, it } from 'vitest'
import { imported, peopleFile, person, prepared, short, verdictsOf } from '../../../test/data/person-import'

describe('people from the files of offices', () => {
  it('come with joined names, hiragana readings, half-width figures and several phones', async () => {
    expect(short(await imported(peopleFile('cp932.csv')))).toEqual([
      {
        name: '髙橋 花子',
        reading: 'たかはし はなこ',
        department: '情報システム部',
        role: '部長',
        mail: 'hanako@example.jp',
        employeeNumber: 'T001',
        phones: ['mobile 090-0000-0001', 'extension 2001', 'home 03-0000-0001'],
      },
      {
        name: '﨑山 太郎',
        reading: 'さきやま たろう',
        department: '情報システム部',
        role: '主任',
        mail: 'taro@example.jp',
        employeeNumber: 'T002',
        phones: ['mobile 090-0000-0002', 'extension 2002'],
      },
      {
        name: '表 ソ能',
        reading: 'おもて そのう',
        department: '総務部',
        mail: 'sono@example.jp',
        employeeNumber: 'T003',
        phones: ['mobile 080-0000-0003', 'extension 2003'],
      },
      {
        name: '渡邉 一郎',
        reading: 'わたなべ いちろう',
        department: '総務部',
        role: '担当',
        employeeNumber: 'T004',
        phones: ['extension 2004'],
      },
    ])
  })

  it('keep lines and quotes in a note, spaces of any width as one', async () => {
    const [sakura, ken, yu] = short(await imported(peopleFile('utf8-bom.csv')))
    expect(sakura).toMatchObject({ name: '𠮷野 さくら', note: '火・木は在宅\n「急ぎは"携帯"へ」' })
    expect(ken).toMatchObject({ name: '山﨑 健', reading: 'やまざき けん' })
    expect(yu?.phones).toEqual(['03-0000-0013', '090-0000-0013'])
  })

  it('stand in Latin letters given name first', async () => {
    expect(short(await imported(peopleFile('semicolons.csv')))).toMatchObject([
      {
        name: 'Anna Müller',
        role: 'Head; service desk',
        phones: ['mobile +49 151 00000001', 'office +49 30 0000001'],
      },
      { name: "John O'Neill" },
    ])
  })

  it('are one person when the file has a row per number', async () => {
    expect(verdictsOf(await prepared(peopleFile('row-per-number.csv')))).toEqual([
      [2, 'create'],
      [3, 'change'],
      [4, 'create'],
    ])
    expect(short(await imported(peopleFile('row-per-number.csv')))[0]?.phones).toEqual([
      '090-0000-0101',
      '03-0000-0101',
    ])
  })

  it('are one person when a later row adds to an earlier one', async () => {
    const records = await imported('氏名,部署,携帯\n橋本 彩,,090-0000-0001\n橋本 彩,総務部,090-0000-0002')
    expect(short(records)).toEqual([
      { name: '橋本 彩', department: '総務部', phones: ['mobile 090-0000-0001', 'mobile 090-0000-0002'] },
    ])
  })

  it('keep every number that rows of theirs name', async () => {
    const records = [person('1', { name: '橋本 彩' }, [{ use: 'mobile', number: '090-0000-0001' }])]
    const file = '氏名,携帯\n橋本 彩,090-0000-0001\n橋本 彩,090-0000-0002'
    expect(short(await imported(file, { records }))[0]?.phones).toEqual([
      'mobile 090-0000-0001',
      'mobile 090-0000-0002',
    ])
  })

  it('stay several when they share a mailbox', async () => {
    const records = await imported(peopleFile('shared-mailbox.csv'))
    expect(records.map(({ values }) => values.name)).toEqual(['石川 花子', '前田 太郎', '藤田 健'])
    expect((await prepared(peopleFile('shared-mailbox.csv'), { records })).preview.counts).toMatchObject({
      same: 3,
    })
  })
})

describe('widths', () => {
  it('of kana and of mail addresses become usual ones, and the same file again changes nothing', async () => {
    const csv = '氏名,部署,メール\nﾀｶｱｷ ﾊﾅｺﾞ,ｼｽﾃﾑ部,ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ\n'
    const records = await imported(csv)
    expect(short(records)).toEqual([
      { name: 'タカアキ ハナゴ', department: 'システム部', mail: 'yamada@example.jp', phones: [] },
    ])
    expect((await prepared(csv, { records })).writes).toEqual([])
  })
})
