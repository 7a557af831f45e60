/**
 * Wrong PINs in a row, per user: after three the next try has to wait. Kept in the browser's journal database, so that a
 * reload forgets nothing. A hindrance for whoever guesses at a shared PC; whoever has the data folder needs no PIN.
 */
import type { RecordId } from '../../shared/journal/entry'
import type { JournalDb } from './journal-db'

const PIN_TRIES = 'pinTries'

const FREE_TRIES = 3
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 60_000

/** `at`: of the last one, milliseconds since 1970. */
type Wrong = { readonly count: number; readonly at: number }

export type PinTries = {
  /** Counts a try as wrong until it is known to be right; when it has to wait, only says so: seconds, else 0. */
  readonly begin: (user: RecordId) => Promise<number>
  /** After a try that was wrong: seconds until the next one is looked at. */
  readonly wrong: (user: RecordId) => Promise<number>
  /** The PIN was right: all is forgotten. */
  readonly right: (user: RecordId) => Promise<void>
}

/** 5 s after the third wrong one in a row, then twice as long each time, up to a minute. */
const waitAfter = (count: number): number =>
  count < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_TRIES))

export const createPinTries = (
  journal: Pick<JournalDb, 'getMeta' | 'setMeta'>,
  now: () => number,
): PinTries => {
  let known: Map<string, Wrong> | null = null
  const load = async (): Promise<Map<string, Wrong>> => {
    const kept = (await journal.getMeta<Record<string, Wrong>>(PIN_TRIES)) ?? {}
    // Of two that load at once the first one's counts.
    const all = known ?? new Map(Object.entries(kept))
    known = all
    return all
  }
  const save = async (all: ReadonlyMap<string, Wrong>): Promise<void> => {
    await journal.setMeta(PIN_TRIES, Object.fromEntries(all))
  }

  const secondsLeft = (wrong: Wrong | undefined): number => {
    if (wrong === undefined) return 0
    const since = now() - wrong.at
    // A clock that was set back must lock nobody out.
    return since < 0 ? 0 : Math.max(0, Math.ceil((waitAfter(wrong.count) - since) / 1000))
  }

  return {
    begin: async (user) => {
      const all = await load()
      const left = secondsLeft(all.get(user))
      if (left > 0) return left
      // Before the PIN is looked at: several tries at once count each.
      all.set(user, { count: (all.get(user)?.count ?? 0) + 1, at: now() })
      await save(all)
      return 0
    },
    wrong: async (user) => secondsLeft((await load()).get(user)),
    right: async (user) => {
      const all = await load()
      all.delete(user)
      await save(all)
    },
  }
}
