/** What the worker does when nobody waits for it: tidying, bringing what waits to the vault, carrying out strikes. */
import type { Ledger } from './open-ledger'
import type { StoreDeps } from './store-deps'
import { resumeStrike } from './strike-ledger'
import { LEFT_RUNS, strikeLeftRuns } from './strike-left-runs'
import { carryOutStrikes, STRIKES_TO_DO } from './strikes-to-do'
import { isPassing } from './vault-link'

/** Milliseconds after the last write before idle work (closing packs, merging loose rows) begins. */
const IDLE_MS = 2000
/** Milliseconds between attempts to bring what only the journal has to the vault. */
const BRING_MS = 5000

/** Something waits for the vault, and asking for it again may help without a person. */
export const isWaiting = ({ path }: Ledger): boolean =>
  path.kept().refused === null && (path.kept().where === 'journalOnly' || path.isUnsettled())

/** Each is done later, once, however often it is asked for before. */
export type IdleWork = {
  /** Closes packs, merges loose rows, looks at strikes that are doubted. */
  readonly tidy: () => void
  /** Brings what waits in the journal to the vault, until all is there. */
  readonly bring: () => void
  /** Makes views anew that are of an earlier shape. */
  readonly refill: () => void
  /** Removes databases that nothing needs any more. */
  readonly leftovers: () => void
  readonly callOff: () => void
}

/** `openNow`: the ledger that is open; null in between. */
export const createIdleWork = (deps: Pick<StoreDeps, 'later'>, openNow: () => Ledger | null): IdleWork => {
  /** The ledger whose strikes are looked at now. */
  let looking: Ledger | null = null
  const timers = new Map<string, () => void>()

  const later = (name: string, ms: number, task: (ledger: Ledger) => Promise<void>): void => {
    timers.get(name)?.()
    timers.set(
      name,
      deps.later(ms, async () => {
        timers.delete(name)
        const ledger = openNow()
        if (ledger === null) return
        await task(ledger).catch((error: unknown) => {
          // What a close cut off goes on at the next start.
          if (openNow() === ledger) ledger.fault(`store.${name}`, error)
        })
      }),
    )
  }

  const tidy = (): void =>
    later('tidy', IDLE_MS, async (ledger) => {
      await ledger.queue.run(() => ledger.journal.closePacks())
      // Piece by piece, so that a commit finds its turn in between.
      for (let more = ledger.viewDb.wantsMerge(); more && openNow() === ledger; )
        more = await ledger.queue.run(() => ledger.viewDb.mergeSome())
      await lookAtStrikes(ledger)
      await lookAtLeftRuns(ledger)
    })

  /** Whether strikes that are recorded are carried out everywhere, where that was doubted; remembered until it is known. */
  const lookAtStrikes = async (ledger: Ledger): Promise<void> => {
    if (looking === ledger || (await ledger.journal.getMeta(STRIKES_TO_DO)) !== true) return
    looking = ledger
    try {
      if (await carryOutStrikes(ledger.striking, ledger.queue))
        await ledger.journal.setMeta(STRIKES_TO_DO, undefined)
      else bring()
    } finally {
      looking = null
    }
  }

  const lookAtLeftRuns = async ({ journal, striking, queue, path }: Ledger): Promise<void> => {
    if ((await journal.getMeta(LEFT_RUNS)) === false) return
    if (await strikeLeftRuns(striking, queue)) await journal.setMeta(LEFT_RUNS, false)
    else if (path.kept().refused === null) bring()
  }

  const bring = (): void =>
    later('bring', BRING_MS, (ledger) =>
      ledger.queue.run(async () => {
        if (ledger.path.isUnsettled()) {
          const settled = await ledger.settle()
          if (!settled.ok && !isPassing(settled.error)) {
            // Asking again would be answered the same; the next write asks.
            ledger.fault('store.bring', new Error(settled.error.type))
            return
          }
        }
        await ledger.path.bring()
        const isStruck = await resumeStrike(ledger.striking)
        if (isWaiting(ledger) || (!isStruck && ledger.path.kept().refused === null)) bring()
        else tidy()
      }),
    )

  return {
    tidy,
    bring,
    refill: () =>
      later('refill', 0, async (ledger) => {
        const types = await ledger.view.refill(ledger.queue.run, (progress) =>
          ledger.emit({ type: 'progress', progress }),
        )
        for (const type of types) ledger.lists.drop(type)
        if (types.length > 0) ledger.emit({ type: 'changed', recordTypes: types, ids: [] })
      }),
    leftovers: () => later('leftovers', IDLE_MS, (ledger) => ledger.tidyDatabases()),
    callOff: () => {
      for (const callOff of timers.values()) callOff()
      timers.clear()
    },
  }
}
