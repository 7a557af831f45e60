/**
 * Striking out, end to end: the shortened lines are remembered first, then the entry that vouches for them is kept,
 * then they replace the old ones in the vault, the journal and the rows. A start goes on where a crash left it.
 */
import { err, ok, type Result } from '../../shared/base/result'
import type { Entry, EntryId, RecordId, Strike } from '../../shared/journal/entry'
import { compareEntryIds, parseEntryId } from '../../shared/journal/entry-id'
import type { Actor } from '../../shared/journal/intent'
import type { Row } from '../../shared/journal/row'
import { parseLine } from '../../shared/journal/seal'
import { planStrike, type StrikePlan, shortenAside } from '../../shared/journal/strike'
import { user } from '../../shared/records/office/user'
import { typeOfId } from '../../shared/records/registry'
import type { CommitPath } from './commit-path'
import type { FreshAside, JournalDb } from './journal-db'
import { planOver, type RowReader, withDescendants } from './planning'
import type { CommitFailure, Committed } from './store-api'
import { isPassing, type VaultLink } from './vault-link'
import type { ViewKeeper } from './view-keeper'

/** Key in the journal database of a strike that was begun. */
const STRIKING = 'striking'

type Line = {
  readonly entry: EntryId
  readonly stamp: EntryId
  readonly line: string
  readonly before: string
  readonly after: string
}

type Striking = {
  /** The first entry of the strike, once it is kept. */
  readonly voucher: EntryId
  readonly lines: readonly Line[]
  /** Lines that take the place of others that were set aside. */
  readonly aside?: readonly FreshAside[]
}

export type StrikeSurroundings = {
  readonly vault: VaultLink
  readonly journal: JournalDb
  readonly view: ViewKeeper
  readonly reader: RowReader
  readonly path: CommitPath
  readonly random: (bytes: number) => Uint8Array
  readonly onRows: (rows: readonly Row[]) => void
  readonly fault: (where: string, error: unknown) => void
}

export const readEntry = async (journal: JournalDb, id: EntryId): Promise<Entry | null> => {
  const line = await journal.line(id)
  const entry = line === undefined ? null : parseLine(line, 'trusted')
  return entry?.ok === true ? entry.value : null
}

/** Closing entry of the run a part belongs to, an entry of no run itself; null when the run has none. */
export const closingOf = async (journal: JournalDb, part: Entry): Promise<Entry | null> => {
  const run = part.head.run
  if (run === undefined || 'end' in run) return part
  for (let seq = part.seq + 1; ; seq += 1) {
    const next = await readEntry(journal, `${part.device}:${seq}`)
    if (next === null || next.head.run?.id !== run.id || 'abandoned' in next.head.run) return null
    if ('end' in next.head.run) return next
  }
}

/** Every entry that may hold something of the record, in order per device, with the closing entries of runs. */
const historyOf = async ({ journal, reader }: StrikeSurroundings, record: RecordId): Promise<Entry[]> => {
  const entries = new Map<EntryId, Entry>()
  const keep = async (entry: Entry): Promise<void> => {
    entries.set(entry.head.id, entry)
    const closing = await closingOf(journal, entry)
    if (closing !== null) entries.set(closing.head.id, closing)
  }
  for (const row of (await reader.rows(await withDescendants(reader, [record]))).values())
    for (const id of row.entries) {
      const entry = entries.has(id) ? null : await readEntry(journal, id)
      if (entry !== null) await keep(entry)
    }
  // A user's name stands in every entry of that user.
  if (typeOfId(record) === user.type)
    for (const device of Object.keys(journal.heads()))
      for await (const { lines } of journal.read(device, 1))
        for (const line of lines) {
          const entry = line.includes(record) ? parseLine(line, 'trusted') : null
          if (entry?.ok === true && entry.value.head.actor === record) await keep(entry.value)
        }
  return [...entries.values()].sort((a, b) => compareEntryIds(a.head.id, b.head.id))
}

/** `waiting`: still to be done, when the vault can be written; `partly`: some lines could not be replaced at all. */
type CarriedOut = 'whole' | 'partly' | 'waiting'

/** Replaces lines that wait. */
const replaceLines = async (around: StrikeSurroundings, striking: Striking): Promise<CarriedOut> => {
  const { vault, journal, view } = around
  let carriedOut: CarriedOut = 'whole'
  await journal.replaceAside(striking.aside ?? [])
  const shortened: { entry: Entry; stamp: EntryId }[] = []
  for (const { entry: id, stamp, line, before, after } of striking.lines) {
    const place = parseEntryId(id)
    if (place === null) continue
    const done = await vault.strike({ ...place, line, before, after })
    if (!done.ok && isPassing(done.error)) return 'waiting'
    if (!done.ok) {
      // The vault has another line there by now: `verify` says so, the others are struck all the same.
      around.fault('store.strike', new Error(done.error.type))
      carriedOut = 'partly'
      continue
    }
    await journal.replace(place.device, place.seq, line)
    const entry = parseLine(line, 'trusted')
    if (entry.ok) shortened.push({ entry: entry.value, stamp })
  }
  around.onRows(await view.strike(shortened))
  await journal.setMeta(STRIKING, undefined)
  return carriedOut
}

