import { describe, expect, test } from 'vitest'
import { TEXT_LIMIT_BYTES } from '../base/text'
import type { FieldProblem } from './intent'
import { plan } from './plan'
import { declared, everything } from './testing/declared'
import { admin, viewOf } from './testing/device'
import { checkValue } from './validate'

/** A record with these values, planned. */
const planOf = (values: object) =>
  plan(
    { kind: 'create', writes: [{ op: 'create', id: 'everything:e', values: { ...values } }] },
    viewOf(new Map()),
    admin,
    declared,
  )

function changes(planned: ReturnType<typeof planOf>) {
  if (!planned.ok) throw new Error(JSON.stringify(planned.error))
  return planned.value.changes
}

function problems(planned: ReturnType<typeof planOf>): string[] {
  if (planned.ok || planned.error.type !== 'FieldsRefused') throw new Error(JSON.stringify(planned))
  return planned.error.fields.map(({ record, field, problem }) => `${record} ${field} ${problem}`)
}

describe('a value', () => {
  const kept: [field: string, value: unknown, stored: unknown][] = [
    ['text', '  髙橋　', '髙橋'],
    ['text', '\uD800x', '\uFFFDx'],
    ['text', ' 　 ', null],
    ['text', '', null],
    ['kana', 'たかはし はなこ', 'たかはし はなこ'],
    ['kana', 'ﾀｶﾊｼ ﾊﾅｺ', 'タカハシ ハナコ'],
    ['text', 'ｶﾞ Ａ①', 'ガ Ａ①'],
    ['email', 'ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ', 'yamada@example.jp'],
    ['kana', 'ジョン・スミス', 'ジョン・スミス'],
    ['kana', "O'Brien", "O'Brien"],
    ['email', 'h.takahashi@example.co.jp', 'h.takahashi@example.co.jp'],
    ['email', 'root@localhost', 'root@localhost'],
    ['phone', '03-1234-5678（代表）', '03-1234-5678（代表）'],
    ['phone', '+81 (90) 1234‐5678', '+81 (90) 1234‐5678'],
    ['phone', '内線 12', '内線 12'],
    ['phone', '１１９', '１１９'],
    ['phone', '1-555-123-4567 x89', '1-555-123-4567 x89'],
    ['url', 'https://example.jp/社内?q=1', 'https://example.jp/社内?q=1'],
    ['zone', 'Asia/Tokyo', 'Asia/Tokyo'],
    ['longText', '\r\n \n  一行目\r\n\t二行目\r三行目 \n\n', '  一行目\n\t二行目\n三行目'],
    ['integer', 100, 100],
    ['decimal', '0012.50', '12.50'],
    ['decimal', '-0.00', '0.00'],
    ['decimal', '-3', '-3'],
    ['decimal', ' ', null],
    ['money', { amount: '1200', currency: 'JPY' }, { amount: '1200', currency: 'JPY' }],
    ['choice', 'two', 'two'],
    ['choice', '', null],
    ['tags', ['b', ' a ', 'b', ''], ['a', 'b']],
    ['tags', [], null],
    ['chosenTags', ['red', 'green'], ['green', 'red']],
    ['date', '2024-02-29', '2024-02-29'],
    ['instant', '2026-11-22T05:00Z', '2026-11-22T05:00:00.000Z'],
    ['instant', '2026-11-22T05:00:00.1Z', '2026-11-22T05:00:00.100Z'],
    [
      'uncertainTime',
      { from: '2026-11-22T05:00:00Z', to: '2026-11-22T06:00:00Z' },
      { from: '2026-11-22T05:00:00.000Z', to: '2026-11-22T06:00:00.000Z' },
    ],
    ['duration', 0, 0],
    ['ref', '', null],
    [
      'file',
      { sha256: 'a'.repeat(64), name: ' 図.pdf', bytes: 12 },
      { sha256: 'a'.repeat(64), name: '図.pdf', bytes: 12 },
    ],
    ['text', undefined, null],
  ]
  test.each(kept)('of %s %j is stored as %j', (field, value, stored) => {
    const [change] = changes(planOf({ [field]: value }))
    expect(change?.set[field]?.[1] ?? null).toEqual(stored)
  })

  test('of text may take 64 KiB of UTF-8, of mail 254 letters, and no more', () => {
    const fits = {
      text: 'あ'.repeat(21845),
      longText: 'a'.repeat(TEXT_LIMIT_BYTES),
      email: `${'a'.repeat(249)}@b.jp`,
    }
    expect(planOf(fits).ok).toBe(true)
    const over = { text: `${fits.text}い`, longText: `${fits.longText}a`, email: `a${fits.email}` }
    expect(problems(planOf(over))).toEqual([
      'everything:e text tooLong',
      'everything:e email notAMail',
      'everything:e longText tooLong',
    ])
  })

  test('of zero is never negative', () => {
    const [change] = changes(planOf({ integer: -0 }))
    expect(Object.is(change?.set.integer?.[1], 0)).toBe(true)
  })

  const refused: [field: string, value: unknown, problem: FieldProblem][] = [
    ['text', 12, 'wrongKind'],
    ['text', 'a\nb', 'controlCharacters'],
    ['text', 'a\u0085b', 'controlCharacters'],
    ['kana', '髙橋', 'notKana'],
    ['kana', 'たかはし!', 'notKana'],
    ['email', 'takahashi', 'notAMail'],
    ['email', 'a b@example.jp', 'notAMail'],
    ['phone', 'なし', 'notAPhone'],
    ['phone', '1', 'notAPhone'],
    ['phone', '090-1234-5678 夜だけ', 'notAPhone'],
    ['url', 'javascript:alert(1)', 'notAUrl'],
    ['url', 'example.jp', 'notAUrl'],
    ['zone', 'Asia/Edo', 'notAZone'],
    ['longText', 'a\u0000', 'controlCharacters'],
    ['longText', ['a'], 'wrongKind'],
    ['integer', 1.5, 'notANumber'],
    ['integer', '5', 'notANumber'],
    ['integer', Number.NaN, 'notANumber'],
    ['integer', 101, 'outOfRange'],
    ['integer', -6, 'outOfRange'],
    ['decimal', 12.5, 'wrongKind'],
    ['decimal', '1,200', 'notANumber'],
    ['decimal', '1e3', 'notANumber'],
    ['money', { amount: '12', currency: '円' }, 'wrongKind'],
    ['money', { amount: 'x', currency: 'JPY' }, 'notANumber'],
    ['money', { amount: '1', currency: 'JPY', more: 1 }, 'wrongKind'],
    ['money', '1200 JPY', 'wrongKind'],
    ['choice', 'three', 'notAChoice'],
    ['choice', 'constructor', 'notAChoice'],
    ['choice', 1, 'wrongKind'],
    ['tags', 'a', 'wrongKind'],
    ['tags', ['a', 1], 'wrongKind'],
    ['tags', ['a\tb'], 'controlCharacters'],
    ['chosenTags', ['blue'], 'notAChoice'],
    ['date', '2026-02-29', 'notADate'],
    ['date', '2026/02/28', 'notADate'],
    ['date', '令和8年11月22日', 'notADate'],
    ['date', 20261122, 'wrongKind'],
    ['instant', '2026-11-22T05:00:00+09:00', 'notAnInstant'],
    ['instant', '2026-11-31T05:00:00Z', 'notAnInstant'],
    ['instant', '2026-11-22T24:00:00Z', 'notAnInstant'],
    ['instant', 'now', 'notAnInstant'],
    ['uncertainTime', { from: '2026-11-22T06:00:00Z', to: '2026-11-22T05:00:00Z' }, 'outOfRange'],
    ['uncertainTime', { from: '2026-11-22T06:00:00Z', to: null }, 'notAnInstant'],
    ['uncertainTime', '2026-11-22T06:00:00Z', 'wrongKind'],
    ['duration', -1, 'outOfRange'],
    ['duration', 0.5, 'notANumber'],
    ['ref', 'part:p', 'noSuchRecord'],
    ['anyRef', 'part:p', 'noSuchRecord'],
    ['ref', 'thing:none', 'noSuchRecord'],
    ['ref', 7, 'wrongKind'],
    ['children', [], 'wrongKind'],
    ['children', null, 'wrongKind'],
    ['file', { sha256: 'x', name: 'a', bytes: 1 }, 'wrongKind'],
    ['file', { sha256: 'a'.repeat(64), name: '', bytes: 1 }, 'wrongKind'],
    ['file', { sha256: 'a'.repeat(64), name: 'a', bytes: -1 }, 'outOfRange'],
    ['nothing', 'x', 'unknownField'],
    ['toString', 'x', 'unknownField'],
    ['_life', 'deleted', 'unknownField'],
  ]
  test.each(refused)('of %s %j is refused: %s', (field, value, problem) => {
    expect(problems(planOf({ [field]: value }))).toEqual([`everything:e ${field} ${problem}`])
  })
  test('that refers to a record may be of any of the types the field leads to', () => {
    const field = everything.fields.anyRef
    expect(checkValue(field, 'thing:t')).toEqual({ ok: true, value: 'thing:t' })
    expect(checkValue(field, 'person:p')).toEqual({ ok: true, value: 'person:p' })
    expect(checkValue(field, 'part:p')).toEqual({ ok: false, error: 'noSuchRecord' })
  })
})
