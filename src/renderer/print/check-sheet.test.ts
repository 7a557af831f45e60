import { describe, expect, test } from 'vitest'
import { type CheckRow, type CheckSheetInput, checkSheetPage, checkSheetText } from './check-sheet'

const row = (part: Partial<CheckRow> = {}): CheckRow => ({
  row: 1,
  contact: 'person:a',
  name: '髙橋 花子',
  reading: 'たかはし はなこ',
  who: '総務部 · 係長',
  use: '携帯',
  number: '09000000001',
  remark: '夜間のみ',
  checkedOn: '2026-11-01',
  unreachedOn: null,
  ...part,
})
const input = (part: Partial<CheckSheetInput> = {}): CheckSheetInput => ({
  round: 'checkRound:a',
  title: '番号の確認 2026年11月',
  rows: [row()],
  language: 'ja',
  office: { name: '試験事務所', zone: 'Asia/Tokyo', years: 'western' },
  drawn: { at: '2026-11-22T05:00:00.000Z', ledger: 'l1', version: 'A-7', head: 'b'.repeat(64) },
  ...part,
})
const page = (part: Partial<CheckSheetInput> = {}) => checkSheetPage(input(part), [])
const contentOf = (html: string) => /内容ハッシュ ([0-9a-f ]+)/.exec(html.replaceAll('\u00a0', ' '))?.[1]

describe('the sheet of a round', () => {
  test('has a row to tick for every number, with who, how to call and when last', () => {
    const html = page({ rows: [row(), row({ row: 7, name: '佐藤', unreachedOn: '2026-11-20' })] })
    expect(html).toMatch(
      /<td class="row">1<\/td>.*髙橋 花子 <span class="reading">たかはし はなこ<\/span>.*総務部 · 係長.*090-0000-0001.*夜間のみ　最終確認 2026\/11\/01/,
    )
    expect(html).toMatch(/<td class="row">7<\/td>.*佐藤.*前回つながらず 2026\/11\/20/)
    expect(html.match(/<i><\/i>/g)).toHaveLength(4)
  })

  test('says what it is of, from which state, and that it is personal', () => {
    const html = page()
    expect(html).toMatch(
      /試験事務所[\s\S]*番号の確認 2026年11月[\s\S]*2026\/11\/22 14:00 現在[\s\S]*入力後は廃棄/,
    )
    expect(html).toContain('<svg class="qr"')
    expect(html).not.toMatch(/<script|https?:/)
  })

  test('is the same sheet while its rows are, whenever it is drawn', () => {
    const later = { at: '2026-12-01T05:00:00.000Z', ledger: 'l1', version: 'A-9', head: 'c'.repeat(64) }
    expect(contentOf(page())).toBe(contentOf(page({ drawn: later })))
    expect(contentOf(page())).not.toBe(contentOf(page({ rows: [row({ number: '090-0000-0002' })] })))
  })

  test('takes whatever stands in a record as text', () => {
    const html = page({ rows: [row({ name: '<b>x</b>', remark: '"&' })], title: '</style><b>' })
    expect(html).toContain('&lt;b&gt;x&lt;/b&gt;')
    expect(html).toContain('&quot;&amp;')
    expect(html).not.toContain('</style><b>')
  })

  test('asks for the characters it shows, old forms among them', () => {
    const text = checkSheetText(input({ rows: [row({ name: '𠮷野 﨑' })] }))
    expect(text[400]).toContain('𠮷野 﨑')
    expect(text[700]).toContain('番号の確認')
  })

  test('without a number to call says so', () => {
    expect(page({ rows: [] })).toContain('かける番号はありません。')
    expect(page({ rows: [], language: 'en' })).toContain('There is no number to call.')
  })
})
