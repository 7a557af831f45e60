/**
 * Entries that stood under numbers the vault gave to others are written again behind the vault's head, each saying
 * which it was; nothing a person did is dropped because a folder came back from a backup.
 */
import { compareClocks, tick } from '../../shared/base/clock'
import type { DeviceId, Entry, EntryBody, EntryId, RecordId, RunPart } from '../../shared/journal/entry'
import { entryId } from '../../shared/journal/entry-id'
import { hashOfParts, piecesOf } from '../../shared/journal/run'
import { parseLine, positionAfter, sealEntry } from '../../shared/journal/seal'
import type { CommitPath } from './commit-path'
import type { AsideLine, JournalDb } from './journal-db'

/** Entries of one intent, as they stood; a run that did not end is left out: nothing of it was ever visible. */
const groupIntents = (lines: readonly AsideLine[]): (readonly Entry[])[] => {
  const groups: Entry[][] = []
  for (const { line } of lines) {
    const parsed = parseLine(line)
    if (!parsed.ok) continue
    const entry = parsed.value
    const last = groups.at(-1)
    const run = entry.head.run
    if (run !== undefined && last?.at(-1)?.head.run?.id === run.id) last.push(entry)
    else groups.push([entry])
  }
  return groups.filter((group) => {
    const run = group.at(-1)?.head.run
    return run === undefined || 'end' in run
  })
}

const clockOf = (group: readonly Entry[]): string => group.at(-1)?.head.clock ?? ''

const runAgain = (run: RunPart, parts: readonly Entry[]): RunPart =>
  'end' in run
    ? {
        ...run,
        end: {
          parts: parts.length,
          changes: parts.reduce((sum, part) => sum + piecesOf(part), 0),
          hash: hashOfParts(parts.map(({ hash }) => hash)),
        },
      }
    : run

/**
 * A body to be written again. What was struck is left alone: as the nothing it is now it would empty what was entered
 * since. Shortened bodies among the entries that are `moved` need nobody to vouch for them under their new numbers.
 */
const bodyAgain = (
  { struck = [], changes, strikes, ...body }: EntryBody,
  moved: ReadonlySet<EntryId>,
): EntryBody => {
  const isStruck = (record: RecordId, field: string): boolean =>
    struck.some((at) => at.record === record && at.field === field)
  const left = strikes?.filter(({ entry }) => !moved.has(entry)) ?? []
  return {
    ...body,
    changes: changes.map((change) => ({
      ...change,
      set: Object.fromEntries(
        Object.entries(change.set).filter(
          ([field, [, after]]) => after !== null || !isStruck(change.record, field),
        ),
      ),
    })),
    ...(left.length === 0 ? {} : { strikes: left }),
  }
}

type Again = {
  /** Behind a chain of its own nothing comes before: the entries keep their clock. */
  readonly isFreshChain: boolean
  /** All entries that get new numbers. */
  readonly moved: ReadonlySet<EntryId>
  /** What the first entry of the group knew of others, beyond what it says itself. */
  readonly seen: { readonly [device: DeviceId]: number }
}

/** Seals the entries of one intent anew at this device's head. */
const sealAgain = (
  group: readonly Entry[],
  path: CommitPath,
  { isFreshChain, moved, seen }: Again,
): Entry[] => {
  const sealed: Entry[] = []
  let position = path.position()
  let { clock, nowMs } = path.contextFor({ id: 'user:', name: '' }, '')
  for (const entry of group) {
    const { v: _v, id, body: _body, prev: _prev, run, seen: own, clock: then, ...rest } = entry.head
    clock = isFreshChain ? then : tick(clock, nowMs)
    const knew = { ...(sealed.length === 0 ? seen : {}), ...own }
    const again = sealEntry(
      {
        head: {
          ...rest,
          clock,
          was: id,
          ...(Object.keys(knew).length === 0 ? {} : { seen: knew }),
          ...(run === undefined ? {} : { run: runAgain(run, sealed) }),
        },
        body: bodyAgain(entry.body, moved),
      },
      position,
    )
    sealed.push(again)
    position = positionAfter(again)
  }
  return sealed
}

/** The last number of each device that both histories share: what the set-aside entries certainly knew. */
const sharedHeads = (lines: readonly AsideLine[], own: DeviceId): { readonly [device: DeviceId]: number } => {
  const shared: { [device: DeviceId]: number } = {}
  for (const { device, seq } of lines)
    if (device !== own) shared[device] = Math.min(shared[device] ?? Number.POSITIVE_INFINITY, seq - 1)
  return Object.fromEntries(Object.entries(shared).filter(([, seq]) => seq > 0))
}

/** Writes set-aside entries again; answers how many. What cannot be written now waits for the next start. */
export const reenter = async (journal: JournalDb, path: CommitPath): Promise<number> => {
  const lines = await journal.branches()
  if (lines.length === 0) return 0
  const { device: own, prev } = path.position()
  const isFreshChain = prev === null
  const groups = groupIntents(lines).sort((a, b) => compareClocks(clockOf(a), clockOf(b)))
  const moved = new Set(lines.map(({ device, seq }) => entryId(device, seq)))
  let seen = sharedHeads(lines, own)
  let left = lines
  let count = 0
  for (const group of groups) {
    const written = await path.writeSealed(sealAgain(group, path, { isFreshChain, moved, seen }))
    if (!written.ok) break
    seen = {}
    const done = new Set(group.map((entry) => entry.line))
    left = left.filter(({ line }) => !done.has(line))
    await journal.setBranches(left)
    count += group.length
  }
  return count
}
