/**
 * From a planned intent to sealed entries: one entry, or, above 500 changes or 256 KiB, a run of parts and a closing
 * entry. One change = one record with all its fields (one element of `changes`), or one strike.
 */
import { tick } from '../base/clock'
import { newIntentId, newSalt, type Random } from '../base/random'
import { utf8Length } from '../base/text'
import type { Change, Clock, DeviceId, Entry, Hash, LedgerId, RunPart, Strike } from './entry'
import type { Digest } from './hash'
import type { Actor, PlannedIntent } from './intent'
import { parseMemberUnit } from './merge-rules'
import { hashOfParts, type OpenRun } from './run'
import { type EntryDraft, type Position, positionAfter, sealEntry, sealEntryWith } from './seal'

/** Where an entry becomes a run, and how large the parts of a run may be. Sizes in bytes of UTF-8 of JSON. */
export const runLimits = {
  /** An intent of more changes is a run. */
  entryChanges: 500,
  /** An intent whose changes take more is a run. */
  entryBytes: 256 * 1024,
  partChanges: 1000,
  /** A part is closed before it would grow beyond this; one change alone may be larger. */
  partBytes: 1024 * 1024,
}

/** What is fixed when an intent is written down: a retry must reuse it, or rather the entries sealed with it. */
export type WriteContext = {
  readonly ledger: LedgerId
  readonly actor: Pick<Actor, 'id' | 'name'>
  /** Id of the intent, from `newIntentId`. */
  readonly intent: string
  readonly nowMs: number
  /** IANA name of the device's zone, and its offset at that moment in minutes east of UTC. */
  readonly zone: string
  readonly offset: number
  /** Greatest clock this device has written or folded; null: none yet. */
  readonly clock: Clock | null
  /** From `seenSince`: heads of other devices that the view of this plan had folded. */
  readonly seen?: { readonly [device: DeviceId]: number }
  readonly random: Random
}

type Piece = { readonly change: Change } | { readonly strike: Strike }

/** Heads are never struck out: they name fields, and no member of tags. */
function touchedBy(changes: readonly Change[]): EntryDraft['head']['touched'] {
  const touched: { [record: Change['record']]: readonly string[] } = {}
  for (const { record, set } of changes) {
    const fields = Object.keys(set).map((field) => parseMemberUnit(field)?.field ?? field)
    touched[record] = [...new Set([...(touched[record] ?? []), ...fields])]
  }
  return touched
}

function toDraft(
  planned: PlannedIntent,
  pieces: readonly Piece[],
  context: WriteContext,
  clock: Clock,
  run: RunPart | undefined,
  seen: WriteContext['seen'],
): EntryDraft {
  const changes = pieces.flatMap((piece) => ('change' in piece ? [piece.change] : []))
  const strikes = pieces.flatMap((piece) => ('strike' in piece ? [piece.strike] : []))
  return {
    head: {
      ledger: context.ledger,
      clock,
      at: new Date(context.nowMs).toISOString(),
      zone: context.zone,
      offset: context.offset,
      actor: context.actor.id,
      kind: planned.kind,
      intent: context.intent,
      ...(planned.undoes === undefined ? {} : { undoes: planned.undoes }),
      touched: touchedBy(changes),
      ...(seen === undefined || Object.keys(seen).length === 0 ? {} : { seen }),
      ...(run === undefined ? {} : { run }),
    },
    body: {
      salt: newSalt(context.random),
      actorName: context.actor.name,
      ...(planned.reason === undefined ? {} : { reason: planned.reason }),
      changes,
      ...(strikes.length === 0 ? {} : { strikes }),
    },
  }
}

