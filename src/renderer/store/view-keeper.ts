/**
 * The view of one ledger: follows the journal, keeps a generation of rows per record type, and fills a type anew when
 * its stored rows were made by other rules than today's. The old rows are read until the new ones are whole.
 */
import type { DeviceId, Entry, EntryId, LedgerId, RecordId } from '../../shared/journal/entry'
import { FOLD_VERSION, type FoldMeta } from '../../shared/journal/fold'
import type { Row } from '../../shared/journal/row'
import { parseLine } from '../../shared/journal/seal'
import type { Declarations } from '../../shared/records/define'
import { fingerprintOf } from './fingerprint'
import { type CountsByGeneration, type Folding, openFolding } from './folding'
import type { Heads, JournalDb } from './journal-db'
import type { OfficeCounts, Progress } from './store-api'
import type { Generation, ViewDb } from './view-db'

/**
 * Entries folded between two flushes of a long way: where it resumes after a crash. A flush in between makes packs
 * that the next one makes again, so it pays only where folding takes many seconds.
 */
const CHECKPOINT_ENTRIES = 200_000

/** From so many entries behind on, rows are held in memory while they are folded. */
const LONG_WAY = 2000

const GENERATIONS = 'generations'
const VERSION = 'foldVersion'
const REFILL = 'refill '
const REFILL_OF = 'refill of'
/** How often something was struck out: a refill that began before holds what was struck. */
const STRIKES = 'strikes'

/** Record type → the generation that is read. */
type Generations = { readonly [type: string]: Generation }

export type ViewKeeper = {
  readonly meta: () => FoldMeta
  readonly counts: () => OfficeCounts
  readonly generationOf: (type: string) => Generation
  /** Types that have rows. */
  readonly types: () => readonly string[]
  readonly rows: (ids: Iterable<RecordId>) => Promise<Map<RecordId, Row>>
  /** Folds entries that stand in the journal now, and stores rows and head; answers the rows that changed. */
  readonly take: (entries: readonly Entry[]) => Promise<readonly Row[]>
  readonly strike: (
    shortened: readonly { readonly entry: Entry; readonly stamp: EntryId }[],
  ) => Promise<readonly Row[]>
  /** Folds whatever the journal has behind the view. */
  readonly catchUp: (onProgress: (progress: Progress) => void) => Promise<void>
  readonly openRun: Folding['openRun']
  readonly undoneBy: Folding['undoneBy']
  /** Types whose rows have to be filled anew. */
  readonly stale: () => readonly string[]
  /**
   * Fills the stale types beside the view that is read; `exclusively` keeps writers out for the last step, in which
   * the new rows take their place. Resumes what a former run left.
   */
  readonly refill: (
    exclusively: <T>(task: () => Promise<T>) => Promise<T>,
    onProgress: (progress: Progress) => void,
  ) => Promise<readonly string[]>
}

export type ViewKeeperOptions = {
  readonly view: ViewDb
  readonly journal: JournalDb
  readonly ledger: LedgerId
  readonly device: DeviceId
  readonly declared: Declarations
  readonly fault: (where: string, error: unknown) => void
  /** Entries between two checkpoints of a long way. */
  readonly checkpoint?: number
}

const generationNow = (type: string, declared: Declarations): Generation =>
  `${type}@${fingerprintOf(Object.hasOwn(declared, type) ? declared[type] : undefined)}`

/** Entries behind `heads`, device by device, as this program stored them. */
async function* entriesBehind(journal: JournalDb, heads: FoldMeta['heads']): AsyncGenerator<Entry[]> {
  for (const device of Object.keys(journal.heads()))
    for await (const { lines } of journal.read(device, (heads[device]?.seq ?? 0) + 1)) {
      const entries: Entry[] = []
      for (const line of lines) {
        const entry = parseLine(line, 'trusted')
        // What cannot be read any more is named by `verify`; the rest is shown.
        if (entry.ok) entries.push(entry.value)
      }
      yield entries
    }
}

const countBehind = (heads: Heads, folded: FoldMeta['heads']): number =>
  Object.entries(heads).reduce((sum, [device, { seq }]) => sum + seq - (folded[device]?.seq ?? 0), 0)

/** Folds all that is behind; flushes at checkpoints and at the end. */
const follow = async (
  folding: Folding,
  journal: JournalDb,
  types: readonly string[],
  checkpoint: number,
  onProgress: (progress: Progress) => void,
  more: () => { readonly [key: string]: unknown },
): Promise<void> => {
  const total = countBehind(journal.heads(), folding.meta().heads)
  if (total === 0) return
  if (total > LONG_WAY) await folding.holdAll(types)
  let done = 0
  for await (const entries of entriesBehind(journal, folding.meta().heads)) {
    // These entries were accepted into this data folder before: no clock holds them now.
    await folding.fold(entries, Number.POSITIVE_INFINITY)
    done += entries.length
    onProgress({ step: 'fold', done, total })
    if (folding.unflushed() >= checkpoint) await folding.flush(more())
  }
  await folding.flush(more())
  folding.letGo()
}

/** Whether everything the view stands for is in the journal. */
const isOfJournal = async (journal: JournalDb, heads: FoldMeta['heads']): Promise<boolean> => {
  for (const [device, head] of Object.entries(heads)) {
    const there = journal.heads()[device]
    if (there?.seq === head.seq && there.hash === head.hash) continue
    const line = await journal.line(`${device}:${head.seq}`)
    if (line?.slice(0, 64) !== head.hash) return false
  }
  return true
}

/** Whether entries came back that were lost when others, which knew them, were folded. */
const hasLostCome = (heads: Heads, { pasts, heads: folded }: FoldMeta): boolean =>
  Object.values(pasts).some((past) =>
    Object.entries(past).some(([device, seq]) => {
      const end = folded[device]?.seq ?? 0
      return seq > end && (heads[device]?.seq ?? 0) > end
    }),
  )

