import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { tick } from '../base/clock'
import { sealAbandon, sealAll } from './cut'
import type { Entry } from './entry'
import { CLOCK_AHEAD_LIMIT_MS, createFold, emptyFoldMeta, type FoldMeta, type FoldOptions } from './fold'
import type { Intent, PlannedIntent } from './intent'
import { positionAfter } from './seal'
import { apart, planCreate } from './testing/apart'
import { declared } from './testing/declared'
import {
  admin,
  countingRandom,
  Device,
  LEDGER,
  NOW,
  type Rows,
  smallLimits,
  storeOf,
  visible,
} from './testing/device'
import { live, lives } from './testing/lives'
import { shuffled } from './testing/office-life'
import { brokenRuns, resealRun } from './testing/reseal'
import { foldSlowly } from './testing/slow-fold'

const numRuns = process.env.DAICHO_LONG ? 20_000 : 150
vi.setConfig({ testTimeout: process.env.DAICHO_LONG ? 30 * 60_000 : 120_000 })

const FAR = NOW + 24 * 3600 * 1000

function newFold(device = 'dev0', ledger = LEDGER) {
  const rows: Rows = new Map()
  return { rows, fold: createFold(storeOf(rows), emptyFoldMeta, { ledger, device, declared }) }
}

function foldAll(entries: Iterable<Entry>, device?: string): { rows: Rows; meta: FoldMeta } {
  const { rows, fold } = newFold(device)
  for (const entry of entries) fold.receive(entry, FAR)
  return { rows, meta: fold.meta }
}

describe('any order of arrival', () => {
  test('gives the rows of the plain definition, rivals included, at every moment', () => {
    fc.assert(
      fc.property(lives, fc.nat(), (one, seed) => {
        const office = live(one)
        const entries = office.entries()
        for (const device of office.devices) {
          const known = entries.filter(({ head }) => device.known.has(head.id))
          expect(device.rows).toEqual(foldSlowly(known, office.ancestors))
        }
        const expected = foldSlowly(entries, office.ancestors)
        const inOrder = foldAll(entries)
        expect(inOrder.rows).toEqual(expected)
        const other = foldAll(shuffled(entries, seed))
        expect(other.rows).toEqual(expected)
        expect(other.meta).toEqual(inOrder.meta)
      }),
      { numRuns },
    )
  })

  test('brings devices that saw each other at random to the same rows once each has heard all', () => {
    fc.assert(
      fc.property(lives, fc.nat(), (one, seed) => {
        const office = live(one)
        const entries = office.entries()
        const expected = foldSlowly(entries, office.ancestors)
        for (const device of office.devices) {
          device.nowMs = FAR
          device.receive(shuffled(entries, seed))
          expect(device.rows).toEqual(expected)
          // What was folded bit by bit, over restarts, is what comes of folding all at once.
          expect(device.fold.meta).toEqual(foldAll(entries, device.id).meta)
        }
      }),
      { numRuns },
    )
  })

  test('is exercised: random lives hold conflicts of every sort, runs and what was left of runs', () => {
    const seen = new Set<string>()
    for (const one of fc.sample(lives, { numRuns: 500, seed: 20261122 })) {
      const office = live(one)
      for (const { head } of office.entries()) seen.add(head.run ? `run of ${head.kind}` : head.kind)
      for (const { rows } of office.devices) {
        for (const row of rows.values()) for (const unit of Object.keys(row.rivals ?? {})) seen.add(unit)
      }
    }
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['_life', 'name', 'progress', 'marks/a'],
        ...['create', 'edit', 'delete', 'restore', 'undo', 'redo'],
        ...['run of import', 'run of undo', 'run of abandon'],
      ]),
    )
  })
})

