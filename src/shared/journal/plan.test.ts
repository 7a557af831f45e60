import { describe, expect, test } from 'vitest'
import { TEXT_LIMIT_BYTES } from '../base/text'
import type { RecordId } from './entry'
import type { Actor, FieldProblem, Intent, Write } from './intent'
import { plan } from './plan'
import { declared } from './testing/declared'
import { admin, Device, type Rows, viewOf } from './testing/device'

const desk: Actor = { id: 'user:desk', name: '窓口', roles: ['desk'] }

const intent = (...writes: Write[]): Intent => ({ kind: 'edit', writes })
const create = (id: RecordId, values: object): Write => ({ op: 'create', id, values: { ...values } })
const set = (id: RecordId, values: object): Write => ({ op: 'set', id, values: { ...values } })
const remove = (id: RecordId): Write => ({ op: 'delete', id })
const restore = (id: RecordId): Write => ({ op: 'restore', id })

/** A view with these writes done, by the administrator, each as an intent of its own. */
function rowsAfter(...writes: Write[]): Rows {
  const device = new Device('deva')
  for (const write of writes) {
    const done = device.commit(intent(write))
    if (!done.ok) throw new Error(JSON.stringify(done.error))
  }
  return device.rows
}

const planOn = (rows: Rows, wish: Intent, actor: Actor = admin) => plan(wish, viewOf(rows), actor, declared)

function changes(rows: Rows, wish: Intent, actor?: Actor) {
  const planned = planOn(rows, wish, actor)
  if (!planned.ok) throw new Error(JSON.stringify(planned.error))
  return planned.value.changes
}

function problems(rows: Rows, wish: Intent): string[] {
  const planned = planOn(rows, wish)
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
    ['kana', 'ﾀｶﾊｼ ﾊﾅｺ', 'ﾀｶﾊｼ ﾊﾅｺ'],
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
    const [change] = changes(new Map(), intent(create('everything:e', { [field]: value })))
    expect(change?.set[field]?.[1] ?? null).toEqual(stored)
  })

  test('of text may take 64 KiB of UTF-8, of mail 254 letters, and no more', () => {
    const fits = {
      text: 'あ'.repeat(21845),
      longText: 'a'.repeat(TEXT_LIMIT_BYTES),
      email: `${'a'.repeat(249)}@b.jp`,
    }
    expect(planOn(new Map(), intent(create('everything:e', fits))).ok).toBe(true)
    const over = { text: `${fits.text}い`, longText: `${fits.longText}a`, email: `a${fits.email}` }
    expect(problems(new Map(), intent(create('everything:e', over)))).toEqual([
      'everything:e text tooLong',
      'everything:e email notAMail',
      'everything:e longText tooLong',
    ])
  })

  test('of zero is never negative', () => {
    const [change] = changes(new Map(), intent(create('everything:e', { integer: -0 })))
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
    expect(problems(new Map(), intent(create('everything:e', { [field]: value })))).toEqual([
      `everything:e ${field} ${problem}`,
    ])
  })
})

