/**
 * From the host's ledger to everything the store works with. Vault and journal are compared before anything is
 * written; the view follows the journal; what a former run left half done is brought to an end.
 */
import { describeFault } from '../../shared/base/describe-fault'
import { err, ok, type Result } from '../../shared/base/result'
import type { HostCall, LedgerFailure, LedgerState, VaultFailure } from '../../shared/contract/host-api'
import type { Row } from '../../shared/journal/row'
import { user } from '../../shared/records/office/user'
import { registry } from '../../shared/records/registry'
import { type CommitPath, createCommitPath } from './commit-path'
import { type Comparison, compareWithVault } from './compare-vault'
import { deleteDatabase, leftoverNames } from './database-names'
import { createHistories, type Histories } from './histories'
import { type JournalDb, journalDbName, openJournalDb } from './journal-db'
import { createListEngine, type ListEngine } from './list-engine'
import type { RowReader } from './planning'
import { reenter } from './reenter'
import { createSerialQueue, type SerialQueue } from './serial-queue'
import type { Opened, OpenFailure, Progress, StoreEvent } from './store-api'
import type { StoreDeps } from './store-deps'
import { resumeStrike, type StrikeSurroundings } from './strike-ledger'
import { LEFT_RUNS } from './strike-left-runs'
import { STRIKES_TO_DO } from './strikes-to-do'
import { createUsers, type Users } from './users'
import { createVaultLink, isPassing, type VaultLink } from './vault-link'
import { openViewDb, type ViewDb, viewDbName } from './view-db'
import { openViewKeeper, type ViewKeeper } from './view-keeper'

export type OpenLedgerState = Extract<LedgerState, { state: 'open' }>

export type Ledger = {
  readonly state: OpenLedgerState
  readonly host: HostCall
  readonly vault: VaultLink
  readonly journal: JournalDb
  readonly viewDb: ViewDb
  readonly view: ViewKeeper
  readonly lists: ListEngine
  readonly reader: RowReader
  readonly users: Users
  readonly histories: Histories
  readonly path: CommitPath
  readonly striking: StrikeSurroundings
  readonly queue: SerialQueue
  readonly emit: (event: StoreEvent) => void
  /** Notes a defect by names only; never user text. */
  readonly fault: (where: string, error: unknown) => void
  /** Takes away databases nobody will open any more. */
  readonly tidyDatabases: () => Promise<void>
  /** Compares with the vault again after a write went another way than expected. */
  readonly settle: () => Promise<Result<null, LedgerFailure | VaultFailure>>
}

/** Changed records beyond this many are not named one by one in an event. */
const IDS_IN_EVENT = 1000

/** Tells the page which records changed; an empty list of ids means all of those types. */
export const changedEvent = (rows: readonly Row[]): StoreEvent => ({
  type: 'changed',
  recordTypes: [...new Set(rows.map((row) => row.id.slice(0, row.id.indexOf(':'))))],
  ids: rows.length > IDS_IN_EVENT ? [] : rows.map((row) => row.id),
})

/** The view can be made again: one that cannot be opened is thrown away. */
const openView = async (name: string): Promise<ViewDb> => {
  try {
    return await openViewDb(name)
  } catch {
    await deleteDatabase(name)
    return openViewDb(name)
  }
}

/** Milliseconds between two messages of progress: every one makes the page draw. */
const PROGRESS_MS = 100

/** Passes on the first and the last of a step, and of the others one in a while. */
export const sparing = (tell: (progress: Progress) => void): ((progress: Progress) => void) => {
  let last = Number.NEGATIVE_INFINITY
  let step = ''
  return (progress) => {
    const now = performance.now()
    if (progress.step === step && progress.done < progress.total && now - last < PROGRESS_MS) return
    last = now
    step = progress.step
    tell(progress)
  }
}

