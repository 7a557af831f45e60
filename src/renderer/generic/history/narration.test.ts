import { describe, expect, it } from 'vitest'
import type { HistoryItem } from '../../../shared/journal/narrate'
import { historyTexts } from '../../texts/history'
import { startTexts } from '../../texts/index'
import { narrate, plain } from './narration'

startTexts('ja')

type Told = HistoryItem['records'][number]

const item = (
  kind: HistoryItem['kind'],
  records: readonly Told[],
  more: Partial<HistoryItem> = {},
): HistoryItem => ({
  intent: 'i1',
  entry: 'device:1',
  kind,
  at: '2026-11-22T05:00:00.000Z',
  zone: 'Asia/Tokyo',
  actor: 'user:y',
  actorName: '山田',
  reason: null,
  undoneBy: null,
  records,
  moreRecords: 0,
  ...more,
})

const change = (field: string, before: unknown, after: unknown, struck = false) =>
  ({ field, before, after, struck }) as Told['fields'][number]

const person = (op: Told['op'], fields: Told['fields'] = [], name = '佐藤 花子'): Told => ({
  record: `person:${name}`,
  name,
  op,
  fields,
})

const phone = (op: Told['op'], number: string, fields: Told['fields'] = []): Told => ({
  record: `phone:${number}`,
  name: number,
  op,
  fields,
})

const tell = (told: HistoryItem, language: 'ja' | 'en' = 'ja', about?: `${string}:${string}`) => {
  const narration = narrate(told, {
    writing: { language, zone: 'Asia/Tokyo', years: 'western' },
    titleOf: (id) => (id === 'person:a' ? '青木' : undefined),
    template: (key) => historyTexts[language][key],
    ...(about ? { about } : {}),
  })
  return {
    headline: plain(narration.headline),
    lines: narration.lines.map(plain),
    more: narration.moreRecords,
  }
}

