import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Entry, RecordId } from './entry'
import { createFold, emptyFoldMeta } from './fold'
import type { Intent, PlanFailure } from './intent'
import { planUndo } from './invert'
import { parseLine } from './seal'
import { planStrike, type StrikePlan, type StrikeRequest, shortenBody } from './strike'
import { declared } from './testing/declared'
import { admin, countingRandom, Device, LEDGER, type Rows, smallLimits, storeOf } from './testing/device'
import { type Life, live, lives } from './testing/lives'
import { createVerifier } from './verify'

const numRuns = process.env.DAICHO_LONG ? 5_000 : 100
vi.setConfig({ testTimeout: process.env.DAICHO_LONG ? 30 * 60_000 : 120_000 })

const SECRET = '090-1234-5678'
const random = countingRandom(99)

const edit = (id: RecordId, values: object): Intent => ({
  kind: 'edit',
  writes: [{ op: 'set', id, values: { ...values } }],
})

function must<T>(result: { ok: boolean; value?: T; error?: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value as T
}

/** A ledger in which a number was typed as a note, corrected, deleted and brought back. */
function ledger(): Device {
  const device = new Device('deva')
  const write = (intent: Intent) => must(device.commit(intent))
  write({
    kind: 'create',
    writes: [
      { op: 'create', id: 'thing:x', values: { name: '髙橋', note: SECRET } },
      { op: 'create', id: 'part:p', values: { thing: 'thing:x', number: SECRET } },
      { op: 'create', id: 'thing:y', values: { name: '別人', note: SECRET } },
    ],
  })
  write(edit('thing:x', { note: '番号は別表' }))
  write({ ...edit('thing:x', { code: 'K1' }), reason: `旧番号 ${SECRET} を整理` })
  write({ kind: 'delete', writes: [{ op: 'delete', id: 'thing:x' }] })
  write({ kind: 'restore', writes: [{ op: 'restore', id: 'thing:x' }] })
  return device
}

function planOn(device: Device, request: Partial<StrikeRequest>) {
  const whole = { record: 'thing:x', fields: ['note'], reason: '本人の申し出', ...request } as StrikeRequest
  return planStrike(whole, device.entries, device.view, device.actor, random, declared)
}

/** Keeps the strike, then puts the shortened lines in place, as store and host do. */
function carryOut(device: Device, plan: StrikePlan): Entry[] {
  device.write(plan.planned)
  const lines = new Map(plan.shortened.map(({ entry, line }) => [entry.head.id, line]))
  device.fold.strike(plan.shortened)
  return device.entries.map((entry) => must(parseLine(lines.get(entry.head.id) ?? entry.line)))
}

/** Rows and undo of a device from the ledger alone. */
function refold(entries: readonly Entry[], device: string) {
  const rows: Rows = new Map()
  const fold = createFold(storeOf(rows), emptyFoldMeta, { ledger: LEDGER, device, declared })
  fold.receiveAll(entries, Number.POSITIVE_INFINITY)
  return { rows, meta: fold.meta }
}

const stateOf = ({ rows, fold }: Device) => ({ rows, meta: fold.meta })

function verify(entries: readonly Entry[]) {
  const verifier = createVerifier(LEDGER)
  const problems = entries.flatMap(({ device, line }) => verifier.feed(device, line))
  const verified = verifier.finish()
  return { ...verified, problems: [...problems, ...verified.problems] }
}

describe('striking out a field', () => {
  test('takes every value it ever had out of every line, and keeps those of other records', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, {})))
    const ofX = entries.flatMap(({ body }) => body.changes.filter(({ record }) => record === 'thing:x'))
    expect(JSON.stringify(ofX)).not.toMatch(/090|番号は別表/)
    expect(entries[0]?.body.changes.map(({ set }) => set.note)).toEqual([
      [null, null],
      undefined,
      [null, SECRET],
    ])
    expect(entries[0]?.body.struck).toEqual([{ record: 'thing:x', field: 'note' }])
  })

  test('takes a reason that quotes the value', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, {})))
    expect(entries[2]?.body.reason).toBeUndefined()
    expect(entries[2]?.body.struck).toEqual([{ record: 'thing:x', field: '_reason' }])
  })

  test('takes the names frozen beside it when it names the record', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, { fields: ['name'] })))
    expect(entries.map(({ line }) => line).join('\n')).not.toContain('髙橋')
    expect(entries.at(-1)?.body.changes).toEqual([{ record: 'thing:x', name: '', set: {} }])
  })

  test('takes the numbers of child records, and names of users', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, { fields: ['parts'] })))
    const ofPart = entries.flatMap(({ body }) => body.changes.filter(({ record }) => record === 'part:p'))
    expect(JSON.stringify(ofPart)).not.toContain('090')

    const other = ledger()
    other.write({
      kind: 'create',
      changes: [
        {
          record: admin.id,
          name: admin.name,
          set: { _life: [null, 'live'], name: [null, admin.name], roles: [null, ['administrator']] },
        },
      ],
    })
    const struck = carryOut(other, must(planOn(other, { record: admin.id, fields: ['name'] })))
    // The strike itself is written by that user, after the plan.
    expect(
      struck
        .slice(0, -1)
        .map(({ line }) => line)
        .join('\n'),
    ).not.toContain(admin.name)
  })

  test('of single values keeps the others', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, { values: [SECRET] })))
    expect(entries.map(({ body }) => body.changes[0]?.set.note)).toEqual([
      [null, null],
      [null, '番号は別表'],
      ...[undefined, undefined, undefined, undefined],
    ])
    expect(device.rows.get('thing:x')?.values.note).toBe('番号は別表')
    // What it was before is gone: undo leaves it as it is.
    const undo = planUndo(entries.slice(1, 2), device.view, admin, { force: true, declared })
    expect(must(undo).changes).toEqual([])
    expect(refold(entries, device.id)).toEqual(stateOf(device))
  })

  test('leaves rows as folding the shortened ledger gives them', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, { fields: ['name', 'note', 'parts', 'marks'] })))
    expect(device.rows.get('thing:x')).toMatchObject({ life: 'live', values: { code: 'K1' } })
    expect(device.rows.get('thing:x')?.values).toEqual({ code: 'K1' })
    expect(refold(entries, device.id)).toEqual(stateOf(device))
  })

  test('is told in the history of the record', () => {
    const device = ledger()
    carryOut(device, must(planOn(device, {})))
    expect(device.rows.get('thing:x')?.entries.at(-1)).toBe(device.entries.at(-1)?.head.id)
  })

  test('cannot be undone, and undo does not bring struck values back', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, {})))
    expect(device.planUndo('undo')).toMatchObject({ value: { undoes: entries[4]?.head.intent } })
    const undo = must(planUndo(entries.slice(1, 2), device.view, admin, { force: true, declared }))
    expect(undo.changes).toEqual([])
  })

  test('twice finds nothing more', () => {
    const device = ledger()
    const entries = carryOut(device, must(planOn(device, {})))
    const again = planStrike(
      { record: 'thing:x', fields: ['note'], reason: '再' },
      entries,
      device.view,
      admin,
      random,
      declared,
    )
    expect(must(again).shortened).toEqual([])
  })

  test('gives the shortened body a salt of its own', () => {
    const [entry] = ledger().entries as [Entry]
    const found = shortenBody(entry, [{ record: 'thing:x', field: 'note' }], 'new', declared)
    expect(found?.entry.body.salt).toBe('new')
    expect(found?.line).not.toContain(entry.body.salt)
    expect(found?.line.startsWith(entry.line.slice(0, entry.line.lastIndexOf('\t')))).toBe(true)
  })

  const refused: [string, Partial<StrikeRequest>, PlanFailure['type']][] = [
    ['without a reason', { reason: ' ' }, 'FieldsRefused'],
    ['with a reason that holds what it strikes', { reason: `${SECRET} を消す` }, 'FieldsRefused'],
    ['of a field that is not personal', { fields: ['code'] }, 'FieldsRefused'],
    ['of a field that is not declared', { fields: ['toString'] }, 'FieldsRefused'],
    ['of a record that is not there', { record: 'thing:none' }, 'NoSuchRecord'],
    ['of an unknown type', { record: 'ghost:x' }, 'UnknownType'],
  ]
  test.each(refused)('is refused %s', (_, request, type) => {
    expect(planOn(ledger(), request)).toMatchObject({ ok: false, error: { type } })
  })

  test('says that its reason holds what it strikes', () => {
    expect(planOn(ledger(), { reason: `番号 ${SECRET} の件` })).toMatchObject({
      error: { fields: [{ record: 'thing:x', field: '_reason', problem: 'quotesStruck' }] },
    })
  })

  test('is for administrators', () => {
    const device = ledger()
    device.actor = { id: 'user:desk', name: '窓口', roles: ['desk'] }
    expect(planOn(device, {})).toEqual({
      ok: false,
      error: { type: 'NotAllowed', recordType: 'thing', op: 'strike' },
    })
  })
})