/** The pieces of each entry: one group when the intent fits one entry, else those of the run's parts. */
function group(
  planned: PlannedIntent,
  limits: typeof runLimits,
): { readonly isRun: boolean; readonly groups: readonly Piece[][] } {
  const pieces: Piece[] = [
    ...planned.changes.map((change) => ({ change })),
    ...(planned.strikes ?? []).map((strike) => ({ strike })),
  ]
  const bytes = pieces.map((piece) =>
    utf8Length(JSON.stringify('change' in piece ? piece.change : piece.strike)),
  )
  const total = bytes.reduce((sum, size) => sum + size, 0)
  if (pieces.length <= limits.entryChanges && total <= limits.entryBytes) {
    return { isRun: false, groups: [pieces] }
  }
  const groups: Piece[][] = []
  let current: Piece[] = []
  let size = 0
  pieces.forEach((piece, index) => {
    const next = bytes[index] ?? 0
    if (current.length === limits.partChanges || (current.length > 0 && size + next > limits.partBytes)) {
      groups.push(current)
      current = []
      size = 0
    }
    current.push(piece)
    size += next
  })
  groups.push(current)
  return { isRun: true, groups }
}

/** The entries of an intent before they are sealed, in order; each is answered with the entry that came of it. */
function* draftParts(
  planned: PlannedIntent,
  context: WriteContext,
  limits: typeof runLimits,
): Generator<EntryDraft, number, Entry> {
  const { isRun, groups } = group(planned, limits)
  let clock = tick(context.clock, context.nowMs)
  if (!isRun) {
    yield toDraft(planned, groups[0] ?? [], context, clock, undefined, context.seen)
    return 1
  }
  const id = newIntentId(context.random)
  const hashes: Hash[] = []
  let changes = 0
  for (const pieces of groups) {
    const part = hashes.length + 1
    const seen = part === 1 ? context.seen : undefined
    const { hash } = yield toDraft(planned, pieces, context, clock, { id, part }, seen)
    hashes.push(hash)
    changes += pieces.length
    clock = tick(clock, context.nowMs)
  }
  const end = { parts: hashes.length, changes, hash: hashOfParts(hashes) }
  yield toDraft(planned, [], context, clock, { id, end }, undefined)
  return hashes.length + 1
}

/**
 * Seals an intent entry by entry, so that a long run can be stored, and stopped, in between: what was sealed of a run
 * that is not finished must be followed by `sealAbandon`. Returns how many entries there are.
 */
export function* sealParts(
  planned: PlannedIntent,
  context: WriteContext,
  position: Position,
  limits: typeof runLimits = runLimits,
): Generator<Entry, number> {
  const drafts = draftParts(planned, context, limits)
  let at = position
  let next = drafts.next()
  while (!next.done) {
    const entry = sealEntry(next.value, at)
    yield entry
    at = positionAfter(entry)
    next = drafts.next(entry)
  }
  return next.value
}

/** The same entries, hashed by the platform. */
export async function* sealPartsWith(
  digest: Digest,
  planned: PlannedIntent,
  context: WriteContext,
  position: Position,
  limits: typeof runLimits = runLimits,
): AsyncGenerator<Entry, number> {
  const drafts = draftParts(planned, context, limits)
  let at = position
  let next = drafts.next()
  while (!next.done) {
    const entry = await sealEntryWith(digest, next.value, at)
    yield entry
    at = positionAfter(entry)
    next = drafts.next(entry)
  }
  return next.value
}

/** Seals an intent whole: one entry, or the parts of a run and its closing entry, in order. */
export const sealAll = (
  planned: PlannedIntent,
  context: WriteContext,
  position: Position,
  limits: typeof runLimits = runLimits,
): Entry[] => [...sealParts(planned, context, position, limits)]

/** The entry that sets an open run of this device aside: nothing of it is ever visible. */
export function sealAbandon(run: OpenRun, context: WriteContext): Entry {
  const clock = tick(
    context.clock !== null && context.clock > run.clock ? context.clock : run.clock,
    context.nowMs,
  )
  const draft = toDraft(
    { kind: 'abandon', changes: [] },
    [],
    { ...context, intent: run.intent },
    clock,
    { id: run.id, abandoned: true },
    context.seen,
  )
  return sealEntry(draft, run.position)
}
