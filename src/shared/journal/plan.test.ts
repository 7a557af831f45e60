import { describe, expect, test } from 'vitest'
import type { RecordId } from './entry'
import type { Actor, Intent, Write } from './intent'
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

describe('the day a record was last checked', () => {
  const person = create('person:p', { name: '甲' })
  const phone = create('phone:a', { person: 'person:p', number: '090-0000-1111', checkedOn: '2026-11-01' })
  const planToday = (rows: Rows, wish: Intent) => plan(wish, viewOf(rows), admin, declared, '2026-11-22')

  test('is today at the latest', () => {
    const rows = rowsAfter(person, phone)
    expect(planToday(rows, intent(set('phone:a', { checkedOn: '2026-11-22' })))).toMatchObject({ ok: true })
    expect(planToday(rows, intent(set('phone:a', { checkedOn: '2026-11-23' })))).toEqual({
      ok: false,
      error: {
        type: 'FieldsRefused',
        fields: [{ record: 'phone:a', field: 'checkedOn', problem: 'afterToday' }],
      },
    })
  })

  test('that lies ahead already does not hinder other changes', () => {
    const rows = rowsAfter(person, phone, set('phone:a', { checkedOn: '2030-01-01' }))
    expect(planToday(rows, intent(set('phone:a', { use: 'mobile' })))).toMatchObject({ ok: true })
  })

  test('goes with the number it was said of', () => {
    const rows = rowsAfter(person, phone)
    expect(changes(rows, intent(set('phone:a', { number: '090-0000-2222' })))[0]?.set).toEqual({
      number: ['090-0000-1111', '090-0000-2222'],
      checkedOn: ['2026-11-01', null],
    })
  })

  test('stays with a number that is only written otherwise, and where it is set with the number', () => {
    const rows = rowsAfter(person, phone)
    expect(changes(rows, intent(set('phone:a', { number: '09000001111' })))[0]?.set).toEqual({
      number: ['090-0000-1111', '09000001111'],
    })
    const both = { number: '090-0000-2222', checkedOn: '2026-11-22' }
    expect(changes(rows, intent(set('phone:a', both)))[0]?.set.checkedOn).toEqual([
      '2026-11-01',
      '2026-11-22',
    ])
  })

  test('takes away the day somebody called in vain, and a new number does so too', () => {
    const rows = rowsAfter(person, phone, set('phone:a', { unreachedOn: '2026-11-20' }))
    const reached = set('phone:a', { checkedOn: '2026-11-22' })
    expect(changes(rows, intent(reached))[0]?.set).toEqual({
      checkedOn: ['2026-11-01', '2026-11-22'],
      unreachedOn: ['2026-11-20', null],
    })
    expect(changes(rows, intent(set('phone:a', { number: '090-0000-2222' })))[0]?.set.unreachedOn).toEqual([
      '2026-11-20',
      null,
    ])
    expect(changes(rows, intent(set('phone:a', { unreachedOn: '2026-11-22' })))[0]?.set).toEqual({
      unreachedOn: ['2026-11-20', '2026-11-22'],
    })
  })
})
