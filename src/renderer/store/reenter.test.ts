import { describe, expect, test } from 'vitest'
import { ok } from '../../shared/base/result'
import { sealAbandon } from '../../shared/journal/cut'
import type { Entry } from '../../shared/journal/entry'
import { positionAfter } from '../../shared/journal/seal'
import { planCreate } from '../../shared/journal/testing/apart'
import { Device, smallLimits } from '../../shared/journal/testing/device'
import type { CommitPath } from './commit-path'
import type { AsideLine, JournalDb } from './journal-db'
import { reenter } from './reenter'

/** Entries of a device as they stand aside. */
const asideOf = (entries: readonly Entry[]): AsideLine[] =>
  entries.map(({ device, seq, line }) => ({ device, seq, line }))

/** A journal with set-aside lines, its chains in memory, and a path that writes to the chain of `devnew`. */
const surroundings = (aside: readonly AsideLine[], chains: readonly Entry[] = []) => {
  const own: Entry[] = []
  const written = { batches: [] as number[], branchBytes: 0 }
  let branches = aside
  let failAfter = Number.POSITIVE_INFINITY
  const all = () => [...chains, ...own]
  const journal = {
    heads: () => Object.fromEntries(all().map(({ device, seq, hash }) => [device, { seq, hash }])),
    branches: async () => branches,
    setBranches: async (lines: readonly AsideLine[]) => {
      written.branchBytes += JSON.stringify(lines).length
      branches = lines
    },
    range: async (device: string, from: number, to: number) =>
      all()
        .filter((entry) => entry.device === device && entry.seq >= from && entry.seq <= to)
        .map(({ line }) => line),
    read: async function* (device: string) {
      const lines = all()
        .filter((entry) => entry.device === device)
        .map(({ line }) => line)
      if (lines.length > 0) yield { device, from: 1, lines }
    },
  } as unknown as JournalDb
  const path = {
    position: () => {
      const last = own.at(-1)
      return last === undefined ? { device: 'devnew', seq: 1, prev: null } : positionAfter(last)
    },
    contextFor: () => ({ clock: null, nowMs: 0 }),
    writeSealed: async (entries: readonly Entry[]) => {
      if (written.batches.length >= failAfter) throw new Error('cut off')
      own.push(...entries)
      written.batches.push(entries.length)
      return ok({})
    },
  } as unknown as CommitPath
  return {
    own,
    written,
    waiting: () => branches,
    reenter: () => reenter(journal, path),
    cutOffAfter: (batches: number) => {
      failAfter = batches
    },
  }
}

const create = (device: Device, count: number): void => {
  for (let n = 0; n < count; n += 1) device.write(planCreate(`n${n}`, { name: `人 ${n}` }))
}

describe('Entering set-aside entries again', () => {
  test('writes what is left once, not once per entry', async () => {
    const old = new Device('devold')
    create(old, 1200)
    const around = surroundings(asideOf(old.entries))
    expect(await around.reenter()).toBe(1200)
    expect(around.written).toEqual({ batches: [500, 500, 200], branchBytes: 2 })
    expect(around.own.map(({ head }) => head.was)).toEqual(old.entries.map(({ head }) => head.id))
    expect(around.waiting()).toEqual([])
  })

  test('that was cut off goes on, and enters nothing twice', async () => {
    const old = new Device('devold')
    create(old, 1200)
    const around = surroundings(asideOf(old.entries))
    around.cutOffAfter(1)
    await expect(around.reenter()).rejects.toThrow('cut off')
    around.cutOffAfter(Number.POSITIVE_INFINITY)
    expect(await around.reenter()).toBe(700)
    expect(around.own.map(({ head }) => head.was)).toEqual(old.entries.map(({ head }) => head.id))
    expect(around.waiting()).toEqual([])
  })

  test('takes the first parts of a run from where they stand, so that it is whole again', async () => {
    const old = new Device('devold', new Map(), smallLimits)
    const changes = Array.from({ length: 6 }, (_, n) => planCreate(`r${n}`, { name: `${n}` }).changes).flat()
    const run = old.write({ kind: 'import', changes })
    const [first, last] = run.slice(0, 2) as [Entry, Entry]
    const { intent, clock, run: part } = last.head
    const open = { id: part?.id ?? '', intent, position: positionAfter(last), clock }
    const there = [first, last, sealAbandon(open, old.context())]
    const around = surroundings(asideOf(run.slice(2)), there)
    await around.reenter()
    const { fold, rows } = new Device('devother')
    fold.receiveAll([...there, ...around.own], Number.POSITIVE_INFINITY)
    expect(rows.size).toBe(6)
  })
})