describe('create', () => {
  test('says what was not and is, in the order declared, and freezes the name', () => {
    expect(changes(new Map(), intent(create('thing:x', { note: 'N', name: ' 甲 ' })))).toEqual([
      {
        record: 'thing:x',
        name: '甲',
        set: { _life: [null, 'live'], name: [null, '甲'], note: [null, 'N'] },
      },
    ])
  })

  test('asks for every required field once', () => {
    expect(problems(new Map(), intent(create('part:p', { number: ' ' })))).toEqual([
      'part:p number required',
      'part:p thing required',
    ])
  })

  test('refuses an id that is taken, of an unknown type, or of no good form', () => {
    const rows = rowsAfter(create('thing:x', { name: '甲' }), remove('thing:x'))
    expect(planOn(rows, intent(create('thing:x', { name: '甲' })))).toMatchObject({
      error: { type: 'RecordExists', record: 'thing:x' },
    })
    expect(planOn(rows, intent(create('ghost:x', {})))).toMatchObject({ error: { type: 'UnknownType' } })
    expect(planOn(rows, intent(create('constructor:x', {})))).toMatchObject({
      error: { type: 'UnknownType' },
    })
    expect(planOn(rows, intent(create('thing:a b', { name: '甲' })))).toMatchObject({
      error: { type: 'NoSuchRecord' },
    })
  })

  test('knows the one record of a single type by its id', () => {
    const values = { name: '事務所', zone: 'Asia/Tokyo' }
    expect(planOn(new Map(), intent(create('office:other', values))).ok).toBe(false)
    const rows = rowsAfter(create('office:main', values))
    expect(planOn(rows, intent(remove('office:main')))).toMatchObject({ error: { type: 'NotAllowed' } })
  })

  test('makes a parent and its children in any order of writes', () => {
    const planned = changes(
      new Map(),
      intent(create('part:p', { thing: 'thing:x', number: '1' }), create('thing:x', { name: '甲' })),
    )
    expect(planned.map(({ record }) => record)).toEqual(['part:p', 'thing:x'])
  })

  test('of a record whose making was taken back leaves nothing of the former one', () => {
    const device = new Device('deva')
    device.commit(intent(create('thing:x', { name: '甲', note: '前' })))
    device.undo()
    expect(changes(device.rows, intent(create('thing:x', { name: '乙' })))[0]?.set).toEqual({
      _life: [null, 'live'],
      name: ['甲', '乙'],
      note: ['前', null],
    })
  })
})

describe('set', () => {
  const rows = rowsAfter(create('thing:x', { name: '甲', note: 'N', marks: ['a'], state: 'open' }))

  test('leaves out what stays the same', () => {
    expect(changes(rows, intent(set('thing:x', { name: '甲 ', note: 'N2', marks: ['a', 'a'] })))).toEqual([
      { record: 'thing:x', name: '甲', set: { note: ['N', 'N2'] } },
    ])
    expect(changes(rows, intent(set('thing:x', { name: '甲' })))).toEqual([])
  })

  test('sums up several writes of one intent', () => {
    expect(
      changes(rows, intent(set('thing:x', { note: '1' }), set('thing:x', { note: '2', name: '乙' }))),
    ).toEqual([{ record: 'thing:x', name: '乙', set: { name: ['甲', '乙'], note: ['N', '2'] } }])
  })

  test('names all of a unit that are not empty when one changes', () => {
    const [change] = changes(rows, intent(set('thing:x', { stateAt: '2026-11-22T05:00:00Z' })))
    expect(change?.set).toEqual({ state: ['open', 'open'], stateAt: [null, '2026-11-22T05:00:00.000Z'] })
  })

  test('does not empty a required field', () => {
    expect(problems(rows, intent(set('thing:x', { name: '' })))).toEqual(['thing:x name required'])
  })

  test('refuses what is not there or deleted', () => {
    expect(planOn(rows, intent(set('thing:none', { name: '甲' })))).toMatchObject({
      error: { type: 'NoSuchRecord', record: 'thing:none' },
    })
    const gone = rowsAfter(create('thing:x', { name: '甲' }), remove('thing:x'))
    expect(planOn(gone, intent(set('thing:x', { name: '乙' })))).toMatchObject({
      error: { type: 'RecordDeleted', record: 'thing:x', name: '甲' },
    })
  })

  test('refers only to what is live once all writes are done', () => {
    const two = rowsAfter(create('thing:x', { name: '甲' }), create('thing:y', { name: '乙' }))
    expect(planOn(two, intent(set('thing:x', { owner: 'thing:y' }))).ok).toBe(true)
    expect(problems(two, intent(set('thing:x', { owner: 'thing:y' }), remove('thing:y')))).toEqual([
      'thing:x owner noSuchRecord',
    ])
  })

  test('does not ask again about a reference that was there', () => {
    const gone = rowsAfter(
      create('thing:y', { name: '乙' }),
      create('thing:x', { name: '甲', owner: 'thing:y' }),
      remove('thing:y'),
    )
    expect(planOn(gone, intent(set('thing:x', { owner: 'thing:y', note: 'N' }))).ok).toBe(true)
  })

  test('keeps unique values unique among live records, and lets them be swapped', () => {
    const two = rowsAfter(
      create('thing:x', { name: '甲', code: 'A' }),
      create('thing:y', { name: '乙', code: 'B' }),
      create('thing:z', { name: '丙', code: 'C' }),
      remove('thing:z'),
    )
    expect(problems(two, intent(set('thing:x', { code: 'B' })))).toEqual(['thing:x code notUnique'])
    expect(problems(two, intent(create('thing:w', { name: '丁', code: 'A' })))).toEqual([
      'thing:w code notUnique',
    ])
    expect(planOn(two, intent(set('thing:x', { code: 'C' }))).ok).toBe(true)
    expect(planOn(two, intent(set('thing:x', { code: 'B' }), set('thing:y', { code: 'A' }))).ok).toBe(true)
    const taken = rowsAfter(
      create('thing:x', { name: '甲', code: 'A' }),
      remove('thing:x'),
      create('thing:y', { name: '乙', code: 'A' }),
    )
    expect(problems(taken, intent(restore('thing:x')))).toEqual(['thing:x code notUnique'])
  })

  test('reports every refused field of every record', () => {
    expect(
      problems(rows, intent(set('thing:x', { name: '', state: 'x' }), create('thing:y', { code: 1 }))),
    ).toEqual([
      'thing:x name required',
      'thing:x state notAChoice',
      'thing:y code wrongKind',
      'thing:y name required',
    ])
  })
})

