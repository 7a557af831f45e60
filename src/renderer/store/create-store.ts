/**
 * The store: every call of `StoreApi` over one open ledger. Whatever writes goes through one queue; whatever reads
 * does not wait for it.
 */
import { newRecordId } from '../../shared/base/random'
import { err, ok, type Result } from '../../shared/base/result'
import type { HostCall } from '../../shared/contract/host-api'
import type { PreparedImport } from '../../shared/exchange/import-plan'
import type { RecordId } from '../../shared/journal/entry'
import type { Actor, Intent, PlanFailure, PlannedIntent, Write } from '../../shared/journal/intent'
import { planUndo } from '../../shared/journal/invert'
import { plan } from '../../shared/journal/plan'
import { OFFICE_ID } from '../../shared/records/office/office'
import { registry } from '../../shared/records/registry'
import { findHash } from './find-hash'
import { createIdleWork, isWaiting } from './idle-work'
import { prepareFile } from './import-file'
import { latestToday } from './latest-today'
import { type Ledger, openLedger } from './open-ledger'
import { hashPin } from './pin'
import { needsOf, needsOfUndo, planOver } from './planning'
import { recordViews, withDeletedChildren } from './record-views'
import { sampleWrites } from './sample'
import { headNow, seqsNow } from './state-now'
import type { CommitFailure, Committed, StoreApi, StoreEvent } from './store-api'
import type { StoreDeps } from './store-deps'
import { keepFile, readFile } from './stored-files'
import { isStrikeWaiting, strikeRecord } from './strike-ledger'
import { STRIKES_TO_DO } from './strikes-to-do'
import { entriesOf, undoState } from './undo-state'
import { verifyLedger } from './verify-ledger'

type Outcome = Result<Committed, CommitFailure>

