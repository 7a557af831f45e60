import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Entry, RecordId } from './entry'
import type { Actor, Intent } from './intent'
import { admin, Device, smallLimits, visible } from './testing/device'
import { live, lives } from './testing/lives'
import { newOffice, play } from './testing/office-life'
import { UNDO_LIMIT } from './undo-stack'

const numRuns = process.env.DAICHO_LONG ? 10_000 : 150
vi.setConfig({ testTimeout: process.env.DAICHO_LONG ? 30 * 60_000 : 120_000 })

const create = (id: string, values: object): Intent => ({
  kind: 'create',
  writes: [{ op: 'create', id: `thing:${id}`, values: { name: id, ...values } }],
})
const edit = (id: string, values: object): Intent => ({
  kind: 'edit',
  writes: [{ op: 'set', id: `thing:${id}`, values: { ...values } }],
})

function must<T>(result: { ok: boolean; value?: T; error?: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value as T
}

const values = (device: Device, id: string) => device.rows.get(`thing:${id}` as RecordId)?.values

describe('what undo and redo show', () => {
  test('is what an editor with a list of states would show, over restarts and runs', () => {
    fc.assert(
      fc.property(lives, ({ steps }) => {
        const office = newOffice(1)
        const [device] = office.devices as [Device]
        // The office begins with one intent that can be taken back.
        const states = [new Map(), visible(device.rows)]
        let at = 1
        for (const step of steps) {
          if (step.act === 'tornRun' || step.act === 'hear' || step.act === 'hearAll') continue
          const before = device.entries.length
          if (step.act === 'undo' || step.act === 'redo') {
            const to = at + (step.act === 'undo' ? -1 : 1)
            const done = device.undo(step.act)
            expect(done.ok).toBe(to >= 0 && to < states.length)
            if (done.ok) at = to
          } else {
            play(office, step)
            if (device.entries.length > before) {
              states.splice(++at, states.length, visible(device.rows))
            }
          }
          expect(visible(device.rows)).toEqual(states[at])
        }
      }),
      { numRuns },
    )
  })

  test('changes only what still comes from the intent, among several devices', () => {
    fc.assert(
      fc.property(lives, (one) => {
        const office = live(one)
        for (const device of office.devices) {
          if (device.fold.openRun() !== null) continue
          const plain = device.planUndo('undo')
          const forced = device.planUndo('undo', true)
          const stack = device.fold.meta.undo[device.actor.id]
          const item = stack?.undo.at(-1)
          if (!forced.ok || item === undefined || stack === undefined) continue
          const own = new Set([item.entry, ...stack.chain])
          const touched = device.entriesOf(item.intent).flatMap(({ head }) => Object.entries(head.touched))
          const before = structuredClone(device.rows)
          for (const { record, set } of forced.value.changes) {
            const row = before.get(record)
            const fields = new Set(touched.flatMap(([id, names]) => (id === record ? names : [])))
            for (const field of Object.keys(set)) {
              if (field === 'marks' || field === '_life') continue
              expect(fields).toContain(field)
              const unit = field.startsWith('state') ? 'progress' : field
              expect(own).toContain(row?.stamps[row.by[unit] ?? -1]?.id)
            }
          }
          if (!plain.ok && plain.error.type === 'ChangedSince') {
            for (const { by } of plain.error.fields) expect(by).not.toBe(item.entry)
          } else expect(plain).toEqual(forced)
        }
      }),
      { numRuns },
    )
  })
})

describe('undo', () => {
  test('goes back over several edits of one field, and redo forth again', () => {
    const device = new Device('deva')
    must(device.commit(create('x', { note: '一' })))
    must(device.commit(edit('x', { note: '二' })))
    must(device.commit(edit('x', { note: '三' })))
    const notes: unknown[] = []
    for (const which of ['undo', 'undo', 'redo', 'redo', 'undo', 'undo'] as const) {
      must(device.undo(which))
      notes.push(values(device, 'x')?.note)
    }
    expect(notes).toEqual(['二', '一', '二', '三', '二', '一'])
  })

  test('names its intent, and redo the undo it takes back', () => {
    const device = new Device('deva')
    const [first] = must(device.commit(create('x', {}))) as [Entry]
    const [undo] = must(device.undo()) as [Entry]
    const [redo] = must(device.undo('redo')) as [Entry]
    expect(undo.head).toMatchObject({ kind: 'undo', undoes: first.head.intent })
    expect(redo.head).toMatchObject({ kind: 'redo', undoes: undo.head.intent })
    expect(undo.body.changes).toEqual([{ record: 'thing:x', name: 'x', set: { _life: ['live', null] } }])
  })

  test('says who changed a field since, and sets back the rest when told to', () => {
    const [a, b] = [new Device('deva'), new Device('devb')]
    must(a.commit(create('x', { note: '一', marks: ['m'] })))
    b.receive(a.entries)
    must(a.commit(edit('x', { name: '甲', note: '二', marks: ['m', 'n'], state: 'open' })))
    b.receive(a.entries)
    must(b.commit(edit('x', { note: '乙の', stateAt: '2026-11-22T05:00:00.000Z' })))
    a.receive(b.entries)
    const refused = a.undo()
    expect(refused).toEqual({
      ok: false,
      error: {
        type: 'ChangedSince',
        rest: true,
        fields: [
          { record: 'thing:x', name: '甲', field: 'note', by: 'devb:1' },
          { record: 'thing:x', name: '甲', field: 'state', by: 'devb:1' },
        ],
      },
    })
    must(a.undo('undo', true))
    expect(values(a, 'x')).toEqual({
      name: 'x',
      note: '乙の',
      marks: ['m'],
      state: 'open',
      stateAt: '2026-11-22T05:00:00.000Z',
    })
  })

  test('does not take a value of somebody else for its own because an undo brought it back', () => {
    const [a, b] = [new Device('deva'), new Device('devb')]
    must(a.commit(create('x', { note: '一' })))
    must(a.commit(edit('x', { note: '二' })))
    b.receive(a.entries)
    must(b.commit(edit('x', { note: '乙の' })))
    a.receive(b.entries)
    must(a.commit(edit('x', { note: '三' })))
    const [undo] = must(a.undo()) as [Entry]
    expect(values(a, 'x')?.note).toBe('乙の')
    expect(a.undo()).toMatchObject({
      error: { type: 'ChangedSince', rest: false, fields: [{ field: 'note', by: undo.head.id }] },
    })
  })

  test('asks about a value that another person has written again', () => {
    const [a, b] = [new Device('deva'), new Device('devb')]
    must(a.commit(create('x', { note: '一' })))
    must(a.commit(edit('x', { note: '二' })))
    b.receive(a.entries)
    must(b.commit(edit('x', { note: '三' })))
    must(b.commit(edit('x', { note: '二' })))
    a.receive(b.entries)
    expect(a.undo()).toMatchObject({ error: { type: 'ChangedSince', fields: [{ by: 'devb:2' }] } })
  })

  test('goes from the last to the first value when an entry names a record twice', () => {
    const device = new Device('deva')
    must(device.commit(create('x', { note: '一' })))
    const change = (before: string, after: string) => ({
      record: 'thing:x' as const,
      name: 'x',
      set: { note: [before, after] as const },
    })
    device.write({ kind: 'edit', changes: [change('一', '二'), change('二', '三')] })
    must(device.undo())
    expect(values(device, 'x')?.note).toBe('一')
  })

  test('keeps a stack of each user, and the same object while it stays the same', () => {
    const device = new Device('deva')
    must(device.commit(create('x', {})))
    const before = device.fold.meta.undo
    device.actor = { id: 'user:second', name: '二人目', roles: ['administrator'] }
    must(device.commit(create('y', {})))
    const now = device.fold.meta.undo
    expect(now['user:admin']).toBe(before['user:admin'])
    expect(Object.keys(now)).toEqual(['user:admin', 'user:second'])
    must(device.commit(create('z', {})))
    expect(now['user:second']?.undo).toHaveLength(1)
  })

  test('of making a record asks when others worked on it or gave it children since', () => {
    const [a, b] = [new Device('deva'), new Device('devb')]
    must(a.commit(create('x', {})))
    b.receive(a.entries)
    must(b.commit(edit('x', { note: '乙' })))
    must(
      b.commit({
        kind: 'create',
        writes: [{ op: 'create', id: 'part:p', values: { thing: 'thing:x', number: '1' } }],
      }),
    )
    a.receive(b.entries)
    const refused = a.undo()
    if (refused.ok || refused.error.type !== 'ChangedSince') throw new Error('not refused')
    expect(refused.error.fields.map(({ record, field }) => `${record} ${field}`)).toEqual([
      'thing:x note',
      'part:p _life',
    ])
    must(a.undo('undo', true))
    expect(visible(a.rows).size).toBe(0)
    must(a.undo('redo', true))
    expect(values(a, 'x')).toEqual({ name: 'x', note: '乙' })
    expect(a.rows.get('part:p')?.life).toBe('live')
  })

  test('of an edit of a record that is gone since asks, and is no revival', () => {
    const [a, b] = [new Device('deva'), new Device('devb')]
    must(a.commit(create('x', {})))
    must(a.commit(edit('x', { note: '一' })))
    b.receive(a.entries)
    must(b.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'thing:x' }] }))
    a.receive(b.entries)
    expect(a.undo()).toMatchObject({
      ok: false,
      error: { type: 'ChangedSince', fields: [{ field: '_life', by: 'devb:1' }] },
    })
    expect(must(a.undo('undo', true))[0]?.body.changes).toEqual([])
    expect(a.rows.get('thing:x')?.life).toBe('deleted')
  })

  test('of a deletion brings back what was deleted with it, and nothing else', () => {
    const device = new Device('deva')
    must(device.commit(create('x', {})))
    for (const id of ['p', 'q']) {
      must(
        device.commit({
          kind: 'create',
          writes: [{ op: 'create', id: `part:${id}`, values: { thing: 'thing:x', number: id } }],
        }),
      )
    }
    must(device.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'part:q' }] }))
    must(device.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'thing:x' }] }))
    expect(visible(device.rows).size).toBe(0)
    must(device.undo())
    expect([...visible(device.rows).keys()]).toEqual(['part:p', 'thing:x'])
  })

  test('does not give a unique value to two records', () => {
    const [a, b] = [new Device('deva'), new Device('devb')]
    must(a.commit(create('x', { code: 'K1' })))
    must(a.commit(edit('x', { code: 'K2' })))
    b.receive(a.entries)
    must(b.commit(create('y', { code: 'K1' })))
    a.receive(b.entries)
    expect(a.undo()).toEqual({
      ok: false,
      error: {
        type: 'ValueTaken',
        record: 'thing:x',
        name: 'x',
        field: 'code',
        value: 'K1',
        holder: 'thing:y',
        holderName: 'y',
      },
    })
  })

  test('of a deletion says who has the unique value now, and works once that one let go', () => {
    const device = new Device('deva')
    must(device.commit(create('x', { code: 'K1' })))
    must(device.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'thing:x' }] }))
    const other: Actor = { ...admin, id: 'user:other' }
    device.actor = other
    must(device.commit(create('y', { code: 'K1' })))
    device.actor = admin
    expect(device.undo('undo', true)).toMatchObject({
      ok: false,
      error: { type: 'ValueTaken', record: 'thing:x', holder: 'thing:y' },
    })
    device.actor = other
    must(device.commit(edit('y', { code: 'K2' })))
    device.actor = admin
    must(device.undo())
    expect(values(device, 'x')).toEqual({ name: 'x', code: 'K1' })
  })

  test('does not take the last administrator away', () => {
    const device = new Device('deva')
    const make = { op: 'create', id: 'user:b', values: { name: '乙', roles: ['administrator'] } } as const
    must(device.commit({ kind: 'create', writes: [make] }))
    expect(device.undo()).toEqual({ ok: false, error: { type: 'LastAdministrator' } })
    must(device.commit({ kind: 'create', writes: [{ ...make, id: 'user:c' }] }))
    must(device.undo())
    expect([...visible(device.rows).keys()]).toEqual(['user:b'])
  })

  test('does not refer to what was deleted meanwhile, and does once it is restored', () => {
    const device = new Device('deva')
    must(device.commit(create('x', {})))
    must(device.commit(create('y', {})))
    must(device.commit(edit('x', { owner: 'thing:y' })))
    must(device.commit(edit('x', { owner: null })))
    const remover = new Device('devb', undefined, undefined, 2)
    remover.receive(device.entries)
    must(remover.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'thing:y' }] }))
    device.receive(remover.entries)
    const refused = { ok: false, error: { type: 'RecordDeleted', record: 'thing:y' } }
    expect(device.undo()).toMatchObject(refused)
    expect(device.undo('undo', true)).toMatchObject(refused)
    must(remover.commit({ kind: 'restore', writes: [{ op: 'restore', id: 'thing:y' }] }))
    device.receive(remover.entries)
    must(device.undo())
    expect(values(device, 'x')?.owner).toBe('thing:y')
  })

  test('of a run is a run', () => {
    const device = new Device('deva', undefined, smallLimits)
    const writes = Array.from({ length: 7 }, (_, i) => create(`x${i}`, {}).writes).flat()
    must(device.commit({ kind: 'import', writes }))
    const undone = must(device.undo())
    expect(undone.map(({ head }) => head.run)).toMatchObject([
      { part: 1 },
      { part: 2 },
      { part: 3 },
      { part: 4 },
      { end: {} },
    ])
    expect(visible(device.rows).size).toBe(0)
    must(device.undo('redo'))
    expect(visible(device.rows).size).toBe(7)
  })

  test('belongs to the user, and asks for the rights of a write', () => {
    const device = new Device('deva')
    must(device.commit(create('x', {})))
    const desk: Actor = { id: 'user:desk', name: '窓口', roles: ['desk'] }
    device.actor = desk
    expect(device.undo()).toEqual({ ok: false, error: { type: 'NothingToUndo' } })
    must(device.commit(edit('x', { note: '窓口の' })))
    device.actor = { ...desk, roles: ['viewer'] }
    expect(device.undo()).toMatchObject({ ok: false, error: { type: 'NotAllowed', op: 'set' } })
    device.actor = admin
    expect(device.undo()).toMatchObject({ ok: false, error: { type: 'ChangedSince' } })
  })

  test('does not reach the founding of the ledger', () => {
    const device = new Device('deva')
    const values = { name: '管理', roles: ['administrator'] }
    must(device.commit({ kind: 'setUp', writes: [{ op: 'create', id: 'user:admin', values }] }))
    expect(device.undo()).toEqual({ ok: false, error: { type: 'NothingToUndo' } })
  })

  test(`remembers ${UNDO_LIMIT} intents per user, over restarts`, () => {
    const device = new Device('deva')
    must(device.commit(create('x', {})))
    for (let i = 0; i < UNDO_LIMIT + 5; i++) must(device.commit(edit('x', { note: `${i}` })))
    device.restart()
    let count = 0
    while (device.undo().ok) count++
    expect(count).toBe(UNDO_LIMIT)
    expect(values(device, 'x')?.note).toBe('4')
    expect(device.fold.meta.undo['user:admin']?.redo).toHaveLength(UNDO_LIMIT)
  })
})
