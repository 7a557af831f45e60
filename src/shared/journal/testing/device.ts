/**
 * A simulated device for the journal's tests: plans on its own view, seals, folds, and remembers as plain sets what
 * each of its writes knew, which is the truth the clever bookkeeping by `seen` is compared with.
 */
import type { Random } from '../../base/random'
import { ok, type Result } from '../../base/result'
import { runLimits, sealAbandon, sealAll } from '../cut'
import type { DeviceId, Entry, EntryId, RecordId } from '../entry'
import { createFold, emptyFoldMeta, type Fold, type FoldMeta, seenSince } from '../fold'
import type { Actor, Intent, PlanFailure, PlannedIntent } from '../intent'
import { planUndo } from '../invert'
import { type PlanView, plan } from '../plan'
import type { Row } from '../row'
import { type Position, positionAfter } from '../seal'
import { declared } from './declared'

export const LEDGER = 'ledger1'
export const admin: Actor = { id: 'user:admin', name: '管理 花子', roles: ['administrator'] }
/** 2026-11-22T05:00:00Z */
export const NOW = 1795323600000

/** Small limits, so that few changes make a run. */
export const smallLimits: typeof runLimits = { ...runLimits, entryChanges: 3, partChanges: 2 }

/** Bytes that are never the same twice, from a linear congruential generator. */
export function countingRandom(seed: number): Random {
  let state = (seed * 2654435761 + 1) >>> 0
  return (bytes) =>
    Uint8Array.from({ length: bytes }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state >>> 24
    })
}

export type Rows = Map<RecordId, Row>

export const storeOf = (rows: Rows) => ({
  get: (id: RecordId) => rows.get(id),
  put: (row: Row) => {
    rows.set(row.id, row)
  },
})

export const viewOf = (rows: Rows): PlanView => ({
  row: (id) => rows.get(id),
  *rowsOf(type) {
    for (const row of rows.values()) if (row.id.startsWith(`${type}:`)) yield row
  },
})

/** What an entry (of a run: the closing one) knew: every entry folded on its device before. */
export type Ancestors = Map<EntryId, ReadonlySet<EntryId>>

export class Device {
  readonly rows: Rows = new Map()
  fold: Fold
  /** Own entries in order. */
  readonly entries: Entry[] = []
  /** Everything folded here, own and others'. */
  readonly known = new Set<EntryId>()
  /** Everything that reached this device: its journal database. */
  private readonly journal = new Map<EntryId, Entry>()
  nowMs = NOW
  actor: Actor = admin
  private position: Position
  private intents = 0
  private readonly random: Random

  constructor(
    readonly id: DeviceId,
    private readonly ancestors: Ancestors = new Map(),
    private readonly limits: typeof runLimits = runLimits,
    seed = 1,
  ) {
    this.position = { device: id, seq: 1, prev: null }
    this.random = countingRandom(seed)
    this.fold = this.newFold(emptyFoldMeta)
  }

  newFold(meta: FoldMeta): Fold {
    return createFold(storeOf(this.rows), meta, { ledger: LEDGER, device: this.id, declared })
  }

  get view(): PlanView {
    return viewOf(this.rows)
  }

  context() {
    this.intents++
    return {
      ledger: LEDGER,
      actor: this.actor,
      intent: `${this.id}-intent-${this.intents}`,
      nowMs: this.nowMs,
      zone: 'Asia/Tokyo',
      offset: 540,
      clock: this.fold.meta.clock,
      seen: seenSince(this.fold.meta, this.id),
      random: this.random,
    }
  }

  /** Seals and folds what was planned; returns its entries. */
  write(planned: PlannedIntent): Entry[] {
    const sealed = sealAll(planned, this.context(), this.position, this.limits)
    this.append(sealed)
    return sealed
  }

  /** Writes all of a run but its end. */
  writeTorn(planned: PlannedIntent): Entry[] {
    const sealed = sealAll(planned, this.context(), this.position, this.limits).slice(0, -1)
    this.append(sealed)
    return sealed
  }

  abandon(): void {
    const run = this.fold.openRun()
    if (run) this.append([sealAbandon(run, this.context())])
  }

  private append(sealed: readonly Entry[]): void {
    for (const entry of sealed) {
      this.ancestors.set(entry.head.id, new Set(this.known))
      this.entries.push(entry)
      this.position = positionAfter(entry)
      this.receive([entry])
    }
  }

  receive(entries: readonly Entry[]): void {
    for (const entry of entries) this.journal.set(entry.head.id, entry)
    const { folded } = this.fold.receiveAll(entries, this.nowMs)
    for (const id of folded) this.known.add(id)
  }

  commit(intent: Intent): Result<readonly Entry[], PlanFailure> {
    const planned = plan(intent, this.view, this.actor, declared)
    if (!planned.ok) return planned
    return ok(planned.value.changes.length === 0 ? [] : this.write(planned.value))
  }

  /** Entries of one of this device's intents. */
  entriesOf(intent: string): Entry[] {
    return this.entries.filter((entry) => entry.head.intent === intent)
  }

  private get stack() {
    return this.fold.meta.undo[this.actor.id] ?? { undo: [], redo: [], chain: [] }
  }

  planUndo(which: 'undo' | 'redo', force = false): Result<PlannedIntent, PlanFailure> {
    const item = this.stack[which].at(-1)
    const target = item ? this.entriesOf(item.intent) : []
    return planUndo(target, this.view, this.actor, { force, chain: this.stack.chain, declared })
  }

  undo(which: 'undo' | 'redo' = 'undo', force = false): Result<readonly Entry[], PlanFailure> {
    const planned = this.planUndo(which, force)
    return planned.ok ? ok(this.write(planned.value)) : planned
  }

  /** Started again from rows and meta as stored, with what is in the journal behind its heads. */
  restart(): void {
    const meta = JSON.parse(JSON.stringify(this.fold.meta)) as FoldMeta
    this.fold = this.newFold(meta)
    this.receive([...this.journal.values()].filter(({ device, seq }) => seq > (meta.heads[device]?.seq ?? 0)))
  }
}

/** What people can see of the rows: live records with their values. */
export const visible = (rows: Rows) =>
  new Map(
    [...rows.values()]
      .filter((row) => row.life === 'live')
      .map((row) => [row.id, row.values] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