describe('an entry waits', () => {
  test('for every entry its writer had folded, and for earlier ones of its device', () => {
    const { a, b, set } = apart({ name: '甲' })
    set(b, { note: '後' })
    const { rows, fold } = newFold('devc')
    const [first] = a.entries as [Entry]
    const [second] = b.entries as [Entry]
    expect(fold.receive(second, FAR)).toMatchObject({ folded: [], holds: true })
    expect(fold.held(FAR)).toEqual([{ entry: 'devb:1', held: { why: 'past', missing: 'deva:1' } }])
    expect(fold.receive(first, FAR).folded).toEqual(['deva:1', 'devb:1'])
    expect(rows.get('thing:x')?.values).toEqual({ name: '甲', note: '後' })

    const other = newFold('devc').fold
    set(a, { note: '別' })
    expect(other.receive(a.entries[1] as Entry, FAR).folded).toEqual([])
    expect(other.held(FAR)).toEqual([{ entry: 'deva:2', held: { why: 'seq', missing: 'deva:1' } }])
  })

  test('for none that is lost for good: what knew it is folded, and the same as if it had never been', () => {
    const [a, b] = [new Device('deva'), new Device('devb')]
    const make = (id: string, note: string): Intent => ({
      kind: 'create',
      writes: [{ op: 'create', id: `thing:${id}`, values: { name: id, note } }],
    })
    a.commit(make('x', '1'))
    a.commit(make('y', '2'))
    b.receive(a.entries)
    b.commit(make('z', '3'))
    const kept = [...a.entries.slice(0, 1), ...b.entries]
    const fold = (ends?: FoldOptions['ends']) => {
      const rows: Rows = new Map()
      const made = createFold(storeOf(rows), emptyFoldMeta, {
        ledger: LEDGER,
        device: 'devc',
        declared,
        ...(ends ? { ends } : {}),
      })
      made.receiveAll(kept.toReversed(), NOW)
      return [...visible(rows).keys()]
    }
    expect(fold()).toEqual(['thing:x'])
    expect(fold(() => ({ deva: { seq: 1 }, devb: { seq: 1 } }))).toEqual(['thing:x', 'thing:z'])
    // What it knew and what is there is waited for all the same.
    expect(fold(() => ({ deva: { seq: 2 }, devb: { seq: 1 } }))).toEqual(['thing:x'])
  })

  test('while its clock is more than ten minutes ahead, with what follows it', () => {
    const ahead = new Device('deva')
    ahead.nowMs = NOW + CLOCK_AHEAD_LIMIT_MS + 60_000
    ahead.write(planCreate('x', { name: '甲' }))
    ahead.write(planCreate('y', { name: '乙' }))
    const { fold } = newFold('devb')
    expect(fold.receiveAll(ahead.entries, NOW)).toMatchObject({ folded: [], holds: true })
    expect(fold.held(NOW)).toEqual([{ entry: 'deva:1', held: { why: 'clock', untilMs: NOW + 60_000 } }])
    expect(fold.meta).toEqual(emptyFoldMeta)
    expect(fold.receiveAll([], NOW + 60_000).folded).toEqual(['deva:1', 'deva:2'])
  })

  test('for no clock that this device itself has reached, though its wall clock was set back', () => {
    const [own, other] = [new Device('deva'), new Device('devb')]
    for (const device of [own, other]) device.nowMs = NOW + 3_600_000
    own.write(planCreate('x', { name: '甲' }))
    other.write(planCreate('y', { name: '乙' }))
    const { fold } = newFold('deva')
    expect(fold.receiveAll(other.entries, NOW)).toMatchObject({ folded: [], holds: true })
    expect(fold.receiveAll(own.entries, NOW).folded).toEqual(['deva:1', 'devb:1'])
    // The same after a restart: its own head tells.
    const next = createFold(storeOf(new Map()), newFold('deva').fold.meta, {
      ledger: LEDGER,
      device: 'deva',
      declared,
    })
    next.receiveAll(own.entries, NOW)
    expect(next.receiveAll(other.entries, NOW).folded).toEqual(['devb:1'])
  })

  test('for no clock when it is of this very device, or filled from its own vault', () => {
    const ahead = new Device('deva')
    ahead.nowMs = NOW + 365 * 24 * 3600 * 1000
    ahead.write(planCreate('x', { name: '甲' }))
    expect(newFold('deva').fold.receiveAll(ahead.entries, NOW).folded).toEqual(['deva:1'])
    expect(newFold('devb').fold.receiveAll(ahead.entries, Number.POSITIVE_INFINITY).folded).toEqual([
      'deva:1',
    ])
  })
})

describe('an entry is refused', () => {
  test('when it is of another ledger', () => {
    const { fold } = newFold('dev0', 'ledger2')
    const [entry] = new Device('deva').write(planCreate('x', { name: '甲' })) as [Entry]
    expect(fold.receive(entry, FAR)).toMatchObject({
      folded: [],
      refused: [{ entry: 'deva:1', why: 'ledger' }],
    })
  })

  test('when another one stands under its number, folded or waiting, and when it continues another history', () => {
    const one = new Device('deva', undefined, undefined, 1)
    const two = new Device('deva', undefined, undefined, 2)
    for (const device of [one, two]) {
      device.write(planCreate('x', { name: '甲' }))
      device.write(planCreate('y', { name: '乙' }))
    }
    const [first, second] = one.entries as [Entry, Entry]
    const [otherFirst, otherSecond] = two.entries as [Entry, Entry]
    const { fold } = newFold('devb')
    expect(fold.receive(second, FAR).refused).toEqual([])
    expect(fold.receive(otherSecond, FAR).refused).toEqual([{ entry: 'deva:2', why: 'fork' }])
    fold.receive(first, FAR)
    expect(fold.receive(otherSecond, FAR).refused).toEqual([{ entry: 'deva:2', why: 'fork' }])
    expect(fold.receive(second, FAR)).toMatchObject({ folded: [], refused: [] })

    const next = newFold('devb').fold
    next.receive(first, FAR)
    expect(next.receive(otherSecond, FAR).refused).toEqual([{ entry: 'deva:2', why: 'fork' }])
    expect(next.receive(otherFirst, FAR).refused).toEqual([{ entry: 'deva:1', why: 'fork' }])
    // The one refused for its chain does not stand in the way of the right one.
    expect(next.receive(second, FAR).folded).toEqual(['deva:2'])
  })
})

