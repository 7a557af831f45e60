/**
 * The one way a planned intent becomes kept: bytes are fixed, the vault takes them, then the journal, then the view
 * with its head; only then it is acknowledged. Where the vault cannot be written, the journal keeps them alone until
 * it can, and nothing new goes before them.
 */

import { sameJson } from '../../shared/base/json'
import { newIntentId } from '../../shared/base/random'
import { err, ok, type Result } from '../../shared/base/result'
import type { VaultFailure } from '../../shared/contract/host-api'
import { runLimits, sealAbandon, sealParts, sealPartsWith, type WriteContext } from '../../shared/journal/cut'
import type { DeviceId, Entry, LedgerId } from '../../shared/journal/entry'
import { seenSince } from '../../shared/journal/fold'
import type { Actor, PlannedIntent } from '../../shared/journal/intent'
import type { Row } from '../../shared/journal/row'
import type { Position } from '../../shared/journal/seal'
import { bringPending, type Comparison } from './compare-vault'
import type { DeviceHead, JournalDb } from './journal-db'
import type { CommitFailure, Committed, KeptState } from './store-api'
import type { StoreDeps } from './store-deps'
import { isFork, isPassing, isWithoutAnswer, type VaultLink } from './vault-link'
import type { ViewKeeper } from './view-keeper'

export type CommitPath = {
  /** Writes a planned intent down; the caller holds the queue. */
  readonly write: (
    planned: PlannedIntent,
    actor: Pick<Actor, 'id' | 'name'>,
  ) => Promise<Result<Kept, CommitFailure>>
  /** Writes sealed entries that continue the chain; they are asked for one by one. */
  readonly writeSealed: (
    entries: Iterable<Entry> | AsyncIterable<Entry>,
  ) => Promise<Result<Kept, CommitFailure>>
  /** Place of this device's next entry. */
  readonly position: () => Position
  readonly contextFor: (actor: Pick<Actor, 'id' | 'name'>, intent: string) => WriteContext
  /** Sets the open run of this device aside; answers how many there were. */
  readonly abandonOpenRun: () => Promise<number>
  /** Tries to bring what only the journal has to the vault. */
  readonly bring: () => Promise<void>
  /** Where the newest entry is kept. */
  readonly kept: () => KeptState
  /** Number of this device's last entry that does not wait for the vault. */
  readonly lastInVault: () => number
  /** True when vault and journal have to be compared before anything new is written. */
  readonly isUnsettled: () => boolean
  /** Goes on from the journal as it stands after a comparison. */
  readonly settled: (comparison: Pick<Comparison, 'vaultSeq' | 'refused'>) => void
  /** A comparison failed for good: nothing is written, and what this browser holds beyond the vault waits for a person. */
  readonly stuck: (refused: KeptState['refused']) => void
}

export type Kept = { readonly committed: Committed; readonly rows: readonly Row[] }

export type CommitPathOptions = {
  readonly deps: StoreDeps
  readonly vault: VaultLink
  readonly journal: JournalDb
  readonly view: ViewKeeper
  readonly ledger: LedgerId
  readonly device: DeviceId
  readonly comparison: Pick<Comparison, 'vaultSeq' | 'refused'>
  readonly onKept: (kept: KeptState) => void
  readonly onRows: (rows: readonly Row[]) => void
  /** Notes a defect by names only. */
  readonly fault?: (where: string, error: unknown) => void
}

/** Who stands in an entry that no person meant now: a run set aside at start, a strike carried out again. */
export const program: Pick<Actor, 'id' | 'name'> = { id: 'user:daicho', name: 'Daicho' }

