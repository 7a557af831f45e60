/**
 * The fold over rows that live in the view database: fetches the rows a batch of entries touches, folds, and keeps
 * what changed until it is flushed together with the head it stands for.
 */
import type { DeviceId, Entry, EntryId, LedgerId, RecordId } from '../../shared/journal/entry'
import {
  createFold,
  emptyFoldMeta,
  type Fold,
  type FoldMeta,
  type FoldOptions,
} from '../../shared/journal/fold'
import type { Row } from '../../shared/journal/row'
import type { UndoStack } from '../../shared/journal/undo-stack'
import type { Declarations } from '../../shared/records/define'
import { typeOfId } from '../../shared/records/registry'
import type { Generation, ViewDb } from './view-db'

export type Counts = { readonly live: number; readonly deleted: number }

export type CountsByGeneration = { readonly [generation: Generation]: Counts }
export type StateRecords = { readonly [key: string]: unknown }

const noCounts: Counts = { live: 0, deleted: 0 }

/** What is stored of a fold beside rows: under a prefix, so that a refill can stand beside what is read. */
type StoredHead = Omit<FoldMeta, 'undo'> & {
  readonly actors: readonly RecordId[]
  readonly counts: CountsByGeneration
}

/** Rows kept in memory beside the database. */
const ROWS_KEPT = 1000

const headKey = (prefix: string): string => `${prefix}head`
const undoKey = (prefix: string, actor: RecordId): string => `${prefix}undo ${actor}`
const undoneKey = (intent: string): string => `undone ${intent}`

export type FoldingOptions = {
  readonly view: ViewDb
  readonly ledger: LedgerId
  readonly device: DeviceId
  readonly declared: Declarations
  /** Where the journal ends, which has every entry there is. */
  readonly ends: NonNullable<FoldOptions['ends']>
  /** Prefix of the state records. */
  readonly prefix: string
  /** Where rows of a type are kept; null: they are not kept by this folding. */
  readonly generationOf: (type: string) => Generation | null
}

export type Folding = {
  readonly meta: () => FoldMeta
  readonly counts: () => CountsByGeneration
  /** Rows as folded, flushed or not. */
  readonly rows: (ids: Iterable<RecordId>) => Promise<Map<RecordId, Row>>
  /** Folds entries; answers the rows that changed. Nothing is stored before `flush`. */
  readonly fold: (entries: readonly Entry[], nowMs: number) => Promise<readonly Row[]>
  readonly strike: (
    shortened: readonly { readonly entry: Entry; readonly stamp: EntryId }[],
  ) => Promise<readonly Row[]>
  /** Stores changed rows, the head and `more` state records in one transaction. */
  readonly flush: (more?: StateRecords) => Promise<void>
  /** The whole memory of the fold as state records under another prefix, with counts that take the place of its own. */
  readonly stateAs: (prefix: string, counts: CountsByGeneration) => StateRecords
  /** The undo stacks with the names of some entries' records left out, as state records. */
  readonly withoutNames: (isGone: (entry: EntryId) => boolean) => StateRecords
  /** Entries folded since the last flush. */
  readonly unflushed: () => number
  /** Holds every row of these types in memory until `letGo`: for folding a long way. */
  readonly holdAll: (types: readonly string[]) => Promise<void>
  readonly letGo: () => void
  readonly openRun: () => ReturnType<Fold['openRun']>
  /** Which of these intents were taken back by which other; without those that were brought back. */
  readonly undoneBy: (intents: readonly string[]) => Promise<Map<string, string>>
}