describe('a run', () => {
  const many: PlannedIntent = {
    kind: 'import',
    changes: Array.from({ length: 5 }, (_, i) => planCreate(`r${i}`, { name: `人${i}` }).changes).flat(),
  }
  const context = (clock: string | null) => ({
    ledger: LEDGER,
    actor: admin,
    intent: 'import1',
    nowMs: NOW,
    zone: 'Asia/Tokyo',
    offset: 540,
    clock,
    random: countingRandom(7),
  })
  const start = { device: 'deva', seq: 1, prev: null }

  test('is invisible until its closing entry, whose id and clock all changes then carry', () => {
    const entries = sealAll(many, context(null), start, smallLimits)
    expect(entries.map(({ head }) => head.run)).toMatchObject([
      { part: 1 },
      { part: 2 },
      { part: 3 },
      { end: {} },
    ])
    const { rows, fold } = newFold('devb')
    fold.receiveAll(entries.slice(0, -1), FAR)
    expect(rows.size).toBe(0)
    expect(fold.meta).toEqual(emptyFoldMeta)
    const end = entries.at(-1) as Entry
    expect(fold.receive(end, FAR).records).toHaveLength(5)
    for (const row of rows.values()) expect(row.stamps).toEqual([{ id: 'deva:4', clock: end.head.clock }])
    expect(rows.get('thing:r4')?.entries).toEqual(['deva:3'])
  })

  test('that was abandoned, or left for other entries, is never visible', () => {
    const parts = sealAll(many, context(null), start, smallLimits).slice(0, 2)
    const last = parts.at(-1) as Entry
    const own = newFold('deva')
    own.fold.receiveAll(parts, FAR)
    const open = own.fold.openRun()
    expect(open).toMatchObject({ intent: 'import1', position: positionAfter(last), clock: last.head.clock })
    if (open === null) throw new Error('no open run')
    const abandon = sealAbandon(open, context(null))
    expect(abandon.head).toMatchObject({ kind: 'abandon', intent: 'import1', run: { abandoned: true } })
    expect(abandon.head.clock > last.head.clock).toBe(true)
    const [after] = sealAll(
      planCreate('z', { name: '後' }),
      context(abandon.head.clock),
      positionAfter(abandon),
    )
    own.fold.receiveAll([abandon, after as Entry], FAR)
    expect([...own.rows.keys()]).toEqual(['thing:z'])
    expect(own.fold.openRun()).toBeNull()
    expect(own.fold.meta.heads.deva?.seq).toBe(4)

    const left = newFold('devb')
    const [next] = sealAll(planCreate('z', { name: '後' }), context(last.head.clock), positionAfter(last))
    left.fold.receiveAll([...parts, next as Entry], FAR)
    expect([...left.rows.keys()]).toEqual(['thing:z'])
  })

  test.each(brokenRuns)('that %s is passed over', (_, alter) => {
    const entries = sealAll(many, context(null), start, smallLimits)
    const { rows, fold } = newFold('devb')
    fold.receiveAll(resealRun(entries, alter), FAR)
    expect(rows.size).toBe(0)
    expect(fold.meta.heads.deva?.seq).toBe(4)
    const sound = newFold('devb')
    sound.fold.receiveAll(
      resealRun(entries, (run) => run),
      FAR,
    )
    expect(sound.rows.size).toBe(5)
  })
})

test('an entry that names a record twice touches it once, and its last word counts', () => {
  const { kind, changes } = planCreate('x', { name: '甲' })
  const device = new Device('deva')
  device.write({
    kind,
    changes: [...changes, { record: 'thing:x', name: '乙', set: { name: ['甲', '乙'] } }],
  })
  const row = { life: 'live', values: { name: '乙' }, entries: ['deva:1'] }
  expect(device.rows.get('thing:x')).toMatchObject(row)
})

test('rows that were given out are never changed', () => {
  const device = new Device('deva')
  device.write(planCreate('x', { name: '甲', marks: ['a'] }))
  const before = device.rows.get('thing:x')
  const copy = structuredClone(before)
  device.commit({
    kind: 'edit',
    writes: [{ op: 'set', id: 'thing:x', values: { name: '乙', marks: ['b'] } }],
  })
  expect(before).toEqual(copy)
  expect(device.rows.get('thing:x')?.values).toEqual({ name: '乙', marks: ['b'] })
})

test('the greatest clock folded is behind the next entry of any device', () => {
  const { a, b, set } = apart({ name: '甲' })
  a.nowMs += 60_000
  set(a, { name: '乙' })
  b.receive(a.entries)
  set(b, { name: '丙' })
  const [last] = b.entries.slice(-1) as [Entry]
  expect(last.head.clock).toBe(tick(a.entries.at(-1)?.head.clock ?? null, b.nowMs))
  expect(last.head.seen).toEqual({ deva: 2 })
})