export const createCommitPath = (options: CommitPathOptions): CommitPath => {
  const { deps, vault, journal, view, ledger, device } = options
  const journalHead = (): DeviceHead | null => journal.heads()[device] ?? null
  /** Own entries the vault has. */
  let { vaultSeq } = options.comparison
  /** Last entry of this device that is kept anywhere. */
  let own = journalHead()
  const keptAfter = (refused: KeptState['refused']): KeptState =>
    (own?.seq ?? 0) > vaultSeq ? { where: 'journalOnly', refused } : { where: 'vault', refused: null }
  let kept = keptAfter(options.comparison.refused)
  /** Vault and journal are known to differ by more than what is pending. */
  let unsettled = false

  const position = (): Position => ({ device, seq: (own?.seq ?? 0) + 1, prev: own?.hash ?? null })

  const nowKept = (next: KeptState): void => {
    if (sameJson(kept, next)) return
    kept = next
    options.onKept(next)
  }
  const inJournalOnly = (refused: KeptState['refused'] = null): void =>
    nowKept({ where: 'journalOnly', refused })

  /** Brings what waits; a failure says how long it will go on waiting. */
  const bring = async (): Promise<VaultFailure | null> => {
    if (vaultSeq >= (journalHead()?.seq ?? 0)) return null
    try {
      const { failure, ...brought } = await bringPending(vault, journal, device, vaultSeq)
      vaultSeq = brought.vaultSeq
      if (failure === null) nowKept({ where: 'vault', refused: null })
      else if (isFork(failure)) unsettled = true
      else inJournalOnly(isPassing(failure) ? null : failure)
      return failure
    } catch (error) {
      inJournalOnly({ type: 'HostDefect' })
      throw error
    }
  }

  const contextFor = (actor: Pick<Actor, 'id' | 'name'>, intent: string): WriteContext => {
    const nowMs = deps.now()
    const meta = view.meta()
    return {
      ledger,
      actor,
      intent,
      nowMs,
      zone: deps.zone,
      offset: deps.offsetAt(nowMs),
      clock: meta.clock,
      seen: seenSince(meta, device),
      random: deps.random,
    }
  }

  /** How many lines the vault took. `isBehind`: others that it does not take now wait before these. */
  const toVault = async (lines: AsyncIterable<string>) => {
    const pending = await bring()
    if (pending !== null) return { appended: 0, failure: pending, isBehind: true }
    try {
      const done = await vault.append(lines)
      vaultSeq += done.appended
      return { ...done, isBehind: false }
    } catch (error) {
      // Broken half way, the vault may have some of it all the same.
      unsettled = true
      throw error
    }
  }

  const toJournal = async (entries: readonly Entry[]): Promise<boolean> => {
    const lines = entries.map((entry) => entry.line)
    try {
      await journal.append(device, (entries[0] as Entry).seq, lines, (entries.at(-1) as Entry).hash)
      return true
    } catch {
      // A full disk, or a database the browser took away; the vault may have it all the same.
      return false
    }
  }

  const takeUp = async (entries: readonly Entry[]): Promise<readonly Row[]> => {
    const last = entries.at(-1) as Entry
    own = { seq: last.seq, hash: last.hash }
    try {
      const rows = await view.take(entries)
      options.onRows(rows)
      return rows
    } catch (error) {
      // Kept all the same. The view is behind, and would hold whatever comes next: it catches up before that.
      options.fault?.('store.takeUp', error)
      unsettled = true
      return []
    }
  }

  const writeSealed: CommitPath['writeSealed'] = async (sealed) => {
    // Of a long run the next entries are sealed while the vault writes those before them.
    const entries: Entry[] = []
    const rest = Symbol.asyncIterator in sealed ? sealed[Symbol.asyncIterator]() : sealed[Symbol.iterator]()
    const lines = async function* () {
      for (let next = await rest.next(); !next.done; next = await rest.next()) {
        entries.push(next.value)
        yield next.value.line
      }
    }
    const { appended, failure, isBehind } = await toVault(lines())
    // What the vault did not get to: the journal keeps all of it, or nothing.
    for (let next = await rest.next(); !next.done; next = await rest.next()) entries.push(next.value)
    const last = entries.at(-1) as Entry
    // What is refused itself is not kept. What comes behind lines that are refused waits in the journal with them.
    if (failure !== null && !isPassing(failure) && (!isBehind || isFork(failure))) {
      unsettled = true
      return err(failure.type === 'NotWriter' ? { type: 'LeaseLost' } : { type: 'NotKept', failure })
    }
    const inJournal = await toJournal(entries)
    // The vault is the truth: what it has is kept, and the journal is filled from it before the next write. An
    // append without an answer may stand there too.
    if (!inJournal && (appended > 0 || isWithoutAnswer(failure))) unsettled = true
    if (!inJournal && failure !== null) return err({ type: 'NotKept', failure })
    const rows = await takeUp(entries)
    if (failure === null) nowKept({ where: 'vault', refused: null })
    else inJournalOnly(isPassing(failure) ? null : failure)
    return ok({ committed: { intent: last.head.intent, head: last.head.id, kept: kept.where }, rows })
  }

  return {
    position,
    contextFor,
    kept: () => kept,
    lastInVault: () => vaultSeq,
    isUnsettled: () => unsettled,
    settled: (comparison) => {
      vaultSeq = comparison.vaultSeq
      own = journalHead()
      unsettled = false
      nowKept(keptAfter(comparison.refused))
    },
    stuck: (refused) => {
      unsettled = true
      inJournalOnly(refused)
    },
    writeSealed,
    write: (planned, actor) => {
      const context = contextFor(actor, newIntentId(deps.random))
      const isLong = planned.changes.length > runLimits.entryChanges
      return writeSealed(
        isLong && deps.digest
          ? sealPartsWith(deps.digest, planned, context, position())
          : sealParts(planned, context, position()),
      )
    },
    bring: async () => {
      // The ends are compared first.
      if (!unsettled) await bring()
    },
    abandonOpenRun: async () => {
      const run = view.openRun()
      if (run === null) return 0
      const written = await writeSealed([sealAbandon(run, contextFor(program, run.intent))])
      return written.ok ? 1 : 0
    },
  }
}