export const openLedger = async (
  deps: StoreDeps,
  host: HostCall,
  emit: (event: StoreEvent) => void,
): Promise<Result<{ readonly ledger: Ledger; readonly opened: Opened }, OpenFailure>> => {
  const found = await host('ledger.state', {})
  if (!found.ok) return err({ type: 'Host', failure: found.error })
  if (found.value.state === 'none') return err({ type: 'NoLedger' })
  let state = found.value
  const ledgerId = state.ledger
  const names = { journal: journalDbName(ledgerId, state.sample), view: viewDbName(ledgerId, state.sample) }

  const fault = (where: string, error: unknown): void => {
    host('faults.add', { where, what: describeFault(error) }).catch(() => undefined)
  }

  const vault = createVaultLink(host)
  const heads = vault.heads()
  let journal: JournalDb
  try {
    const opened = await openJournalDb(names.journal)
    if ('type' in opened) return err({ type: 'NewerFormat' })
    journal = opened
  } catch (error) {
    fault('store.openJournal', error)
    return err({ type: 'DatabaseUnusable', name: names.journal })
  }
  const onProgress = sparing((progress) => emit({ type: 'progress', progress }))
  const around = { vault, journal, ledger: ledgerId, onProgress }
  const first = await compareWithVault({ ...around, device: state.device }, await heads)
  if (!first.ok) {
    journal.close()
    return err(
      first.error.type === 'NewerFormat' ? { type: 'NewerFormat' } : { type: 'Host', failure: first.error },
    )
  }

  // Two entries under one number: the vault's stands, and this browser's come in under a device of their own. Where the
  // vault came back from a backup, numbers may have been given that are known neither here nor there.
  const isForked = (await journal.branches()).some((line) => line.device === state.device)
  const isRenewed = isForked || state.wentBack === true
  const renewed = isRenewed ? await host('ledger.newDevice', {}) : found
  if (!renewed.ok) {
    journal.close()
    return err({ type: 'Host', failure: renewed.error })
  }
  if (renewed.value.state === 'open') state = renewed.value
  const { device } = state
  const comparison = isRenewed ? { vaultSeq: 0, refused: null } : first.value

  let viewDb: ViewDb
  try {
    viewDb = await openView(names.view)
  } catch (error) {
    fault('store.openView', error)
    journal.close()
    return err({ type: 'DatabaseUnusable', name: names.view })
  }
  const view = await openViewKeeper({
    view: viewDb,
    journal,
    ledger: ledgerId,
    device,
    declared: registry,
    fault,
  })
  await view.catchUp(onProgress)

  const lists = createListEngine((type) => viewDb.columns(view.generationOf(type)))
  const reader: RowReader = {
    rows: view.rows,
    allIds: lists.allIds,
    childIds: lists.childIds,
    holders: lists.holders,
  }
  const onRows = (rows: readonly Row[]): void => {
    lists.apply(rows)
    if (rows.length > 0) emit(changedEvent(rows))
  }
  const path = createCommitPath({
    deps,
    vault,
    journal,
    view,
    ledger: ledgerId,
    device,
    comparison,
    onKept: (kept) => emit({ type: 'kept', ...kept }),
    onRows,
    fault,
  })
  const striking: StrikeSurroundings = {
    vault,
    journal,
    view,
    reader,
    path,
    random: deps.random,
    onRows,
    fault,
  }

  /** What came from the vault, or what the vault got, may be from before a strike. */
  const noteStrikes = async ({ filled, brought }: Comparison): Promise<void> => {
    if (filled === null && brought === 0) return
    await journal.setMeta(STRIKES_TO_DO, true)
    await journal.setMeta(LEFT_RUNS, true)
  }

  /** What a comparison left to do, in the order the chain wants it. */
  const finish = async () => {
    const abandonedRuns = await path.abandonOpenRun()
    if (abandonedRuns > 0) await journal.setMeta(LEFT_RUNS, true)
    const reentered = await reenter(journal, path)
    if (reentered > 0) await journal.setMeta(LEFT_RUNS, true)
    await resumeStrike(striking)
    return { abandonedRuns, reentered }
  }
  await noteStrikes(first.value)
  const { abandonedRuns, reentered } = await finish()

  const ledger: Ledger = {
    state,
    host,
    vault,
    journal,
    viewDb,
    view,
    lists,
    reader,
    users: createUsers(journal, reader, deps.now),
    histories: createHistories(journal, view, reader),
    path,
    striking,
    queue: createSerialQueue(),
    emit,
    fault,
    tidyDatabases: async () => {
      const all = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
      for (const name of leftoverNames(all, [names.journal, names.view], ledgerId)) await deleteDatabase(name)
    },
    settle: async () => {
      const again = await compareWithVault({ ...around, device }, await vault.heads())
      if (!again.ok) {
        if (!isPassing(again.error) && again.error.type !== 'NotWriter') path.stuck(again.error)
        return err(again.error)
      }
      path.settled(again.value)
      // A second history under this device's numbers needs a new device, which only a start gives.
      const forked = (await journal.branches()).find((line) => line.device === device)
      if (forked !== undefined) {
        const failure = { type: 'OtherEntryThere', seq: forked.seq } as const
        path.stuck(failure)
        return err(failure)
      }
      await view.catchUp(onProgress)
      await noteStrikes(again.value)
      await finish()
      lists.drop()
      emit({ type: 'changed', recordTypes: view.types(), ids: [] })
      return ok(null)
    },
  }
  const users = view.counts()[user.type]
  return ok({
    ledger,
    opened: {
      ledger: state,
      filled: first.value.filled,
      brought: first.value.brought,
      reentered,
      abandonedRuns,
      empty: (users?.live ?? 0) + (users?.deleted ?? 0) === 0,
      kept: path.kept(),
    },
  })
}