/** Opens the fold where its stored head stands; from the beginning when there is none. */
export const openFolding = async ({
  view,
  ledger,
  device,
  declared,
  ends,
  prefix,
  generationOf,
}: FoldingOptions): Promise<Folding> => {
  const stored = await view.getState<StoredHead>(headKey(prefix))
  const undo: { [actor: RecordId]: UndoStack } = {}
  for (const actor of stored?.actors ?? [])
    undo[actor] = (await view.getState<UndoStack>(undoKey(prefix, actor))) as UndoStack
  const start: FoldMeta = stored === undefined ? emptyFoldMeta : { ...stored, undo }

  let counts: CountsByGeneration = stored?.counts ?? {}
  let isViewEmpty = stored === undefined
  /** Every row there is, while a long way is folded: looking each up in its pack would take most of the time. */
  let all: Map<RecordId, Row> | null = null
  let flushedUndo = start.undo
  let unflushed = 0
  /** Rows the fold may ask for now. */
  let checkedOut = new Map<RecordId, Row>()
  /** Changed since the last flush. */
  let changed = new Map<RecordId, Row>()
  let undone = new Map<string, string>()
  /** Given to the fold and not folded yet. */
  const waiting = new Map<EntryId, Entry>()

  const fold = createFold(
    {
      get: (id) => changed.get(id) ?? checkedOut.get(id),
      put: (row) => {
        changed.set(row.id, row)
      },
    },
    start,
    { ledger, device, declared, ends },
  )

  /** Rows read or changed last, the latest at the end: an edit asks three times for what a screen showed just now. */
  const recent = new Map<RecordId, Row>()
  /** Counts the folds: a row read from the database before one is not remembered after it. */
  let folds = 0

  const remember = (row: Row): void => {
    recent.delete(row.id)
    recent.set(row.id, row)
    const oldest = recent.size > ROWS_KEPT ? recent.keys().next().value : undefined
    if (oldest !== undefined) recent.delete(oldest)
  }

  const rows = async (ids: Iterable<RecordId>): Promise<Map<RecordId, Row>> => {
    const found = new Map<RecordId, Row>()
    const wanted = new Map<Generation, RecordId[]>()
    for (const id of new Set(ids)) {
      const row = changed.get(id) ?? all?.get(id) ?? recent.get(id)
      if (row !== undefined) found.set(id, row)
      if (row !== undefined || isViewEmpty || all !== null) continue
      const generation = generationOf(typeOfId(id))
      if (generation === null) continue
      const list = wanted.get(generation)
      if (list === undefined) wanted.set(generation, [id])
      else list.push(id)
    }
    const asOf = folds
    for (const [generation, list] of wanted)
      for (const row of await view.getRows(generation, list)) {
        if (row === undefined) continue
        found.set(row.id, row)
        if (asOf === folds) remember(row)
      }
    return found
  }

  /** Moves the counts of a type from the rows as they were to the rows as they are. */
  const count = (before: ReadonlyMap<RecordId, Row>, after: readonly Row[]): void => {
    for (const row of after) {
      const generation = generationOf(typeOfId(row.id))
      const was = before.get(row.id)?.life ?? null
      if (generation === null || was === row.life) continue
      const { live, deleted } = counts[generation] ?? noCounts
      const moved = (life: Row['life']): number => Number(row.life === life) - Number(was === life)
      counts = {
        ...counts,
        [generation]: { live: live + moved('live'), deleted: deleted + moved('deleted') },
      }
    }
  }

  /** Rows of every record these entries, and those that wait, touch. */
  const checkOut = async (entries: readonly Entry[]): Promise<void> => {
    const ids = new Set<RecordId>()
    for (const { body } of [...waiting.values(), ...entries])
      for (const change of body.changes) ids.add(change.record)
    checkedOut = await rows(ids)
  }

  /** The fold's memory; undo stacks only where they are not those of `stored`. */
  const stateOf = (
    under: string,
    countsNow: CountsByGeneration,
    storedUndo: FoldMeta['undo'],
  ): StateRecords => {
    const { undo: stacks, ...head } = fold.meta
    const actors = Object.keys(stacks) as RecordId[]
    const record: StoredHead = { ...head, actors, counts: countsNow }
    const state: { [key: string]: unknown } = { [headKey(under)]: record }
    for (const actor of actors)
      if (stacks[actor] !== storedUndo[actor]) state[undoKey(under, actor)] = stacks[actor]
    return state
  }

  const rowsOf = (ids: readonly RecordId[]): Row[] =>
    ids.flatMap((id) => {
      const row = changed.get(id)
      return row === undefined ? [] : [row]
    })

  return {
    meta: () => fold.meta,
    counts: () => counts,
    rows,

    fold: async (entries, nowMs) => {
      await checkOut(entries)
      const before = checkedOut
      folds += 1
      for (const entry of entries) waiting.set(entry.head.id, entry)
      const received = fold.receiveAll(entries, nowMs)
      for (const id of received.folded) {
        const head = waiting.get(id)?.head
        if (head?.undoes !== undefined) undone.set(head.undoes, head.intent)
        waiting.delete(id)
      }
      for (const { entry } of received.refused) waiting.delete(entry)
      unflushed += received.folded.length
      const after = rowsOf(received.records)
      count(before, after)
      return after
    },

    strike: async (shortened) => {
      await checkOut(shortened.map(({ entry }) => entry))
      folds += 1
      return rowsOf(fold.strike(shortened))
    },

    stateAs: (other, otherCounts) => stateOf(other, otherCounts, {}),

    flush: async (more = {}) => {
      const stacks = fold.meta.undo
      const state: { [key: string]: unknown } = { ...more, ...stateOf(prefix, counts, flushedUndo) }
      for (const [intent, by] of undone) state[undoneKey(intent)] = by
      const groups = new Map<Generation, Row[]>()
      for (const row of changed.values()) {
        const generation = generationOf(typeOfId(row.id))
        if (generation === null) continue
        const group = groups.get(generation)
        if (group === undefined) groups.set(generation, [row])
        else group.push(row)
      }
      await view.write({ rows: groups, state })
      for (const row of changed.values())
        if (all !== null) all.set(row.id, row)
        else remember(row)
      flushedUndo = stacks
      changed = new Map()
      checkedOut = new Map()
      undone = new Map()
      unflushed = 0
      isViewEmpty = false
    },

    withoutNames: (isGone) => {
      const nameless = (items: UndoStack['undo']): UndoStack['undo'] =>
        items.map((item) => (isGone(item.entry) ? { ...item, name: '' } : item))
      return Object.fromEntries(
        Object.entries(fold.meta.undo).map(([actor, stack]) => [
          undoKey(prefix, actor as RecordId),
          { ...stack, undo: nameless(stack.undo), redo: nameless(stack.redo) },
        ]),
      )
    },

    unflushed: () => unflushed,

    holdAll: async (types) => {
      const held = new Map<RecordId, Row>()
      if (!isViewEmpty)
        for (const type of types) {
          const generation = generationOf(type)
          if (generation === null) continue
          for await (const pack of view.eachRow(generation)) for (const row of pack) held.set(row.id, row)
        }
      all = held
    },
    letGo: () => {
      all = null
    },

    openRun: () => fold.openRun(),

    undoneBy: async (intents) => {
      const found = new Map<string, string>()
      const byOf = async (intent: string): Promise<string | undefined> =>
        undone.get(intent) ?? view.getState<string>(undoneKey(intent))
      for (const intent of intents) {
        // Undone, done again, undone again: what stands at the end of the chain decides.
        let by = await byOf(intent)
        while (by !== undefined) {
          const back = await byOf(by)
          if (back === undefined) {
            found.set(intent, by)
            break
          }
          by = await byOf(back)
        }
      }
      return found
    },
  }
}