describe('delete and restore', () => {
  const rows = rowsAfter(
    create('thing:x', { name: '甲' }),
    create('part:p', { thing: 'thing:x', number: '1' }),
    create('part:q', { thing: 'thing:x', number: '2' }),
    create('part:r', { thing: 'thing:x', number: '3' }),
    remove('part:r'),
  )
  const lives = (planned: ReturnType<typeof changes>) =>
    planned.map(({ record, set: { _life } }) => `${record} ${_life?.join('→')}`)

  test('take live children along', () => {
    expect(lives(changes(rows, intent(remove('thing:x'))))).toEqual([
      'thing:x live→deleted',
      'part:p live→deleted',
      'part:q live→deleted',
    ])
  })

  test('bring back the children deleted by the same intent', () => {
    const device = new Device('deva')
    for (const write of [
      create('thing:x', { name: '甲' }),
      create('part:p', { thing: 'thing:x', number: '1' }),
      create('part:r', { thing: 'thing:x', number: '3' }),
      remove('part:r'),
      remove('thing:x'),
    ]) {
      device.commit(intent(write))
    }
    expect(lives(changes(device.rows, intent(restore('thing:x'))))).toEqual([
      'thing:x deleted→live',
      'part:p deleted→live',
    ])
    expect(planOn(device.rows, intent(restore('part:p')))).toMatchObject({
      error: { type: 'RecordDeleted', record: 'thing:x', name: '甲' },
    })
  })

  test('want something to delete or restore', () => {
    expect(planOn(rows, intent(remove('thing:none')))).toMatchObject({ error: { type: 'NoSuchRecord' } })
    expect(planOn(rows, intent(remove('part:r')))).toMatchObject({
      error: { type: 'RecordDeleted', name: '3' },
    })
    expect(planOn(rows, intent(restore('thing:none')))).toMatchObject({ error: { type: 'NoSuchRecord' } })
    expect(changes(rows, intent(restore('thing:x')))).toEqual([])
  })

  test('of one intent that makes and deletes come to nothing', () => {
    expect(changes(rows, intent(create('thing:z', { name: '丙' }), remove('thing:z')))).toEqual([])
  })
})