test('over random lives: values are gone, rows are those of the shortened ledger, and all heads verify', () => {
  fc.assert(
    fc.property(
      lives,
      fc.nat(),
      fc.subarray(['name', 'note', 'marks', 'parts'], { minLength: 1 }),
      (one, pick, fields) => {
        const office = live(one)
        const [device] = office.devices as [Device]
        device.abandon()
        device.nowMs += 3_600_000
        device.receive(office.entries())
        const things = [...device.rows.keys()].filter((id) => id.startsWith('thing:')).sort()
        const record = things[pick % things.length] as RecordId
        const plan = must(
          planStrike(
            { record, fields, reason: '申し出' },
            office.entries(),
            device.view,
            admin,
            random,
            declared,
          ),
        )
        device.write(plan.planned)
        device.fold.strike(plan.shortened)
        const lines = new Map(plan.shortened.map(({ entry, line }) => [entry.head.id, line]))
        const entries = office.entries().map(({ head, line }) => must(parseLine(lines.get(head.id) ?? line)))

        const places = new Set([record, ...(fields.includes('parts') ? partsOf(device, record) : [])])
        for (const { body } of entries) {
          for (const change of body.changes) {
            if (!places.has(change.record)) continue
            const own = change.record === record ? fields : ['number']
            expect(
              Object.keys(change.set).filter((unit) => own.some((f) => unit.startsWith(`${f}/`))),
            ).toEqual([])
            for (const field of own) for (const value of change.set[field] ?? []) expect(value).toBeNull()
            if (own.includes('name') || own.includes('number')) expect(change.name).toBe('')
          }
        }
        expect(refold(entries, device.id)).toEqual(stateOf(device))
        const { problems, struck } = verify(entries)
        expect(problems.filter(({ kind }) => kind === 'chain')).toEqual([])
        expect(new Set(struck.map(({ entry }) => entry))).toEqual(new Set(lines.keys()))
      },
    ),
    { numRuns, examples: [[memberSettled, 0, ['marks']]] },
  )
})