const carryOut = async (around: StrikeSurroundings, striking: Striking): Promise<CarriedOut> => {
  // Without its voucher in the vault, a shortened body there would look like one that was tampered with.
  if (around.path.kept().where !== 'vault') return 'waiting'
  try {
    return await replaceLines(around, striking)
  } catch (error) {
    // The strike is recorded all the same, and what it began is remembered.
    around.fault('store.strike', error)
    return 'waiting'
  }
}

/** What an entry and those behind it in its run say was struck out; nothing where the run has no end. */
const strikesFrom = async (journal: JournalDb, first: Entry): Promise<readonly Strike[]> => {
  const closing = await closingOf(journal, first)
  const strikes: Strike[] = []
  for (let { seq } = first; closing !== null && seq <= closing.seq; seq += 1)
    strikes.push(...((await readEntry(journal, `${first.device}:${seq}`))?.body.strikes ?? []))
  return strikes
}

/** Goes on with a strike that was begun, if its voucher is kept; true when none waits any more. */
export const resumeStrike = async (around: StrikeSurroundings): Promise<boolean> => {
  const striking = await around.journal.getMeta<Striking>(STRIKING)
  if (striking === undefined) return true
  const voucher = await readEntry(around.journal, striking.voucher)
  const kept = voucher === null ? [] : await strikesFrom(around.journal, voucher)
  // The number may be another entry's by now, even another strike's.
  const isKept = striking.lines.every(({ entry, before, after }) =>
    kept.some((each) => each.entry === entry && each.before === before && each.after === after),
  )
  if (isKept) return (await carryOut(around, striking)) !== 'waiting'
  await around.journal.setMeta(STRIKING, undefined)
  return true
}

/** Whether a strike is recorded whose lines still wait to be replaced. */
export const isStrikeWaiting = async ({ journal }: StrikeSurroundings): Promise<boolean> =>
  (await journal.getMeta<Striking>(STRIKING)) !== undefined

/** Strikes fields of a record out; the caller holds the queue. */
export const strikeRecord = async (
  around: StrikeSurroundings,
  actor: Actor,
  request: { readonly record: RecordId; readonly fields: readonly string[]; readonly reason: string },
): Promise<Result<Committed, CommitFailure>> => {
  const { reader } = around
  // There is one place for lines that wait: another strike would take it, and these lines be lost.
  if (!(await resumeStrike(around))) return err({ type: 'StrikeWaiting' })
  const history = await historyOf(around, request.record)
  const planned: Result<StrikePlan, CommitFailure> = await planOver(
    reader,
    { rows: [request.record, actor.id], withChildren: [request.record] },
    (view) => planStrike(request, history, view, actor, around.random),
  )
  return planned.ok ? keepStrike(around, planned.value, actor) : planned
}

/** Entries that were set aside, as far as they can be read. */
export const asideOf = async (journal: JournalDb): Promise<Entry[]> =>
  (await journal.asideLines()).flatMap((line) => {
    const entry = parseLine(line, 'trusted')
    return entry.ok ? [entry.value] : []
  })

/** Keeps a planned strike, then carries it out. */
export const keepStrike = async (
  around: StrikeSurroundings,
  { planned, shortened, places }: StrikePlan,
  actor: Pick<Actor, 'id' | 'name'>,
): Promise<Result<Committed, CommitFailure>> => {
  const { journal, path } = around
  const lines = shortened.map(
    ({ entry, stamp, line, before, after }): Line => ({ entry: entry.head.id, stamp, line, before, after }),
  )
  const aside = shortenAside(await asideOf(journal), places, around.random)
  const { device, seq } = path.position()
  if (lines.length === 0) {
    await journal.replaceAside(aside)
    return ok({ intent: '', head: `${device}:${seq - 1}`, kept: path.kept().where })
  }
  const striking: Striking = {
    voucher: `${device}:${seq}`,
    lines,
    aside: [...aside, ...lines].map(({ before, line }) => ({ before, line })),
  }
  await journal.setMeta(STRIKING, striking)
  const written = await path.write(planned, actor)
  if (!written.ok) {
    // Where the vault may have taken the voucher without an answer, the comparison before the next write decides.
    if (!path.isUnsettled()) await journal.setMeta(STRIKING, undefined)
    return err(written.error)
  }
  // Kept in the journal alone, the vault has no voucher yet: the rest is done when it is back.
  const isWhole = (await carryOut(around, striking)) === 'whole'
  return ok(isWhole ? written.value.committed : { ...written.value.committed, struckLater: true })
}