describe('roles', () => {
  const rows = rowsAfter(
    create('thing:x', { name: '甲' }),
    create('user:admin', { name: '管理', roles: ['administrator'] }),
    create('user:desk', { name: '窓口', roles: ['desk'] }),
    create('user:viewer', { name: '閲覧', roles: ['viewer'] }),
    create('user:auditor', { name: '監査', roles: ['auditor'] }),
    create('user:approver', { name: '承認', roles: ['approver'] }),
    create('user:off', { name: '停止', roles: ['administrator'], active: 'inactive' }),
  )
  const actor = (id: string, ...roles: Actor['roles']): Actor => ({ id: `user:${id}`, name: id, roles })

  test.each([
    [actor('admin', 'administrator'), 'thing:x', true],
    [actor('desk', 'desk'), 'thing:x', true],
    [actor('approver', 'approver'), 'thing:x', false],
    [actor('viewer', 'viewer'), 'thing:x', false],
    [actor('auditor', 'auditor'), 'thing:x', false],
    [actor('off', 'administrator'), 'thing:x', false],
    [actor('desk', 'administrator'), 'thing:x', false],
    [actor('desk', 'desk'), 'user:viewer', false],
    [actor('admin', 'administrator'), 'user:viewer', true],
  ] as const)('%j may write %s: %s', (who, record, may) => {
    const planned = planOn(rows, intent(set(record, { name: '新' })), who)
    expect(planned.ok).toBe(may)
    if (!planned.ok) expect(planned.error).toMatchObject({ type: 'NotAllowed', op: 'set' })
  })

  test('everyone changes own preferences and nothing else of the own record', () => {
    const viewer = actor('viewer', 'viewer')
    const own = { language: 'en', theme: 'dark', pin: 'p' }
    expect(planOn(rows, intent(set('user:viewer', own)), viewer).ok).toBe(true)
    expect(planOn(rows, intent(set('user:desk', own)), viewer).ok).toBe(false)
    expect(planOn(rows, intent(set('user:viewer', { ...own, name: '新' })), viewer).ok).toBe(false)
    expect(planOn(rows, intent(set('user:viewer', { roles: ['administrator'] })), viewer).ok).toBe(false)
    expect(planOn(rows, intent(set('user:off', own)), actor('off', 'administrator')).ok).toBe(false)
  })

  test.each([
    ['deleted', remove('user:admin')],
    ['set inactive', set('user:admin', { active: 'inactive' })],
    ['deprived', set('user:admin', { roles: ['desk'] })],
  ])('the last active administrator cannot be %s', (_, write) => {
    expect(planOn(rows, intent(write))).toEqual({ ok: false, error: { type: 'LastAdministrator' } })
    const withSecond = intent(write, set('user:desk', { roles: ['administrator', 'desk'] }))
    expect(planOn(rows, withSecond).ok).toBe(true)
  })

  test('the founding needs an empty ledger and an administrator', () => {
    const founding = (roles: string[]): Intent => ({
      kind: 'setUp',
      writes: [
        create('office:main', { name: '事務所', zone: 'Asia/Tokyo' }),
        create('person:p', { name: '管理 花子' }),
        create('user:u', { name: '花子', person: 'person:p', roles }),
      ],
    })
    const nobody: Actor = { id: 'user:u', name: '花子', roles: [] }
    expect(planOn(new Map(), founding(['administrator']), nobody).ok).toBe(true)
    expect(planOn(new Map(), founding(['desk']), nobody)).toMatchObject({
      error: { type: 'LastAdministrator' },
    })
    expect(planOn(rows, founding(['administrator']), nobody)).toMatchObject({ error: { type: 'NotAllowed' } })
    expect(planOn(rows, { ...founding(['administrator']), kind: 'sample' })).toMatchObject({
      error: { type: 'NotAllowed' },
    })
    expect(planOn(new Map(), { ...founding(['administrator']), kind: 'create' }, nobody).ok).toBe(false)
  })
})

describe('the reason', () => {
  test('is trimmed, kept with the change, and left out when empty', () => {
    const wish = intent(create('thing:x', { name: '甲' }))
    expect(planOn(new Map(), { ...wish, reason: ' 異動\r\nのため ' })).toMatchObject({
      value: { reason: '異動\nのため' },
    })
    expect(planOn(new Map(), { ...wish, reason: ' ' })).not.toMatchObject({
      value: { reason: expect.anything() },
    })
    expect(problems(new Map(), { ...wish, reason: '\u0007' })).toEqual(['thing:x _reason controlCharacters'])
  })
})

test('desk deletes a person with phones', () => {
  const rows = rowsAfter(
    create('person:p', { name: '高橋' }),
    create('phone:f', { person: 'person:p', number: '03-1234-5678' }),
  )
  expect(changes(rows, intent(remove('person:p')), desk)).toHaveLength(2)
})
