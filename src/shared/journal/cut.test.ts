import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runLimits, sealAll, sealParts, sealPartsWith, type WriteContext } from './cut'
import type { Change, Entry } from './entry'
import type { PlannedIntent } from './intent'
import { hashOfParts } from './run'
import { parseLine } from './seal'
import { admin, countingRandom, LEDGER, NOW } from './testing/device'

const context: WriteContext = {
  ledger: LEDGER,
  actor: admin,
  intent: 'intent1',
  nowMs: NOW,
  zone: 'Asia/Tokyo',
  offset: 540,
  clock: '2026-11-22T05:00:00.000Z+0007',
  seen: { devb: 4 },
  random: countingRandom(1),
}
const start = { device: 'deva', seq: 9, prev: 'f'.repeat(64) }

const change = (id: number, note = ''): Change => ({
  record: `thing:${id}`,
  name: `名${id}`,
  set: { _life: [null, 'live'], note: [null, note] },
})
const planned = (count: number, note?: string): PlannedIntent => ({
  kind: 'import',
  reason: '年度替わり',
  changes: Array.from({ length: count }, (_, i) => change(i, note)),
})

const seal = (intent: PlannedIntent) => sealAll(intent, context, start)
const parts = (entries: readonly Entry[]) => entries.slice(0, -1)

function isChain(entries: readonly Entry[]): boolean {
  return entries.every((entry, i) => {
    const before = entries[i - 1]
    return (
      entry.seq === start.seq + i &&
      entry.head.prev === (before?.hash ?? start.prev) &&
      entry.head.clock > (before?.head.clock ?? context.clock ?? '') &&
      parseLine(entry.line).ok
    )
  })
}

test('An intent hashed by the platform becomes the same entries, byte for byte', async () => {
  const digest = async (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
  for (const intent of [planned(2), planned(runLimits.partChanges * 2 + 1, '髙﨑𠮷')]) {
    const withRandom = () => ({ ...context, random: countingRandom(5) })
    const lines: string[] = []
    for await (const { line } of sealPartsWith(digest, intent, withRandom(), start)) lines.push(line)
    expect(lines).toEqual(sealAll(intent, withRandom(), start).map(({ line }) => line))
  }
})

describe('an intent becomes', () => {
  test('one entry up to 500 changes', () => {
    const entries = seal(planned(runLimits.entryChanges))
    expect(entries).toHaveLength(1)
    expect(entries[0]?.head).toMatchObject({
      id: 'deva:9',
      clock: '2026-11-22T05:00:00.000Z+0008',
      at: '2026-11-22T05:00:00.000Z',
      zone: 'Asia/Tokyo',
      offset: 540,
      actor: admin.id,
      kind: 'import',
      intent: 'intent1',
      seen: { devb: 4 },
    })
    expect(entries[0]?.head.run).toBeUndefined()
    expect(entries[0]?.head.touched['thing:499']).toEqual(['_life', 'note'])
    expect(isChain(entries)).toBe(true)
  })

  test('a run above, of parts of at most 1,000 changes and a closing entry that counts them', () => {
    const entries = seal(planned(2501))
    expect(isChain(entries)).toBe(true)
    expect(parts(entries).map(({ body }) => body.changes.length)).toEqual([1000, 1000, 501])
    const ids = new Set(entries.map(({ head }) => head.run?.id))
    expect(ids.size).toBe(1)
    expect(entries.map(({ head }) => head.run)).toMatchObject([
      { part: 1 },
      { part: 2 },
      { part: 3 },
      { end: { parts: 3, changes: 2501, hash: hashOfParts(parts(entries).map(({ hash }) => hash)) } },
    ])
    expect(entries.at(-1)?.body.changes).toEqual([])
    expect(entries.map(({ head }) => head.seen)).toEqual([{ devb: 4 }, undefined, undefined, undefined])
    expect(new Set(entries.map(({ body }) => body.reason))).toEqual(new Set(['年度替わり']))
    expect(new Set(entries.map(({ body }) => body.salt)).size).toBe(4)
  })

  test('a run when it takes more than 256 KiB of UTF-8', () => {
    // 3 bytes a letter: four changes stay below 256 KiB, five do not.
    const note = 'あ'.repeat(20_000)
    expect(seal(planned(4, note))).toHaveLength(1)
    const entries = seal(planned(40, note))
    expect(parts(entries).map(({ body }) => body.changes.length)).toEqual([17, 17, 6])
    for (const { line } of entries)
      expect(new TextEncoder().encode(line).length).toBeLessThan(1.1 * 1024 * 1024)
  })

  test('a run of one part when a single change is that large', () => {
    expect(seal(planned(1, 'あ'.repeat(100_000)))).toHaveLength(2)
  })

  test('one entry without changes when an undo finds all as it was', () => {
    const [entry] = seal({ kind: 'undo', undoes: 'intent0', changes: [] })
    expect(entry?.head).toMatchObject({ kind: 'undo', undoes: 'intent0', touched: {} })
  })
})

test('a run can be sealed part by part', () => {
  const sealing = sealParts(planned(2501), context, start)
  const entries: Entry[] = []
  let next = sealing.next()
  for (; !next.done; next = sealing.next()) entries.push(next.value)
  expect(next.value).toBe(4)
  expect(isChain(entries)).toBe(true)
})

test('clocks never stand still, though the wall clock was set back', () => {
  const back = { ...context, nowMs: NOW - 3_600_000, clock: '2026-11-22T05:00:00.000Z+ffff' }
  const [entry] = sealAll(planned(1), back, start)
  expect(entry?.head.clock).toBe('2026-11-22T05:00:00.001Z+0000')
  expect(entry?.head.at).toBe('2026-11-22T04:00:00.000Z')
})
