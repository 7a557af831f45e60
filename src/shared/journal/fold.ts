/**
 * The one way rows come about: entries are received in any order and folded as soon as everything in their past is.
 * Per device strictly by number; a run when its closing entry is there, all at once; an abandoned run never.
 * Rows and meta are functions of the set of entries folded.
 *
 * What was received but not folded (an open run, a missing past, a clock ahead) is held in memory only. Contract:
 * after a restart the caller gives again, of every device, all entries behind `meta.heads[device].seq`.
 */
import { clockMs } from '../base/clock'
import { type Declarations, findDeclaration } from '../records/define'
import { registry, typeOfId } from '../records/registry'
import type { Change, Clock, DeviceId, Entry, EntryId, Hash, LedgerId, RecordId } from './entry'
import { entryId } from './entry-id'
import { type DraftRow, draftOf, foldChange, foldStruck, noteEntry, type Writer } from './fold-row'
import { mergeRulesOf } from './merge-rules'
import type { Row } from './row'
import { findOpenRun, type OpenRun, runFits } from './run'
import { growStacks, type UndoItem, type UndoStacks } from './undo-stack'

/** Raised when the same entries come to give other rows or another meta: stored views are then filled again. */
export const FOLD_VERSION = 2

/** Entries further ahead of the receiver than this are held. */
export const CLOCK_AHEAD_LIMIT_MS = 10 * 60 * 1000

export type FoldHead = { readonly seq: number; readonly hash: Hash; readonly clock: Clock }

/** What a fold must remember beside the rows. JSON; to be stored in the same transaction as the rows. */
export type FoldMeta = {
  /** Last folded entry per device. */
  readonly heads: { readonly [device: DeviceId]: FoldHead }
  /** What the last folded entry of each device knew of the others: all `seen` so far. */
  readonly pasts: { readonly [device: DeviceId]: { readonly [other: DeviceId]: number } }
  /** Greatest clock folded; the next entry of this device is written after it. */
  readonly clock: Clock | null
  readonly undo: UndoStacks
}

export const emptyFoldMeta: FoldMeta = { heads: {}, pasts: {}, clock: null, undo: {} }

/** Where rows come from and go to. `put` gets a new row object; rows given out earlier are never changed. */
export type RowStore = {
  get(id: RecordId): Row | undefined
  put(row: Row): void
}

export type FoldOptions = {
  /** Entries of another ledger are refused. */
  readonly ledger: LedgerId
  /** This device: its intents can be undone, its clock is not held. */
  readonly device: DeviceId
  readonly declared?: Declarations
  /**
   * Where every entry there is has been kept: the last number of each device. What a writer knew beyond is lost (a
   * damaged file was mended without it) and not waited for; were it to come after all, rows are to be folded anew.
   * Absent: it may still come.
   */
  readonly ends?: () => { readonly [device: DeviceId]: { readonly seq: number } }
}

/** Why an entry waits. */
export type Held =
  /** An earlier entry of its device is missing. */
  | { readonly why: 'seq'; readonly missing: EntryId }
  /** An entry of another device that its writer knew is missing. */
  | { readonly why: 'past'; readonly missing: EntryId }
  /** Its run has not ended. */
  | { readonly why: 'run'; readonly run: string }
  /** Its clock is ahead; it can be folded from then on. */
  | { readonly why: 'clock'; readonly untilMs: number }

export type Received = {
  /** Entries that became visible or were passed over, in the order folded. */
  readonly folded: readonly EntryId[]
  /** Records whose rows were put, each once. */
  readonly records: readonly RecordId[]
  /**
   * Entries not taken: of another ledger, or of a second history of their device (a second entry under a number, or
   * one that does not continue what is there).
   */
  readonly refused: readonly { readonly entry: EntryId; readonly why: 'ledger' | 'fork' }[]
  /** Whether anything received so far is held. */
  readonly holds: boolean
}

