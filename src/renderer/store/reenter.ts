/**
 * Entries that stood under numbers the vault gave to others are written again behind the vault's head, each saying
 * which it was; nothing a person did is dropped because a folder came back from a backup.
 */
import { compareClocks, tick } from '../../shared/base/clock'
import type {
  Clock,
  DeviceId,
  Entry,
  EntryBody,
  EntryId,
  RecordId,
  RunPart,
} from '../../shared/journal/entry'
import { entryId } from '../../shared/journal/entry-id'
import { hashOfParts, piecesOf } from '../../shared/journal/run'
import { type Position, parseLine, positionAfter, sealEntry } from '../../shared/journal/seal'
import type { CommitPath } from './commit-path'
import type { AsideLine, JournalDb } from './journal-db'

/** Entries, and characters of their lines, from which on a batch is written. */
const ENTRIES_AT_ONCE = 500
const LENGTH_AT_ONCE = 1024 * 1024

/** Entries of one intent, as they stood; a run that did not end is left out: nothing of it was ever visible. */
const groupIntents = (entries: readonly Entry[]): (readonly Entry[])[] => {
  const groups: Entry[][] = []
  for (const entry of entries) {
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

const entriesOf = (lines: readonly string[]): Entry[] =>
  lines.flatMap((line) => {
    const parsed = parseLine(line)
    return parsed.ok ? [parsed.value] : []
  })

/** A run that both histories had begun: its first parts still stand where they were. */
const withEarlierParts = async (journal: JournalDb, group: readonly Entry[]): Promise<readonly Entry[]> => {
  const [first] = group
  const run = first?.head.run
  if (first === undefined || run === undefined) return group
  const missing = 'part' in run ? run.part - 1 : 'end' in run ? run.end.parts : 0
  if (missing === 0) return group
  const earlier = entriesOf(await journal.range(first.device, first.seq - missing, first.seq - 1))
  return [...earlier.filter(({ head }) => head.run?.id === run.id), ...group]
}

/** How an entry is known again under its new number. */
const keyOf = (was: EntryId, intent: string): string => `${was} ${intent}`

/** What was entered again before: a start may have been cut off before it noted so. */
const readEntered = async (journal: JournalDb, aside: readonly Entry[]): Promise<ReadonlySet<string>> => {
  const entered = new Set<string>()
  const note = ({ head: { was, intent } }: Entry): void => {
    if (was !== undefined) entered.add(keyOf(was, intent))
  }
  for (const entry of aside) note(entry)
  for (const device of Object.keys(journal.heads()))
    for await (const { lines } of journal.read(device, 1))
      for (const line of lines) {
        const entry = line.includes('"was":"') ? parseLine(line, 'trusted') : null
        if (entry?.ok === true) note(entry.value)
      }
  return entered
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

/** Where the next entry comes. */
type Place = { readonly position: Position; readonly clock: Clock | null; readonly nowMs: number }

const placeOf = (path: CommitPath): Place => {
  const { clock, nowMs } = path.contextFor({ id: 'user:', name: '' }, '')
  return { position: path.position(), clock, nowMs }
}

/** Seals the entries of one intent anew at this place. */
const sealAgain = (
  group: readonly Entry[],
  place: Place,
  { isFreshChain, moved, seen }: Again,
): { readonly sealed: readonly Entry[]; readonly next: Place } => {
  const sealed: Entry[] = []
  let { position, clock } = place
  const { nowMs } = place
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
  return { sealed, next: { position, clock, nowMs } }
}

/** The last number of each device that both histories share: what the set-aside entries certainly knew. */
const sharedHeads = (lines: readonly AsideLine[], own: DeviceId): { readonly [device: DeviceId]: number } => {
  const shared: { [device: DeviceId]: number } = {}
  for (const { device, seq } of lines)
    if (device !== own) shared[device] = Math.min(shared[device] ?? Number.POSITIVE_INFINITY, seq - 1)
  return Object.fromEntries(Object.entries(shared).filter(([, seq]) => seq > 0))
}

/**
 * Writes set-aside entries again, many at once; answers how many. What cannot be written now waits for the next start.
 * That they were is noted once, at the end: where a start is cut off before, the next knows them by what they were.
 */
export const reenter = async (journal: JournalDb, path: CommitPath): Promise<number> => {
  const lines = await journal.branches()
  if (lines.length === 0) return 0
  const { device: own, prev } = path.position()
  const isFreshChain = prev === null
  const aside = entriesOf(lines.map(({ line }) => line))
  const entered = await readEntered(journal, aside)
  const groups = groupIntents(aside).sort((a, b) => compareClocks(clockOf(a), clockOf(b)))
  const moved = new Set(lines.map(({ device, seq }) => entryId(device, seq)))
  const done = new Set<string>()
  let seen = sharedHeads(lines, own)
  let count = 0
  let place = placeOf(path)
  let batch: { readonly sealed: Entry[]; readonly lines: string[] } = { sealed: [], lines: [] }

  const writeBatch = async (): Promise<boolean> => {
    if (batch.sealed.length === 0) return true
    const written = await path.writeSealed(batch.sealed)
    if (!written.ok) return false
    for (const line of batch.lines) done.add(line)
    count += batch.lines.length
    batch = { sealed: [], lines: [] }
    place = placeOf(path)
    return true
  }

  let canWrite = true
  for (const group of groups) {
    const last = group.at(-1)
    if (last !== undefined && entered.has(keyOf(last.head.id, last.head.intent))) {
      for (const { line } of group) done.add(line)
      continue
    }
    const again = sealAgain(await withEarlierParts(journal, group), place, { isFreshChain, moved, seen })
    seen = {}
    place = again.next
    batch.sealed.push(...again.sealed)
    batch.lines.push(...group.map(({ line }) => line))
    const length = batch.lines.reduce((sum, line) => sum + line.length, 0)
    if (batch.sealed.length < ENTRIES_AT_ONCE && length < LENGTH_AT_ONCE) continue
    canWrite = await writeBatch()
    if (!canWrite) break
  }
  if (canWrite) await writeBatch()
  if (done.size > 0) await journal.setBranches(lines.filter(({ line }) => !done.has(line)))
  return count
}
