import { beforeEach, describe, expect, test } from 'vitest'
import type { Entry, EntryHead, RunPart, Strike } from '../../shared/journal/entry'
import { type Position, positionAfter, sealEntry } from '../../shared/journal/seal'
import { resumeStrike, type StrikeSurroundings } from './strike-ledger'

const strikeOf = (entry: string, letter: string): Strike => ({
  entry: entry as Strike['entry'],
  fields: [],
  before: letter.repeat(64),
  after: `${letter}0`.repeat(32),
})

const first: Position = { device: 'dev1', seq: 9, prev: 'c'.repeat(64) }

const sealed = (position: Position, strikes?: readonly Strike[], run?: RunPart): Entry =>
  sealEntry(
    {
      head: {
        ledger: 'abcd0123',
        clock: '2026-11-22T05:00:00.000Z+0000' as EntryHead['clock'],
        at: '2026-11-22T05:00:00.000Z',
        zone: 'UTC',
        offset: 0,
        actor: 'user:a' as EntryHead['actor'],
        kind: 'strike',
        intent: 'intent',
        touched: {},
        ...(run ? { run } : {}),
      },
      body: { salt: 's', actorName: '佐藤', changes: [], ...(strikes ? { strikes } : {}) },
    },
    position,
  )

let meta: Map<string, unknown>
let struck: number[]

const resume = (entries: readonly Entry[]): Promise<boolean> =>
  resumeStrike({
    journal: {
      getMeta: async (key: string) => meta.get(key),
      setMeta: async (key: string, value: unknown) => void meta.set(key, value),
      line: async (id: string) => entries.find(({ head }) => head.id === id)?.line,
      replaceAside: async () => {},
      replace: async () => {},
    },
    path: { kept: () => ({ where: 'vault' }) },
    vault: {
      strike: async ({ seq }: { seq: number }) => {
        struck.push(seq)
        return { ok: true, value: null }
      },
    },
    view: { strike: async () => [] },
    onRows: () => {},
    fault: () => {},
  } as unknown as StrikeSurroundings)

const wishes = [strikeOf('dev1:5', 'd'), strikeOf('dev1:6', 'e')]

beforeEach(() => {
  struck = []
  meta = new Map([
    [
      'striking',
      {
        voucher: 'dev1:9',
        lines: wishes.map(({ entry, before, after }) => ({ entry, stamp: entry, line: 'x', before, after })),
      },
    ],
  ])
})

describe('a strike that was begun is carried out', () => {
  test('when the entry under its number says so', async () => {
    expect(await resume([sealed(first, [...wishes, strikeOf('dev1:7', 'f')])])).toBe(true)
    expect(struck).toEqual([5, 6])
  })

  test('when the run that begins there says so, and has its end', async () => {
    const begin = sealed(first, wishes.slice(0, 1), { id: 'run', part: 1 })
    const second = sealed(positionAfter(begin), wishes.slice(1), { id: 'run', part: 2 })
    const end = { parts: 2, changes: 0, hash: 'a'.repeat(64) }
    const last = sealed(positionAfter(second), undefined, { id: 'run', end })
    expect(await resume([begin, second, last])).toBe(true)
    expect(struck).toEqual([5, 6])
  })
})

describe('a strike that was begun is none', () => {
  test.each<[string, readonly Entry[]]>([
    ['where the entry under its number is another strike', [sealed(first, [strikeOf('dev1:2', 'a')])]],
    ['where the entry says so of a part of it only', [sealed(first, wishes.slice(0, 1))]],
    [
      'where the entry says so of another text',
      [
        sealed(
          first,
          wishes.map((wish) => ({ ...wish, after: 'b'.repeat(64) })),
        ),
      ],
    ],
    ['where the entry strikes nothing', [sealed(first)]],
    ['where nothing stands there', []],
    ['where its run has no end', [sealed(first, wishes, { id: 'run', part: 1 })]],
  ])('%s', async (_what, entries) => {
    expect(await resume(entries)).toBe(true)
    expect(struck).toEqual([])
    expect(meta.get('striking')).toBeUndefined()
  })
})