export const createStore = (deps: StoreDeps): StoreApi => {
  let open: Ledger | null = null
  /** The verification under way; another one, or null, calls it off. */
  let verifying: object | null = null
  /** The last dry run. */
  let prepared: PreparedImport | null = null
  /** The dry run that is made now; another one, or null, calls it off. */
  let preparing: object | null = null
  const need = (): Ledger => {
    if (open === null) throw new Error('The store is not open')
    return open
  }

  /** Answers under way: they are finished before the databases are closed. */
  const reading = new Set<Promise<unknown>>()
  const read = async <T>(task: (ledger: Ledger) => Promise<T>): Promise<T> => {
    const done = task(need())
    const settled = done.catch(() => undefined)
    reading.add(settled)
    void settled.then(() => reading.delete(settled))
    return done
  }

  const idle = createIdleWork(deps, () => open)

  /** One write at a time, on a ledger whose ends agree. */
  const enqueue = (task: (ledger: Ledger) => Promise<Outcome>): Promise<Outcome> => {
    const ledger = open
    if (ledger === null) return Promise.resolve(err({ type: 'LeaseLost' }))
    const run = async (): Promise<Outcome> => {
      if (open !== ledger) return err({ type: 'LeaseLost' })
      if (ledger.path.isUnsettled()) {
        const settled = await ledger.settle()
        if (!settled.ok) {
          const { error } = settled
          return err(error.type === 'NotWriter' ? { type: 'LeaseLost' } : { type: 'NotKept', failure: error })
        }
      }
      const done = await task(ledger)
      idle.tidy()
      const isStruckLater = done.ok && done.value.struckLater === true
      if (isWaiting(ledger) || isStruckLater) idle.bring()
      return done
    }
    return ledger.queue.run(() =>
      run().catch((error: unknown) => {
        // The one boundary of writing: the log says where it broke, and what was typed stays with whoever typed it.
        ledger.fault('store.write', error)
        return err({ type: 'NotKept', failure: { type: 'HostDefect' } } as const)
      }),
    )
  }

  /** Plans against what stands now, then keeps it. */
  const write = (
    makePlan: (ledger: Ledger) => Promise<Result<{ planned: PlannedIntent; actor: Actor }, CommitFailure>>,
    after?: (ledger: Ledger) => Promise<void>,
  ): Promise<Outcome> =>
    enqueue(async (ledger) => {
      const made = await makePlan(ledger)
      if (!made.ok) return made
      const { planned, actor } = made.value
      if (planned.changes.length === 0 && planned.kind !== 'undo' && planned.kind !== 'redo') {
        // Already as wished: nothing to keep, nothing to undo.
        const { device, seq } = ledger.path.position()
        return ok({ intent: '', head: `${device}:${seq - 1}`, kept: ledger.path.kept().where })
      }
      const written = await ledger.path.write(planned, actor)
      if (!written.ok) return written
      await after?.(ledger)
      return ok(written.value.committed)
    })

  const commit = (
    intent: Intent,
    actorOf: (ledger: Ledger) => Promise<Actor | null> = (ledger) => ledger.users.current(),
    after?: (ledger: Ledger) => Promise<void>,
  ): Promise<Outcome> =>
    write(async (ledger) => {
      const actor = await actorOf(ledger)
      if (actor === null) return err({ type: 'NoActor' })
      const needs = await needsOf(ledger.reader, intent.writes)
      const isFounding = intent.kind === 'setUp' || intent.kind === 'sample'
      const today = await latestToday(deps, ledger.reader)
      const planned = await planOver(ledger.reader, { ...needs, rows: [...needs.rows, actor.id] }, (view) =>
        // The founding of the sample counts its days back in UTC.
        plan(intent, view, actor, registry, isFounding ? undefined : today),
      )
      return planned.ok ? ok({ planned: planned.value, actor }) : planned
    }, after)

  const newId = <T extends string>(type: T): `${T}:${string}` => newRecordId(type, deps.random)

  /** First user of a ledger: its own actor. */
  const found = (
    kind: 'setUp' | 'sample',
    writes: readonly Write[],
    first: { readonly id: RecordId; readonly name: string },
  ): Promise<Outcome> =>
    commit(
      { kind, writes },
      async () => ({ ...first, roles: ['administrator'] }),
      async (ledger) => {
        await ledger.users.become(first.id)
      },
    )

  const takeBack = (stack: 'undo' | 'redo', force: boolean): Promise<Outcome> =>
    write(async (ledger) => {
      const actor = await ledger.users.current()
      if (actor === null) return err({ type: 'NoActor' })
      const own = ledger.view.meta().undo[actor.id]
      const item = own?.[stack].at(-1)
      const nothing: PlanFailure = { type: stack === 'undo' ? 'NothingToUndo' : 'NothingToRedo' }
      if (own === undefined || item === undefined) return err(nothing)
      const entries = await entriesOf(ledger, item)
      const needs = await needsOfUndo(ledger.reader, entries)
      const planned = await planOver(ledger.reader, { ...needs, rows: [...needs.rows, actor.id] }, (view) =>
        planUndo(entries, view, actor, { force, chain: own.chain }),
      )
      return planned.ok ? ok({ planned: planned.value, actor }) : planned
    })

  const setUp: StoreApi['setUp'] = ({ name, language, zone, userName, reading }) => {
    const person = newId('person')
    const user = newId('user')
    const writes: Write[] = [
      { op: 'create', id: OFFICE_ID, values: { name, zone } },
      { op: 'create', id: person, values: { name: userName, ...(reading ? { reading } : {}) } },
      {
        op: 'create',
        id: user,
        values: { name: userName, person, roles: ['administrator'], active: 'active', language },
      },
    ]
    return found('setUp', writes, { id: user, name: userName })
  }

  return {
    open: async (host: HostCall, onEvent: (event: StoreEvent) => void) => {
      const opened = await openLedger(deps, host, (event) => void onEvent(event))
      if (!opened.ok) return opened
      const { ledger } = opened.value
      open = ledger
      // What is in memory no longer stands for anything: the next call fails, and a new start fills from the vault.
      ledger.journal.onGone(() => {
        if (open === ledger) open = null
      })
      if (ledger.view.stale().length > 0) idle.refill()
      if (isWaiting(ledger) || (await isStrikeWaiting(ledger.striking))) idle.bring()
      idle.leftovers()
      idle.tidy()
      return ok(opened.value.opened)
    },

    close: async () => {
      const ledger = open
      open = null
      idle.callOff()
      if (ledger === null) return
      await ledger.queue.settled()
      await Promise.all(reading)
      ledger.journal.close()
      ledger.viewDb.close()
    },

    setUp,
    fillSample: (language) => {
      const sample = sampleWrites(language, newId, deps.now())
      return found('sample', sample.writes, { id: sample.firstUser, name: sample.firstUserName })
    },

    switchUser: (user, pin) => need().users.switchTo(user, pin),
    currentUser: () => read((ledger) => ledger.users.current()),
    setPin: async (user, pin) => {
      const kept = pin === null ? null : await hashPin(pin, deps.random)
      return commit({ kind: 'edit', writes: [{ op: 'set', id: user, values: { pin: kept } }] })
    },

    commit: (intent) => commit(intent),
    undo: (force = false) => takeBack('undo', force),
    redo: (force = false) => takeBack('redo', force),
    undoState: () => read(undoState),
    strike: (record, fields, reason) =>
      enqueue(async (ledger) => {
        const actor = await ledger.users.current()
        if (actor === null) return err({ type: 'NoActor' })
        return strikeRecord(ledger.striking, actor, { record, fields, reason })
      }),

    record: (id) => read(async (ledger) => (await recordViews(ledger, [id]))[0] ?? null),
    records: (ids) =>
      read(async (ledger) => (await recordViews(ledger, ids)).filter((view) => view !== null)),
    openList: (query) => read((ledger) => ledger.lists.open(query)),
    listRows: (list, from, to) =>
      read(async (ledger) => {
        const rows = ledger.lists.rows(list, from, to)
        return ledger.lists.lifeOf(list) === 'live' ? rows : withDeletedChildren(ledger, rows)
      }),
    listIds: async (list) => need().lists.ids(list),
    listMarks: async (list) => need().lists.marks(list),
    closeList: async (list) => open?.lists.close(list),
    listValues: (query, field, limit) => read((ledger) => ledger.lists.values(query, field, limit)),
    counts: async () => need().view.counts(),
    history: (query) => read((ledger) => ledger.histories.page(query)),
    head: async () => headNow(need().view.meta(), need().path.position().device),

    keepFile: (bytes) => read(({ host: call }) => keepFile(call, bytes)),
    readFile: (sha256) => read(({ host: call }) => readFile(call, sha256)),

    verify: (onProgress) =>
      read(async (ledger) => {
        const run = {}
        verifying = run
        const report = await verifyLedger({
          ...ledger,
          ledger: ledger.state.ledger,
          device: ledger.state.device,
          isCancelled: () => verifying !== run || open !== ledger,
          onProgress: (progress) => void onProgress(progress),
        })
        if (report.problems.some(({ kind }) => kind === 'strikeToDo')) {
          await ledger.journal.setMeta(STRIKES_TO_DO, true)
          idle.tidy()
        }
        return report
      }),
    cancelVerify: async () => {
      verifying = null
    },
    findHash: (text) => read(({ journal, view }) => findHash(journal, seqsNow(view.meta()), text)),

    previewImport: (file, mapping, options = {}, onProgress = () => undefined) =>
      read(async (ledger) => {
        const run = {}
        preparing = run
        prepared = null
        const made = await prepareFile(
          ledger,
          { file, mapping, ...options },
          {
            random: deps.random,
            today: await latestToday(deps, ledger.reader),
            onProgress: (progress) => void onProgress(progress),
            isCancelled: () => preparing !== run || open !== ledger,
          },
        )
        if (!made.ok) return made
        if (preparing !== run) return err({ type: 'Cancelled' })
        prepared = made.value
        return ok(made.value.preview)
      }),
    importRows: async (kind, from, to) => prepared?.verdicts.window(kind, from, to) ?? [],
    cancelImport: async () => {
      preparing = null
      prepared = null
    },
    runImport: async () => {
      if (prepared === null) throw new Error('No import was prepared')
      const done = await commit({ kind: 'import', writes: prepared.writes() })
      if (done.ok) prepared = null
      return done
    },
  }
}
