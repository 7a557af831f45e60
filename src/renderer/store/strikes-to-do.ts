/**
 * Strikes that are recorded while the lines they took values out of hold them again: a vault, a copy or a browser's
 * journal that came back from before them. Where one side still has the shortened line, the other gets it; where
 * both lost it, the strike is planned and vouched for once more, under the reason it had.
 */
import type { Entry, EntryId, Hash, Strike } from '../../shared/journal/entry'
import { parseEntryId } from '../../shared/journal/entry-id'
import { bodyHashOf, parseLine } from '../../shared/journal/seal'
import { planStrikeAgain, type StrikeDue } from '../../shared/journal/strike'
import { program } from './commit-path'
import type { JournalDb } from './journal-db'
import { planOver } from './planning'
import type { SerialQueue } from './serial-queue'
import { closingOf, keepStrike, resumeStrike, type StrikeSurroundings } from './strike-ledger'
import { isPassing, type VaultLink } from './vault-link'

/** Struck entries looked at in one turn of the queue, so that a commit finds its turn in between. */
const ENTRIES_AT_ONCE = 200
/** Bytes asked of the vault at once: lines that were struck together often stand together. */
const READ_BYTES = 256 * 1024

/** Key in the journal database: whether strikes are carried out everywhere is to be looked at. */
export const STRIKES_TO_DO = 'strikesToDo'

type Vouched = { readonly strike: Strike; readonly reason: string }

/** What is vouched for, by the entry that was struck. */
const readVouched = async (journal: JournalDb): Promise<Map<EntryId, Vouched[]>> => {
  const vouched = new Map<EntryId, Vouched[]>()
  for (const device of Object.keys(journal.heads()))
    for await (const { lines } of journal.read(device, 1))
      for (const line of lines) {
        const entry = line.includes('"strikes":[') ? parseLine(line, 'trusted') : null
        if (entry?.ok !== true || (await closingOf(journal, entry.value)) === null) continue
        const { strikes = [], reason = '' } = entry.value.body
        for (const strike of strikes)
          vouched.set(strike.entry, [...(vouched.get(strike.entry) ?? []), { strike, reason }])
      }
  return vouched
}

/** `short`: as the last strike left it; `long`: as one of them found it; null: neither, which `verify` names. */
const judge = (line: string | undefined, vouched: readonly Vouched[]): 'short' | 'long' | null => {
  if (line === undefined) return null
  const body = bodyHashOf(line)
  if (vouched.some(({ strike }) => strike.before === body)) return 'long'
  return vouched.some(({ strike }) => strike.after === body) ? 'short' : null
}

/** A line of the vault, from the last stretch that was read where it has it. */
const createVaultReader = (vault: VaultLink) => {
  let read: { device: string; from: number; lines: readonly string[] } | null = null
  return async (device: string, seq: number) => {
    const at = read?.device === device ? seq - read.from : -1
    if (read === null || at < 0 || at >= read.lines.length) {
      const lines = await vault.read(device, seq, READ_BYTES)
      if (!lines.ok) return lines
      read = { device, from: seq, lines: lines.value }
    }
    return { ok: true, value: read.lines[seq - read.from] } as const
  }
}

type Found = {
  /** Entries that lost their shortened body everywhere, by the reason they were struck for. */
  readonly due: Map<string, StrikeDue[]>
  /** The vault cannot be asked now. */
  waiting: boolean
}

/** An entry with the id that rows know it by, its own or that of the run it closes with; no row knows a run without an end. */
const withStamp = async (journal: JournalDb, line: string) => {
  const entry = parseLine(line, 'trusted')
  if (!entry.ok) return null
  const closing = await closingOf(journal, entry.value)
  return { entry: entry.value, stamp: (closing ?? entry.value).head.id }
}