export type Fold = {
  /** Takes one entry. One that was folded before is passed over. `nowMs` is the receiver's clock. */
  receive(entry: Entry, nowMs: number): Received
  /**
   * Takes many; each row is put once. When filling from this data folder's own vault, whose entries were accepted
   * before, give Infinity as the clock: a computer with a dead battery must still show its phone numbers.
   */
  receiveAll(entries: Iterable<Entry>, nowMs: number): Received
  /** A snapshot that later entries do not change. */
  readonly meta: FoldMeta
  /** First waiting entry of each device and why it waits. */
  held(nowMs: number): { readonly entry: EntryId; readonly held: Held }[]
  /** The run of this device that has no end, once all of its entries were received. */
  openRun(): OpenRun | null
  /** Shortens rows after bodies were struck out; `stamp` is the entry, of a run its closing one. */
  strike(shortened: Iterable<{ readonly entry: Entry; readonly stamp: EntryId }>): readonly RecordId[]
}

/** Entries of one device that are folded as one, or why the next cannot be. */
type Next = { readonly entries: readonly Entry[]; readonly visible: boolean } | { readonly held: Held }

export function createFold(rows: RowStore, start: FoldMeta, options: FoldOptions): Fold {
  const declared: Declarations = options.declared ?? registry
  const heads = new Map<DeviceId, FoldHead>(Object.entries(start.heads))
  const pasts = new Map<DeviceId, { [other: DeviceId]: number }>(
    Object.entries(start.pasts).map(([device, past]) => [device, { ...past }]),
  )
  const undo = growStacks(start.undo)
  let clock = start.clock
  const waiting = new Map<DeviceId, Map<number, Entry>>()
  /** Own entries were written by a clock that this device accepted. */
  let ownMs = ownClockMs(start, options.device)

  const staged = new Map<RecordId, DraftRow>()
  let folded: EntryId[] = []
  let refused: { entry: EntryId; why: 'ledger' | 'fork' }[] = []

  const headSeq = (device: DeviceId): number => heads.get(device)?.seq ?? 0

  function accept(entry: Entry, nowMs: number): void {
    const { device, seq } = entry
    const refuse = (why: 'ledger' | 'fork') => refused.push({ entry: entry.head.id, why })
    if (entry.head.ledger !== options.ledger) {
      refuse('ledger')
      return
    }
    const head = heads.get(device)
    if (head !== undefined && seq <= head.seq) {
      if (seq === head.seq && entry.hash !== head.hash) refuse('fork')
      return
    }
    let ofDevice = waiting.get(device)
    const other = ofDevice?.get(seq)
    if (other !== undefined) {
      if (other.hash !== entry.hash) refuse('fork')
      return
    }
    if (device === options.device) ownMs = Math.max(ownMs, clockMs(entry.head.clock))
    if (ofDevice === undefined && isNext(entry, head) && findHeld(device, [entry], nowMs) === null) {
      foldTogether([entry], true)
      if (waiting.size > 0) foldWaiting(nowMs)
      return
    }
    if (ofDevice === undefined) {
      ofDevice = new Map()
      waiting.set(device, ofDevice)
    }
    ofDevice.set(seq, entry)
    if (foldWaitingOf(device, nowMs)) foldWaiting(nowMs)
  }

  /** The common case: a single entry that continues its device's chain. */
  const isNext = ({ seq, head: { prev, run } }: Entry, head: FoldHead | undefined): boolean =>
    run === undefined && seq === (head?.seq ?? 0) + 1 && prev === (head?.hash ?? null)

  /** Folds whatever can be folded, of all devices. */
  function foldWaiting(nowMs: number): void {
    for (let moved = waiting.size > 0; moved; ) {
      moved = false
      for (const device of [...waiting.keys()].sort()) moved = foldWaitingOf(device, nowMs) || moved
    }
  }

  function foldWaitingOf(device: DeviceId, nowMs: number): boolean {
    let moved = false
    for (;;) {
      const next = findNext(device, nowMs)
      if (next === null || 'held' in next) return moved
      foldTogether(next.entries, next.visible)
      moved = true
    }
  }

  /** What of a device comes next; null when nothing is waiting. */
  function findNext(device: DeviceId, nowMs: number): Next | null {
    const ofDevice = waiting.get(device)
    if (ofDevice === undefined) return null
    const head = heads.get(device)
    const firstSeq = (head?.seq ?? 0) + 1
    const run = ofDevice.get(firstSeq)?.head.run
    const entries: Entry[] = []
    let prev = head?.hash ?? null
    for (let seq = firstSeq; ; seq++) {
      const entry = ofDevice.get(seq)
      if (entry !== undefined && entry.head.prev !== prev) {
        // It continues another history; what it stands for may still come.
        refused.push({ entry: entry.head.id, why: 'fork' })
        ofDevice.delete(seq)
        if (ofDevice.size === 0) waiting.delete(device)
        return findNext(device, nowMs)
      }
      if (entry === undefined) {
        const missing: EntryId = `${device}:${seq}`
        return { held: run === undefined ? { why: 'seq', missing } : { why: 'run', run: run.id } }
      }
      prev = entry.hash
      const part = entry.head.run
      // A part followed by something else than its run: the run was left, and is passed over.
      if (entries.length > 0 && part?.id !== run?.id) return orHeld(device, entries, false, nowMs)
      entries.push(entry)
      if (part === undefined || !('part' in part)) {
        return orHeld(device, entries, part === undefined || runFits(entries), nowMs)
      }
    }
  }

  function orHeld(device: DeviceId, entries: readonly Entry[], visible: boolean, nowMs: number): Next {
    const held = findHeld(device, entries, nowMs)
    return held === null ? { entries, visible } : { held }
  }

  function findHeld(device: DeviceId, entries: readonly Entry[], nowMs: number): Held | null {
    const ends = options.ends?.()
    for (const { head } of entries) {
      for (const other in head.seen) {
        const known = head.seen[other] as number
        const seq = ends === undefined ? known : Math.min(known, ends[other]?.seq ?? 0)
        if (other !== device && headSeq(other) < seq) return { why: 'past', missing: `${other}:${seq}` }
      }
    }
    const closing = entries[entries.length - 1] as Entry
    if (device === options.device) return null
    const limit = Math.max(nowMs, ownMs) + CLOCK_AHEAD_LIMIT_MS
    const ms = clockMs(closing.head.clock)
    return ms > limit ? { why: 'clock', untilMs: ms - CLOCK_AHEAD_LIMIT_MS } : null
  }

  function foldTogether(entries: readonly Entry[], visible: boolean): void {
    const closing = entries[entries.length - 1] as Entry
    const { device, seq, hash, head } = closing
    let past = pasts.get(device)
    for (const entry of entries) {
      for (const other in entry.head.seen) {
        if (other === device) continue
        if (past === undefined) {
          past = {}
          pasts.set(device, past)
        }
        past[other] = Math.max(past[other] ?? 0, entry.head.seen[other] as number)
      }
    }
    if (visible) {
      const writer: Writer = { stamp: { id: head.id, clock: head.clock }, device, past: past ?? {} }
      for (const entry of entries) foldEntry(entry, writer)
      if (device === options.device) noteIntent(entries)
    }
    heads.set(device, { seq, hash, clock: head.clock })
    if (clock === null || head.clock > clock) clock = head.clock
    const ofDevice = waiting.get(device)
    for (const entry of entries) {
      ofDevice?.delete(entry.seq)
      folded.push(entry.head.id)
    }
    if (ofDevice?.size === 0) waiting.delete(device)
  }

  function foldEntry(entry: Entry, writer: Writer): void {
    for (const { record, set } of entry.body.changes) {
      const row = checkOut(record)
      foldChange(row, set, writer, mergeRulesOf(findDeclaration(declared, typeOfId(record))))
      noteEntry(row, entry.head.id)
    }
  }

  function noteIntent(entries: readonly Entry[]): void {
    const closing = entries[entries.length - 1] as Entry
    const { head } = closing
    const named = entries.find((entry) => entry.body.changes.length > 0)
    undo.push(head, {
      intent: head.intent,
      kind: head.kind,
      entry: head.id,
      first: entries[0]?.seq ?? closing.seq,
      name: named?.body.changes[0]?.name ?? '',
    })
  }

  /** Undo shows the name of the first record of an intent, which may have been struck out. */
  function renameIntent(entry: Entry, stamp: EntryId): void {
    const isMeant = (item: UndoItem) => item.entry === stamp && item.first === entry.seq
    undo.rename(entry.head.actor, isMeant, entry.body.changes[0]?.name ?? '')
  }

  function checkOut(id: RecordId): DraftRow {
    const known = staged.get(id)
    if (known) return known
    const row = draftOf(id, rows.get(id))
    staged.set(id, row)
    return row
  }

  /** Puts the rows that were changed and says what happened since the last time. */
  function finish(): Received {
    const records = [...staged.keys()]
    for (const row of staged.values()) rows.put(row)
    const received = { folded, records, refused, holds: waiting.size > 0 }
    staged.clear()
    folded = []
    refused = []
    return received
  }

  return {
    receive(entry, nowMs) {
      accept(entry, nowMs)
      return finish()
    },
    receiveAll(entries, nowMs) {
      for (const entry of entries) accept(entry, nowMs)
      // Time may have come for what was held by its clock.
      foldWaiting(nowMs)
      return finish()
    },
    get meta() {
      return {
        heads: Object.fromEntries(heads),
        pasts: Object.fromEntries([...pasts].map(([device, past]) => [device, { ...past }])),
        clock,
        undo: undo.snapshot(),
      }
    },
    held(nowMs) {
      return [...waiting.keys()].sort().flatMap((device) => {
        const next = findNext(device, nowMs)
        if (next === null || !('held' in next)) return []
        let first = Number.POSITIVE_INFINITY
        for (const seq of waiting.get(device)?.keys() ?? []) first = Math.min(first, seq)
        return [{ entry: entryId(device, first), held: next.held }]
      })
    },
    openRun: () => findOpenRun(options.device, waiting.get(options.device), headSeq(options.device)),
    strike(shortened) {
      for (const { entry, stamp } of shortened) {
        const struck = entry.body.struck ?? []
        for (const record of new Set(struck.map((place) => place.record))) {
          if (!staged.has(record) && rows.get(record) === undefined) continue
          const fields = struck.flatMap((place) => (place.record === record ? [place.field] : []))
          const rules = mergeRulesOf(findDeclaration(declared, typeOfId(record)))
          foldStruck(checkOut(record), setOf(entry, record), fields, stamp, rules)
        }
        if (entry.device === options.device) renameIntent(entry, stamp)
      }
      return finish().records
    },
  }
}

const setOf = (entry: Entry, record: RecordId): Change['set'] =>
  Object.assign({}, ...entry.body.changes.flatMap((change) => (change.record === record ? [change.set] : [])))

function ownClockMs(meta: FoldMeta, device: DeviceId): number {
  const head = meta.heads[device]
  return head === undefined ? Number.NEGATIVE_INFINITY : clockMs(head.clock)
}

/**
 * What an entry of this device written now has to name as `seen`: heads of other devices folded since its previous
 * entry. To be taken from the meta the plan was made on.
 */
export function seenSince(meta: FoldMeta, device: DeviceId): { readonly [device: DeviceId]: number } {
  const known = meta.pasts[device] ?? {}
  const seen: { [device: DeviceId]: number } = {}
  for (const [other, head] of Object.entries(meta.heads)) {
    if (other !== device && head.seq > (known[other] ?? 0)) seen[other] = head.seq
  }
  return seen
}