describe('history in words', () => {
  it('tells one changed field in one sentence, in both languages', () => {
    const told = item('edit', [person('change', [change('role', '主任', '課長')])])
    expect(tell(told)).toEqual({
      headline: '山田が 佐藤 花子 の 役職・担当 を 主任 → 課長 に変更',
      lines: [],
      more: 0,
    })
    expect(tell(told, 'en').headline).toBe('山田 changed Position of 佐藤 花子 from 主任 to 課長')
  })

  it('does not name the record again in its own history', () => {
    const told = item('edit', [person('change', [change('role', '主任', '課長')])])
    expect(tell(told, 'ja', 'person:佐藤 花子').headline).toBe('山田が 役職・担当 を 主任 → 課長 に変更')
    expect(tell(told, 'en', 'person:佐藤 花子').headline).toBe('山田 changed Position from 主任 to 課長')
  })

  it('says in place of a struck name that it was struck out', () => {
    const nameless = (op: Told['op']): Told => ({ ...person(op), name: '' })
    expect(tell(item('restore', [nameless('restore')])).headline).toBe('山田が （氏名は墨消し済み） を復元')
    expect(tell(item('create', [nameless('create')])).headline).toBe('山田が （氏名は墨消し済み） を登録')
    expect(tell(item('create', [nameless('create')]), 'en').headline).toBe('山田 added (name struck out)')
    const numberless: Told = { ...phone('delete', ''), record: 'phone:1' }
    expect(tell(item('edit', [person('change'), numberless])).lines).toEqual([
      '（電話番号は墨消し済み） を削除',
    ])
    expect(tell(item('delete', [person('delete')], { actorName: '' })).headline).toBe(
      '（表示名は墨消し済み）が 佐藤 花子 を削除',
    )
  })

  it('tells a first choice as a change from what held until then', () => {
    const office = (fields: Told['fields']): Told => ({
      record: 'office:main',
      name: 'みほん',
      op: 'change',
      fields,
    })
    expect(tell(item('edit', [office([change('years', null, 'era')])])).headline).toBe(
      '山田が みほん の 年の表記 を 西暦 → 和暦 に変更',
    )
    const two = [change('years', 'era', null), change('uncheckedAfterDays', null, 90)]
    expect(tell(item('edit', [office(two)])).lines).toEqual([
      '年の表記：和暦 → 西暦',
      '電話番号を未確認とみなす日数：180 → 90',
    ])
  })

  it('says what was filled in and what was emptied', () => {
    expect(tell(item('edit', [person('change', [change('mail', null, 'a@example.jp')])])).headline).toBe(
      '山田が 佐藤 花子 の メール に a@example.jp を記入',
    )
    expect(tell(item('edit', [person('change', [change('mail', 'a@example.jp', null)])])).headline).toBe(
      '山田が 佐藤 花子 の メール から a@example.jp を消去',
    )
  })

  it('lists several fields and children, one line each, with choices and dates as people read them', () => {
    const told = item('edit', [
      person('change', [change('role', '主任', '課長'), change('department', null, '総務部')]),
      phone('change', '09012345678', [
        change('use', 'office', 'mobile'),
        change('checkedOn', null, '2026-11-22'),
      ]),
      phone('create', '2101', [change('number', null, '2101'), change('person', null, 'person:x')]),
      phone('delete', '03-0000-0001'),
    ])
    expect(tell(told)).toEqual({
      headline: '山田が 佐藤 花子 を変更',
      lines: [
        '役職・担当：主任 → 課長',
        '部署：総務部',
        '電話番号 090-1234-5678 の 種類：会社 → 携帯、最終確認日：2026/11/22',
        '電話番号 2101 を追加',
        '電話番号 03-0000-0001 を削除',
      ],
      more: 0,
    })
  })

  it('tells a new person with what was filled in, but not places in an order or the way to the parent', () => {
    const told = item('create', [
      person('create', [change('name', null, '佐藤 花子'), change('reading', null, 'さとう はなこ')]),
      phone('create', '2101', [change('person', null, 'person:x'), change('order', null, 'V')]),
    ])
    expect(tell(told)).toEqual({
      headline: '山田が 社員・関係者 佐藤 花子 を登録',
      lines: ['氏名：佐藤 花子', 'よみ：さとう はなこ', '電話番号 2101 を追加'],
      more: 0,
    })
    expect(tell(told, 'en').headline).toBe('山田 added person 佐藤 花子')
  })

  it('tells a new number with its kind and the day it was checked', () => {
    const fields = [
      change('use', null, 'mobile'),
      change('number', null, '09012345678'),
      change('checkedOn', null, '2026-11-22'),
      change('order', null, 'V'),
    ]
    const told = item('create', [person('create'), phone('create', '09012345678', fields)])
    expect(tell(told).lines).toEqual(['電話番号 090-1234-5678 を追加（種類：携帯、最終確認日：2026/11/22）'])
    expect(tell(told, 'en').lines).toEqual([
      'Added phone number 090-1234-5678 (Kind: Mobile, Last checked: 2026-11-22)',
    ])
  })

  it('calls a link by what it leads to, and never by a struck name', () => {
    const link = (op: Told['op'], fields: Told['fields']): Told => ({
      record: 'contactListMember:m',
      name: '',
      op,
      fields,
    })
    const list: Told = { record: 'contactList:l', name: '夜間', op: 'change', fields: [] }
    const told = tell(item('edit', [list, link('create', [change('record', null, 'person:a')])]))
    expect(told.lines).toEqual(['青木 を追加'])
    const ordered = tell(item('edit', [list, link('change', [change('how', 'add', 'leaveOut')])]))
    expect(ordered.headline).toBe('山田が リストの手入力 の 加える・外す を 加える → 外す に変更')
  })

  it('names the field but not the value where the declaration hides it', () => {
    const told = item('edit', [
      { record: 'user:a', name: '佐藤', op: 'change', fields: [change('pin', null, 'pbkdf2-sha256$1$a$b')] },
    ])
    const text = tell(told).headline
    expect(text).toBe('山田が 佐藤 の 暗証番号 を変更')
    expect(JSON.stringify(tell(told))).not.toContain('pbkdf2')
  })

  it('tells a struck value as struck and nothing of what it was', () => {
    const told = item('edit', [person('change', [change('mail', null, null, true)])])
    expect(tell(told).lines).toEqual(['メール：墨消し済み'])
    expect(tell(told, 'en').lines).toEqual(['Mail: struck out'])
  })

  it('tells an import by its first few and the number of all', () => {
    const people = Array.from({ length: 50 }, (_, at) => person('create', [], `人 ${at}`))
    const told = tell(item('import', people, { moreRecords: 250 }))
    expect(told.headline).toBe('山田がファイルから300件を取り込み')
    expect(told.lines).toHaveLength(5)
    expect(told.more).toBe(295)
  })

  it('tells every record of an import when asked for the whole', () => {
    const people = Array.from({ length: 100 }, (_, at) => person('create', [], `人 ${at}`))
    const narration = narrate(item('import', people), {
      writing: { language: 'ja', zone: 'Asia/Tokyo', years: 'western' },
      titleOf: () => undefined,
      template: (key) => historyTexts.ja[key],
      whole: true,
    })
    expect(narration.lines.map(plain).at(-1)).toBe('社員・関係者 人 99 を追加')
    expect([narration.lines.length, narration.moreRecords]).toEqual([100, 0])
  })

  it('counts the people of an import, not their phones', () => {
    const two = [person('create'), person('create', [], '鈴木 一')]
    const phones = ['2101', '2102', '2103', '2104'].map((number) => phone('create', number))
    const told = tell(item('import', [...two, ...phones]))
    expect(told.headline).toBe('山田がファイルから2件を取り込み')
    expect(told.lines).toHaveLength(2)
    expect(told.more).toBe(0)
  })

  it('names the one person of an import, and counts what the undo of a large one took back', () => {
    const one = item('import', [person('create'), phone('create', '2101')])
    expect(tell(one).headline).toBe('山田が 佐藤 花子 をファイルから取り込み')
    expect(tell(one, 'en').headline).toBe('山田 imported 佐藤 花子 from a file')
    const undone = item('undo', [person('delete'), phone('delete', '2101')], { moreRecords: 301 })
    expect(tell(undone).headline).toBe('山田が操作を取り消し：佐藤 花子 など302件')
  })

  it('counts records, not their children, when several are deleted', () => {
    const one = item('delete', [person('delete'), phone('delete', '2101')])
    expect(tell(one).headline).toBe('山田が 佐藤 花子 を削除')
    const two = item('delete', [person('delete'), person('delete', [], '鈴木 一'), phone('delete', '2101')])
    expect(tell(two).headline).toBe('山田が 佐藤 花子 など2件を削除')
  })

  it('says that something was taken back, and what that came to', () => {
    const told = item('undo', [person('change', [change('role', '課長', '主任')])], { undoneBy: null })
    expect(tell(told)).toEqual({
      headline: '山田が操作を取り消し：佐藤 花子',
      lines: ['役職・担当：課長 → 主任'],
      more: 0,
    })
  })

  it('says that nothing came of taking back what had been changed since', () => {
    expect(tell(item('undo', [])).headline).toBe('山田が操作を一つ飛ばした（記録は変わっていません）')
    expect(tell(item('redo', []), 'en').headline).toBe('山田 skipped a step; no record has changed')
  })

  it('keeps going with types and fields that a newer program wrote', () => {
    const told = item('edit', [
      { record: 'robot:a', name: 'R2', op: 'change', fields: [change('wheels', 2, 3)] },
    ])
    expect(tell(told).headline).toBe('山田が R2 の wheels を 2 → 3 に変更')
  })

  it('shortens a value of many lines', () => {
    const told = item('edit', [person('change', [change('note', null, `${'長い文。'.repeat(60)}\n次の行`)])])
    expect(tell(told).headline.length).toBeLessThan(140)
    expect(tell(told).headline).toContain('…')
  })
})