/** Brings one struck entry in order where a shortened line of it is left; notes it as due where none is. */
const settleEntry = async (
  around: StrikeSurroundings,
  readThere: ReturnType<typeof createVaultReader>,
  [id, vouched]: readonly [EntryId, readonly Vouched[]],
  found: Found,
): Promise<{ readonly entry: Entry; readonly stamp: EntryId } | null> => {
  const { vault, journal } = around
  const place = parseEntryId(id)
  const read = place === null ? null : await readThere(place.device, place.seq)
  if (read?.ok !== true) {
    found.waiting = true
    return null
  }
  const there = { line: read.value, is: judge(read.value, vouched) }
  const here = await lineOf(journal, id, vouched)
  const short = [there, here].find(({ is }) => is === 'short')?.line
  if (short === undefined) {
    const long = [there, here].find(({ is }) => is === 'long')?.line
    const stamped = long === undefined ? null : await withStamp(journal, long)
    if (stamped === null) return null
    const reason = vouched.map((each) => each.reason).find((text) => text !== '') ?? ''
    const fields = vouched.flatMap(({ strike }) => strike.fields)
    found.due.set(reason, [...(found.due.get(reason) ?? []), { ...stamped, fields }])
    return null
  }
  // Where the vault has it already, the host may keep the line in other places: a copy, files set aside.
  const before = there.is === 'long' && there.line !== undefined ? bodyHashOf(there.line) : originalOf(short)
  const strike = { ...(place as NonNullable<typeof place>), line: short, before, after: bodyHashOf(short) }
  const done = await vault.strike(strike)
  if (!done.ok && isPassing(done.error)) found.waiting = true
  else if (!done.ok) around.fault('store.strikesToDo', new Error(done.error.type))
  await journal.replaceAside(vouched.map((each) => ({ before: each.strike.before, line: short })))
  if (here.line === short) return null
  await journal.replace(strike.device, strike.seq, short)
  return withStamp(journal, short)
}

const lineOf = async (journal: JournalDb, id: EntryId, vouched: readonly Vouched[]) => {
  const line = await journal.line(id)
  return { line, is: judge(line, vouched) }
}

/** Hash of the body the entry was written with. */
const originalOf = (line: string): Hash => {
  const entry = parseLine(line, 'trusted')
  return entry.ok ? entry.value.head.body : bodyHashOf(line)
}

/** Plans and keeps again what lost its shortened bodies; false when it waits for the vault. */
const strikeAgain = async (
  around: StrikeSurroundings,
  reason: string,
  due: readonly StrikeDue[],
): Promise<boolean> => {
  if (!(await resumeStrike(around))) return false
  const records = new Set(due.flatMap(({ fields }) => fields.map(({ record }) => record)))
  const planned = await planOver(around.reader, { rows: records, withChildren: [] }, (view) =>
    planStrikeAgain(due, reason, view, around.random),
  )
  const kept = await keepStrike(around, planned, program)
  return kept.ok && kept.value.struckLater !== true
}

/** Carries out what is recorded and not done; false when the vault cannot be written, and it is to be asked again. */
export const carryOutStrikes = async (around: StrikeSurroundings, queue: SerialQueue): Promise<boolean> => {
  const { journal, view, path } = around
  const vouched = [...(await readVouched(journal))]
  const readThere = createVaultReader(around.vault)
  const found: Found = { due: new Map(), waiting: false }
  for (let from = 0; from < vouched.length && !found.waiting; from += ENTRIES_AT_ONCE)
    await queue.run(async () => {
      // Without its voucher in the vault, a shortened body there would look like one that was tampered with.
      if (path.kept().where !== 'vault' || !(await resumeStrike(around))) found.waiting = true
      const shortened: { readonly entry: Entry; readonly stamp: EntryId }[] = []
      for (const struck of vouched.slice(from, from + ENTRIES_AT_ONCE)) {
        const replaced = found.waiting ? null : await settleEntry(around, readThere, struck, found)
        if (replaced !== null) shortened.push(replaced)
      }
      if (shortened.length > 0) around.onRows(await view.strike(shortened))
    })
  if (found.waiting) return false
  for (const [reason, due] of found.due)
    if (!(await queue.run(() => strikeAgain(around, reason, due)))) return false
  return true
}
