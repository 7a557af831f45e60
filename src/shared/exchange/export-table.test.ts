import { describe, expect, test } from 'vitest'
import type { RecordId } from '../journal/entry'
import type { FieldValues } from '../journal/intent'
import { organisation } from '../records/people/organisation'
import { person } from '../records/people/person'
import { cp932Of } from './export-cp932'
import { csvText, unmappableCells } from './export-csv'
import { type ExportRecord, exportTable } from './export-table'
import { smallCard, vcardText } from './export-vcard'

const record = (values: FieldValues, phones: readonly FieldValues[] = [], id = 'person:1'): ExportRecord => ({
  id: id as RecordId,
  values,
  children: { phones },
  titles: { 'site:1': '本社', 'organisation:1': 'みほん通信' },
})

/** Headers with the cells of the first record that are not empty. */
const filled = (records: readonly ExportRecord[], language: 'ja' | 'en' = 'ja') => {
  const { headers, rows } = exportTable(person, records, language)
  return headers.flatMap((header, at) => (rows[0]?.[at] ? [[header, rows[0][at]]] : []))
}

describe('The table of an export', () => {
  test('has the labels of the language, and several numbers of a use in numbered columns', () => {
    const taro = record({ name: '台帳 太郎', site: 'site:1', commuteMinutes: 75 }, [
      { use: 'mobile', number: '090-0000-0001', checkedOn: '2026-11-01' },
      { use: 'mobile', number: '090-0000-0002' },
      { number: '03-0000-0003' },
    ])
    expect(filled([taro])).toEqual([
      ['氏名', '台帳 太郎'],
      ['電話（携帯）', '090-0000-0001'],
      ['電話（携帯） 最終確認日', '2026-11-01'],
      ['電話（携帯）2', '090-0000-0002'],
      ['電話', '03-0000-0003'],
      ['拠点', '本社'],
      ['通勤時間', '1時間15分'],
    ])
    expect(filled([taro], 'en')).toEqual([
      ['Name', '台帳 太郎'],
      ['Phone (Mobile)', '090-0000-0001'],
      ['Phone (Mobile) Last checked', '2026-11-01'],
      ['Phone (Mobile) 2', '090-0000-0002'],
      ['Phone', '03-0000-0003'],
      ['Site', '本社'],
      ['Time to work', '1 h 15 min'],
    ])
  })

  test('writes choices in words', () => {
    const carrier = record({ name: 'みほん通信', kinds: ['carrier', 'supplier'] })
    const { headers, rows } = exportTable(organisation, [carrier], 'ja')
    expect(rows[0]?.[headers.indexOf('区分')]).toBe('通信事業者、供給者')
  })
})

describe('A file for spreadsheets', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＋１', "'＋１"],
    ['－x', "'－x"],
    ['＠x', "'＠x"],
    ["'=1", "''=1"],
    ['-12.5', '-12.5'],
    ['普通の文', '普通の文'],
  ])('guards %s as %s', (value, cell) => {
    const lines = csvText(exportTable(person, [record({ name: 'x', role: value })], 'en')).split('\r\n')
    expect(lines[1]?.split(',')[2]).toBe(cell)
  })

  test('leaves phone numbers as they are, ends lines as RFC 4180 says and quotes what needs it', () => {
    const csv = csvText(
      exportTable(
        person,
        [record({ name: 'a,"b"', note: '一\n二' }, [{ number: '+81-90-0000-0001' }])],
        'ja',
      ),
    )
    expect(csv).toContain('\r\n"a,""b""",')
    expect(csv).toContain(',+81-90-0000-0001,')
    expect(csv).toMatch(/"一\n二"\r\n$/)
  })

  test('names by record and column what CP932 does not have', () => {
    const table = exportTable(
      person,
      [record({ name: '𠮷田' }), record({ name: '髙橋' }, [], 'person:2')],
      'ja',
    )
    const ids = ['person:1', 'person:2'] as RecordId[]
    expect(unmappableCells(table, ids, cp932Of(TextDecoder))).toEqual([
      {
        record: 'person:1',
        header: '氏名',
        value: '𠮷田',
        characters: [{ character: '𠮷', instead: '〓' }],
      },
    ])
  })
})

describe('A card', () => {
  const writing = { declaration: person, language: 'ja', office: 'みほん, Inc.' } as const

  test('says what vCard 4.0 has words for, with every sign that divides escaped', () => {
    const text = vcardText(
      [
        record(
          {
            name: '台帳 太郎',
            reading: 'だいちょう たろう',
            department: '情報;システム課',
            note: '一行目\n二行目, \\',
            emergencyRole: '復旧班',
          },
          [
            { use: 'mobile', number: '090-0000-0001' },
            { use: 'extension', number: '2101' },
          ],
        ),
      ],
      writing,
    )
    expect(text.split('\r\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:4.0',
      'KIND:individual',
      'UID;VALUE=text:person:1',
      'FN:台帳 太郎',
      'N;SORT-AS="だいちょう,たろう":台帳;太郎;;;',
      'X-PHONETIC-LAST-NAME:だいちょう',
      'X-PHONETIC-FIRST-NAME:たろう',
      'ORG:みほん\\, Inc.;情報\\;システム課',
      'TEL;TYPE=cell:090-0000-0001',
      'item1.TEL;TYPE=voice:2101',
      'item1.X-ABLabel:内線',
      'NOTE:一行目\\n二行目\\, \\\\',
      'X-DAICHO-EMERGENCYROLE:復旧班',
      'END:VCARD',
      '',
    ])
  })

  test('has no line above 75 octets, and no character cut in two', () => {
    const note = '台帳のそばに置く𠮷'.repeat(30)
    const text = vcardText([record({ name: 'x', note })], writing)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n ', '')).toContain(`NOTE:${note}\r\n`)
  })

  test('for a code holds the chosen numbers and stays small, whatever the record says', () => {
    const values = { name: '台帳 太郎', role: '担'.repeat(400), mail: 'a@example.jp', note: '秘密' }
    const { text, leftOut } = smallCard(record(values), [{ use: 'mobile', number: '090-0000-0001' }], writing)
    expect(Buffer.byteLength(text)).toBeLessThan(600)
    expect(leftOut).toBe(1)
    expect(text).toContain('EMAIL:a@example.jp')
    expect(text).not.toContain('秘密')
    expect(text).not.toContain('X-')
  })
})
