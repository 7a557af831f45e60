import { describe, expect, it } from 'vitest'
import { peopleFile, prepared } from '../../../test/data/person-import'
import { person } from '../records/people/person'
import type { ColumnTarget } from './import-plan'
import { proposeMapping } from './propose-mapping'

const proposed = (headers: readonly string[], samples: readonly (readonly string[])[] = []) =>
  proposeMapping(
    headers.map((header, column) => ({ header, samples: samples[column] ?? [] })),
    person,
  )

/** A target in one word. */
const word = (target: ColumnTarget): string => {
  if (target.to === 'field' || target.to === 'phoneField') return target.field
  return target.to === 'phone' ? `phone:${target.use}` : target.to
}

const words = (headers: readonly string[], samples?: readonly (readonly string[])[]) =>
  proposed(headers, samples).columns.map(word)

describe('the proposed column', () => {
  it.each([
    ['氏名', 'name'],
    ['Display Name', 'name'],
    ['フリガナ', 'reading'],
    ['氏名（カナ）', 'reading'],
    ['ふりがな', 'reading'],
    ['姓', 'familyName'],
    ['Last Name', 'familyName'],
    ['名', 'givenName'],
    ['given_name', 'givenName'],
    ['セイ', 'familyReading'],
    ['姓（フリガナ）', 'familyReading'],
    ['メイ', 'givenReading'],
    ['役職', 'role'],
    ['Job Title', 'role'],
    ['部署', 'department'],
    ['所属部署', 'department'],
    ['Location', 'department'],
    ['E-Mail', 'mail'],
    ['Ｅメール', 'mail'],
    ['メールアドレス', 'mail'],
    ['携帯メール', 'nothing'],
    ['社員番号', 'employeeNumber'],
    ['Employee Number', 'employeeNumber'],
    ['備考', 'note'],
    ['Notes', 'note'],
    ['携帯', 'phone:mobile'],
    ['携帯電話番号', 'phone:mobile'],
    ['Mobile Phone', 'phone:mobile'],
    ['電話番号１', 'phone:null'],
    ['電話番号2', 'phone:null'],
    ['TEL', 'phone:null'],
    ['Phone', 'phone:null'],
    ['Phone 1 - Value', 'phone:null'],
    ['Phone 1 - Label', 'nothing'],
    ['内線', 'phone:extension'],
    ['内線番号', 'phone:extension'],
    ['会社電話', 'phone:office'],
    ['Business Phone 2', 'phone:office'],
    ['直通', 'phone:office'],
    ['自宅', 'phone:home'],
    ['自宅電話', 'phone:home'],
    ['自宅住所', 'address'],
    ['Home Phone', 'phone:home'],
    ['緊急連絡先', 'phone:emergency'],
    ['緊急連絡先氏名', 'nothing'],
    ['FAX番号', 'phone:fax'],
    ['会社名', 'organisation'],
    ['Company', 'organisation'],
    ['生年月日', 'nothing'],
    ['', 'nothing'],
  ])('of a column “%s” is %s', (header, target) => {
    expect(words([header])).toEqual([target])
  })

  it('is the one whose header says it best, and only one per field', async () => {
    expect(words(['所属', '部署', 'メール', 'E-mail'])).toEqual(['nothing', 'department', 'mail', 'nothing'])
  })

  it('takes parts of the name before a display name, and the whole name before parts', async () => {
    expect(words(['表示名', '姓', '名'])).toEqual(['nothing', 'familyName', 'givenName'])
    expect(words(['氏名', '姓', '名'])).toEqual(['name', 'familyName', 'givenName'])
  })

  it('is read from the values where no header tells', async () => {
    const samples = [
      ['松本 花子', '井上 健'],
      ['まつもと はなこ', 'いのうえ けん'],
      ['03-0000-0081'],
      ['a@example.jp', 'b@example.jp'],
    ]
    expect(words(['', '', '', ''], samples)).toEqual(['name', 'reading', 'phone:null', 'mail'])
  })

  it('does not take dates, postcodes or asset numbers for phones', async () => {
    const samples = [
      ['2026-04-01', '2026/12/31'],
      ['100-0001', '220-0011'],
      ['1234567', '7654321'],
    ]
    expect(words(['x', 'y', 'z'], samples)).toEqual(['nothing', 'nothing', 'nothing'])
  })
})

describe('what finds an existing record', () => {
  it('is the mail, then the number, then the name, as far as the file has them', async () => {
    expect(proposed(['氏名', '社員番号', 'メール']).key).toEqual([['mail'], ['employeeNumber'], ['name']])
    expect(proposed(['姓', '名', '電話']).key).toEqual([['name']])
    expect(proposed(['電話']).key).toEqual([])
  })
})

describe('the files of offices', () => {
  it.each([
    [
      'cp932.csv',
      ['employeeNumber', 'familyName', 'givenName', 'familyReading', 'givenReading', 'department', 'role'],
      ['phone:mobile', 'phone:extension', 'phone:home', 'mail', 'nothing'],
    ],
    [
      'semicolons.csv',
      ['familyName', 'givenName', 'role', 'department', 'phone:mobile'],
      ['phone:office', 'mail', 'note'],
    ],
    ['duplicate-headers.csv', ['phone:null', 'phone:null', 'nothing'], ['name', 'nothing']],
    ['half-width-kana.csv', ['name', 'phone:null'], []],
  ])('%s', async (file, first, rest) => {
    expect((await prepared(peopleFile(file))).preview.mapping.columns.map(word)).toEqual([...first, ...rest])
  })
})
