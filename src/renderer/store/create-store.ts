/**
 * The store: every call of `StoreApi` over one open ledger. Whatever writes goes through one queue; whatever reads
 * does not wait for it.
 */
import { newRecordId } from '../../shared/base/random'
import { err, ok, type Result } from '../../shared/base/result'
import type { HostCall } from '../../shared/contract/host-api'
import type { Entry, RecordId } from '../../shared/journal/entry'
import { parseEntryId } from '../../shared/journal/entry-id'
import type { Actor, Intent, PlanFailure, PlannedIntent, Write } from '../../shared/journal/intent'
import { planUndo } from '../../shared/journal/invert'
import { isChildRecord } from '../../shared/journal/narrate'
import { plan } from '../../shared/journal/plan'
import { parseLine } from '../../shared/journal/seal'
import type { UndoItem } from '../../shared/journal/undo-stack'
import { OFFICE_ID } from '../../shared/records/office/office'
import { registry } from '../../shared/records/registry'
import { findHash } from './find-hash'
import { prepareFile } from './import-file'
import { latestToday } from './latest-today'
import { type Ledger, openLedger } from './open-ledger'
import { hashPin } from './pin'
import { needsOf, needsOfUndo, planOver } from './planning'
import { recordViews, withDeletedChildren } from './record-views'
import { sampleWrites } from './sample'
import { headNow, seqsNow } from './state-now'
import type { CommitFailure, Committed, StoreApi, StoreEvent, UndoState } from './store-api'
import type { StoreDeps } from './store-deps'
import { keepFile, readFile } from './stored-files'
import { isStrikeWaiting, resumeStrike, strikeRecord } from './strike-ledger'
import { LEFT_RUNS, strikeLeftRuns } from './strike-left-runs'
import { carryOutStrikes, STRIKES_TO_DO } from './strikes-to-do'
import { isPassing } from './vault-link'
import { verifyLedger } from './verify-ledger'

/** Milliseconds after the last write before idle work (closing packs, merging loose rows) begins. */
const IDLE_MS = 2000
/** Milliseconds between attempts to bring what only the journal has to the vault. */
const BRING_MS = 5000

/** Something waits for the vault, and asking for it again may help without a person. */
const isWaiting = ({ path }: Ledger): boolean =>
  path.kept().refused === null && (path.kept().where === 'journalOnly' || path.isUnsettled())

type Outcome = Result<Committed, CommitFailure>

export const createStore = (deps: StoreDeps): StoreApi => {
  let open: Ledger | null = null
  /** The verification under way; another one, or null, calls it off. */
  let verifying: object | null = null
  /** Writes of the last dry run. */
  let prepared: readonly Write[] | null = null
  /** The ledger whose strikes are looked at now. */
  let looking: Ledger | null = null
  const timers = new Map<string, () => void>()

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

  const later = (name: string, ms: number, task: (ledger: Ledger) => Promise<void>): void => {
    timers.get(name)?.()
    timers.set(
      name,
      deps.later(ms, async () => {
        timers.delete(name)
        const ledger = open
        if (ledger === null) return
        await task(ledger).catch((error: unknown) => {
          // What a close cut off goes on at the next start.
          if (open === ledger) ledger.fault(`store.${name}`, error)
        })
      }),
    )
  }

  const tidyLater = (): void =>
    later('tidy', IDLE_MS, async (ledger) => {
      await ledger.queue.run(() => ledger.journal.closePacks())
      // Piece by piece, so that a commit finds its turn in between.
      for (let more = ledger.viewDb.wantsMerge(); more && open === ledger; )
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
      else bringLater()
    } finally {
      looking = null
    }
  }

  const lookAtLeftRuns = async ({ journal, striking, queue, path }: Ledger): Promise<void> => {
    if ((await journal.getMeta(LEFT_RUNS)) === false) return
    if (await strikeLeftRuns(striking, queue)) await journal.setMeta(LEFT_RUNS, false)
    else if (path.kept().refused === null) bringLater()
  }

  const bringLater = (): void =>
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
        if (isWaiting(ledger) || (!isStruck && ledger.path.kept().refused === null)) bringLater()
        else tidyLater()
      }),
    )

  const refillLater = (): void =>
    later('refill', 0, async (ledger) => {
      const types = await ledger.view.refill(ledger.queue.run, (progress) =>
        ledger.emit({ type: 'progress', progress }),
      )
      for (const type of types) ledger.lists.drop(type)
      if (types.length > 0) ledger.emit({ type: 'changed', recordTypes: types, ids: [] })
    })

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
      tidyLater()
      const isStruckLater = done.ok && done.value.struckLater === true
      if (isWaiting(ledger) || isStruckLater) bringLater()
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

  const entriesOf = async (ledger: Ledger, item: UndoItem): Promise<Entry[]> => {
    const place = parseEntryId(item.entry)
    const entries: Entry[] = []
    for (let seq = item.first; place !== null && seq <= place.seq; seq += 1) {
      const line = await ledger.journal.line(`${place.device}:${seq}`)
      const entry = line === undefined ? null : parseLine(line, 'trusted')
      if (entry?.ok === true) entries.push(entry.value)
    }
    return entries
  }

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

  /** A person rather than a phone of theirs, also where the phone was written first. */
  const mainNameOf = async (ledger: Ledger, item: UndoItem): Promise<string> => {
    const device = parseEntryId(item.entry)?.device
    const line = device === undefined ? undefined : await ledger.journal.line(`${device}:${item.first}`)
    const entry = line === undefined ? null : parseLine(line, 'trusted')
    const changes = entry?.ok === true ? entry.value.body.changes : []
    return changes.find(({ record }) => !isChildRecord(record))?.name ?? item.name
  }

  const undoState = async (ledger: Ledger): Promise<UndoState> => {
    const actor = await ledger.users.current()
    const own = actor === null ? undefined : ledger.view.meta().undo[actor.id]
    const shown = async (item: UndoItem | undefined) =>
      item === undefined
        ? null
        : { intent: item.intent, kind: item.of ?? item.kind, name: await mainNameOf(ledger, item) }
    return { undo: await shown(own?.undo.at(-1)), redo: await shown(own?.redo.at(-1)) }
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
      if (ledger.view.stale().length > 0) refillLater()
      if (isWaiting(ledger) || (await isStrikeWaiting(ledger.striking))) bringLater()
      later('leftovers', IDLE_MS, (of) => of.tidyDatabases())
      tidyLater()
      return ok(opened.value.opened)
    },

    close: async () => {
      const ledger = open
      open = null
      for (const callOff of timers.values()) callOff()
      timers.clear()
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
          tidyLater()
        }
        return report
      }),
    cancelVerify: async () => {
      verifying = null
    },
    findHash: (text) => read(({ journal, view }) => findHash(journal, seqsNow(view.meta()), text)),

    previewImport: async (file, mapping, { recordType = 'person', choice } = {}) => {
      prepared = null
      const made = await prepareFile(
        need(),
        { file, recordType, ...(mapping ? { mapping } : {}), ...(choice ? { choice } : {}) },
        deps.random,
        await latestToday(deps, need().reader),
      )
      if (!made.ok) return made
      prepared = made.value.writes
      return ok(made.value.preview)
    },
    runImport: async () => {
      if (prepared === null) throw new Error('No import was prepared')
      const done = await commit({ kind: 'import', writes: prepared })
      if (done.ok) prepared = null
      return done
    },
  }
}