export const openViewKeeper = async (options: ViewKeeperOptions): Promise<ViewKeeper> => {
  const { view, journal, ledger, device, declared, fault, checkpoint = CHECKPOINT_ENTRIES } = options
  let generations = (await view.getState<Generations>(GENERATIONS)) ?? {}

  const generationOf = (type: string): Generation => {
    const known = generations[type]
    if (known !== undefined) return known
    const made = generationNow(type, declared)
    generations = { ...generations, [type]: made }
    return made
  }
  const open = (): Promise<Folding> =>
    openFolding({ view, ledger, device, declared, ends: journal.heads, prefix: '', generationOf })
  const ownRecords = () => ({ [GENERATIONS]: generations, [VERSION]: version, [STRIKES]: strikes })

  let strikes = (await view.getState<number>(STRIKES)) ?? 0
  let version = (await view.getState<number>(VERSION)) ?? FOLD_VERSION
  let folding = await open()
  if (!(await isOfJournal(journal, folding.meta().heads)) || hasLostCome(journal.heads(), folding.meta())) {
    // The view stands for entries the ledger does not have, or lacks what others knew: all of it is made again.
    await view.dropGenerations(new Set(), () => true)
    generations = {}
    version = FOLD_VERSION
    folding = await open()
  }

  /** What a full disk keeps from being stored stays in memory, is read from there, and goes with the next flush. */
  const flush = async (): Promise<void> => {
    try {
      await folding.flush(ownRecords())
    } catch (error) {
      // The entries are kept; a view that stayed behind is folded on at the next start.
      fault('store.flushView', error)
    }
  }

  const stale = (): string[] =>
    Object.entries(generations)
      .filter(([type, generation]) => generation !== generationNow(type, declared))
      .map(([type]) => type)

  /** Takes away what a refill has stored so far. */
  const dropRefill = (): Promise<void> =>
    view.dropGenerations(new Set(Object.values(generations)), (key) => key.startsWith(REFILL))

  /** The folding of a refill, at its last checkpoint if that was made for the same generations. */
  const openRefill = async (target: Generations): Promise<Folding> => {
    const same = JSON.stringify(await view.getState(REFILL_OF)) === JSON.stringify({ target, strikes })
    if (!same) await dropRefill()
    return openFolding({
      view,
      ledger,
      device,
      declared,
      ends: journal.heads,
      prefix: REFILL,
      generationOf: (type) => target[type] ?? null,
    })
  }

  return {
    meta: () => folding.meta(),

    counts: () => {
      const counts: CountsByGeneration = folding.counts()
      const types = new Set([...Object.keys(declared), ...Object.keys(generations)])
      return Object.fromEntries(
        [...types].map((type) => [type, counts[generations[type] ?? ''] ?? { live: 0, deleted: 0 }]),
      )
    },

    generationOf,
    types: () => Object.keys(generations),
    rows: (ids) => folding.rows(ids),

    take: async (entries) => {
      const rows = await folding.fold(entries, Number.POSITIVE_INFINITY)
      await flush()
      return rows
    },

    strike: async (shortened) => {
      strikes += 1
      const rows = await folding.strike(shortened)
      await folding.flush(ownRecords())
      // What can be taken back is remembered by the name its record had; of a struck entry that goes too.
      const struck = new Set(shortened.map(({ stamp }) => stamp))
      await view.write({ rows: new Map(), state: folding.withoutNames((entry) => struck.has(entry)) })
      folding = await open()
      await follow(folding, journal, Object.keys(generations), checkpoint, () => undefined, ownRecords)
      if (stale().length > 0) await dropRefill()
      return rows
    },

    catchUp: async (onProgress) => {
      const start = performance.now()
      await follow(folding, journal, Object.keys(generations), checkpoint, onProgress, ownRecords)
      // For the bench, and for whoever looks at a slow start.
      performance.measure('daicho.fold', { start })
    },
    openRun: () => folding.openRun(),
    undoneBy: (intents) => folding.undoneBy(intents),
    stale,

    refill: async (exclusively, onProgress) => {
      const types = stale()
      if (types.length === 0) return []
      // Another fold gives another memory too, and then no type is left out.
      const isWholeView = version !== FOLD_VERSION
      const target: Generations = Object.fromEntries(
        types.map((type) => [type, generationNow(type, declared)]),
      )
      const begin = async () => {
        const began = strikes
        const refilling = await openRefill(target)
        const records = () => ({ [REFILL_OF]: { target, strikes: began } })
        await follow(refilling, journal, types, checkpoint, onProgress, records)
        return { refilling, records, began }
      }
      let begun = await begin()
      await exclusively(async () => {
        // Struck out meanwhile: what was folded before holds it still.
        if (begun.began !== strikes) {
          await dropRefill()
          begun = await begin()
        }
        const { refilling, records } = begun
        await follow(refilling, journal, types, checkpoint, () => undefined, records)
        const next: Generations = { ...generations, ...target }
        const counts: CountsByGeneration = { ...folding.counts(), ...refilling.counts() }
        const head = isWholeView ? refilling.stateAs('', counts) : folding.stateAs('', counts)
        await view.write({
          rows: new Map(),
          state: { ...head, [GENERATIONS]: next, [VERSION]: FOLD_VERSION },
        })
        generations = next
        version = FOLD_VERSION
        folding = await open()
        // What waits in the fold (an entry whose past is missing) is remembered by nobody else.
        await follow(folding, journal, Object.keys(generations), checkpoint, () => undefined, ownRecords)
      })
      await dropRefill()
      return types
    },
  }
}