/** Two devices disagree on a mark, and one settles it by writing the marks as they stand. */
const memberSettled: Life = {
  devices: 2,
  steps: [
    { device: 0, act: 'setMarks', record: 1, value: 9, waitMs: 0 },
    { device: 1, act: 'setMarks', record: 1, value: 3, waitMs: 0 },
    { device: 0, act: 'hearAll', record: 0, value: 0, waitMs: 0 },
    { device: 0, act: 'setMarks', record: 3, value: 31, waitMs: 0 },
  ],
}

const partsOf = (device: Device, record: RecordId): RecordId[] =>
  [...device.rows.values()].flatMap((row) => (row.values.thing === record ? [row.id] : []))

test('a strike of many entries is a run, and vouches when it has ended', () => {
  const device = new Device('deva', undefined, smallLimits)
  must(
    device.commit({
      kind: 'create',
      writes: [{ op: 'create', id: 'thing:x', values: { name: '甲', note: '0' } }],
    }),
  )
  for (let i = 1; i < 6; i++) must(device.commit(edit('thing:x', { note: `${i}` })))
  const entries = carryOut(device, must(planOn(device, {})))
  expect(entries.filter(({ head }) => head.run)).toHaveLength(5)
  expect(verify(entries)).toMatchObject({ problems: [], strikesToDo: [] })
  expect(verify(entries).struck).toHaveLength(6)
  expect(verify(entries.slice(0, -1)).problems).toHaveLength(7)
})
