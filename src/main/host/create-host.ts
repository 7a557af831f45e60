/**
 * The host services: everything the renderer may ask of the machine, as plain Node, for either shell. The shell gives
 * what only it can do (dialogs, PDF, opening addresses) and turns start failures into sentences.
 */
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { err, ok, type Result } from '../../shared/base/result'
import {
  type CallArgs,
  type CallName,
  type CallResults,
  type CopyStatus,
  callSchemas,
  type HostEvents,
  type HostServices,
  type VaultFailure,
  type VaultHead,
  writerCalls,
} from '../../shared/contract/host-api'
import { hostGone } from '../../shared/contract/host-gone'
import { type FileLayer, fileCode } from '../files/file-layer'
import { type AcquireLock, acquireFolderLock, type Lock } from '../files/folder-lock'
import { makeKeptFolder } from '../files/whole-file'
import { vaultFailure } from '../vault/vault'
import { DATA_FORMAT, foundFormat } from './data-folder'
import { createFaults } from './faults'
import { findFolderWarning } from './folder-warning'
import { createFolders } from './folders'
import { createLease } from './lease'
import { createLedgerSession, type OpenLedger } from './ledger-session'
import { outsideAddress } from './outside-address'

export type HostDeps = {
  readonly dataDir: string
  readonly files: FileLayer
  readonly now: () => Date
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array
  readonly shell: 'electron' | 'web'
  readonly version: string
  /** As `process.platform`. */
  readonly platform: string
  readonly language: 'ja' | 'en' | null
  readonly zone: string
  readonly startInSample: boolean
  /** The system's folder dialog; null: cancelled. A shell without one lets the page browse. */
  readonly chooseFolder?: (purpose: 'copy' | 'restore') => Promise<string | null>
  /** Opens an address outside; called only with https, mailto and tel. */
  readonly openExternal: (url: string) => Promise<void>
  /** Makes a PDF of a self-contained page; null: this machine has nothing that does. */
  readonly makePdf:
    | ((html: string) => Promise<Result<Uint8Array, { type: 'NoBrowser' | 'PdfFailed' }>>)
    | null
  /** Another start on the same data folder asks this one to come to the front. */
  readonly onKnock?: () => void
  /** What stands for the machine in tests. */
  readonly acquireLock?: AcquireLock
  readonly home?: string
  readonly machine?: string
  readonly wait?: (ms: number) => Promise<void>
  readonly segmentBytes?: number
}

export type HostStartFailure =
  | { readonly type: 'UnwritableDataFolder'; readonly path: string; readonly code: string }
  | { readonly type: 'NewerFormat'; readonly path: string; readonly found: number; readonly known: number }
  /** Another Daicho has this data folder open; `knocked`: it was asked to come to the front and answered. */
  | { readonly type: 'HeldByOther'; readonly path: string; readonly knocked: boolean }

export type Host = Omit<HostServices, 'on'> & {
  /** As `HostServices.on`; `window` is the one an event is for (as given to `lease.claim`), null: all of them. */
  readonly on: <E extends keyof HostEvents>(
    event: E,
    listener: (value: HostEvents[E], window: string | null) => void,
  ) => () => void
  /** A window's connection is gone: what it held is free. */
  readonly windowGone: (window: string) => void
  /** Resolves when what goes on behind the answers (second copy, fault log) is done. */
  readonly settled: () => Promise<void>
}

/** How long a window may take to finish its write when another takes over. */
const LEASE_PATIENCE_MS = 10_000
/** How often a second copy that failed is tried again. */
const COPY_RETRY_MS = 30_000

/** Opens a data folder for one process and gives the calls of the contract. */
export const createHost = async (deps: HostDeps): Promise<Result<Host, HostStartFailure>> => {
  const knocked = { by: () => {} }
  const start = await claimFolder(deps, () => knocked.by())
  if (!start.ok) return start
  const host = assemble(deps, start.value)
  knocked.by = () => deps.onKnock?.()
  return ok(host)
}

/** The data folder is there, of a known format, and ours alone. Nothing is written to a newer one. */
const claimFolder = async (
  { files, dataDir, acquireLock = acquireFolderLock }: HostDeps,
  onKnock: () => void,
): Promise<Result<Lock, HostStartFailure>> => {
  try {
    const found = await foundFormat(files, dataDir)
    if (found !== null && found > DATA_FORMAT)
      return err({ type: 'NewerFormat', path: dataDir, found, known: DATA_FORMAT })
    await makeKeptFolder(files, dataDir)
    const lock = await acquireLock(dataDir, { onKnock })
    return lock.ok ? lock : err({ ...lock.error, path: dataDir })
  } catch (error) {
    const code = fileCode(error)
    if (code === null) throw error
    return err({ type: 'UnwritableDataFolder', path: dataDir, code })
  }
}

type Handlers = { readonly [N in CallName]: (args: CallArgs<N>) => Promise<CallResults[N]> }
type AnyListener = (value: never, window: string | null) => void

const assemble = (deps: HostDeps, lock: Lock): Host => {
  const { files, dataDir } = deps
  const wait = deps.wait ?? ((ms: number) => pause(ms, undefined, { ref: false }))
  const listeners = new Map<keyof HostEvents, Set<AnyListener>>()
  const emit = <E extends keyof HostEvents>(event: E, value: HostEvents[E], window: string | null): void => {
    for (const listener of listeners.get(event) ?? []) listener(value as never, window)
  }

  const faults = createFaults(files, join(dataDir, 'faults'), deps.now)
  const folders = createFolders({
    files,
    platform: deps.platform,
    home: deps.home ?? homedir(),
    ...(deps.chooseFolder ? { chooseFolder: deps.chooseFolder } : {}),
  })
  const lease = createLease({
    onLost: (window) => emit('lease.lost', null, window),
    patience: () => wait(LEASE_PATIENCE_MS),
  })
  const session = createLedgerSession({
    files,
    dataDir,
    now: deps.now,
    random: deps.random,
    machine: deps.machine ?? hostname(),
    wait,
    ...(deps.segmentBytes ? { segmentBytes: deps.segmentBytes } : {}),
    onFault: faults.add,
    onCopyChange: (status) => emit('copy.changed', status, null),
  })

  const withLedger = async <T, E = VaultFailure>(
    work: (open: OpenLedger) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | { readonly type: 'NoLedger' }>> => {
    const open = await session.opened()
    return open ? work(open) : err({ type: 'NoLedger' })
  }

  const handlers: Handlers = {
    'host.info': async () => ({
      shell: deps.shell,
      version: deps.version,
      platform: deps.platform,
      dataFolder: dataDir,
      language: deps.language,
      zone: deps.zone,
      canPdf: deps.makePdf !== null,
      folderWarning: await findFolderWarning(files, dataDir),
      startInSample: deps.startInSample,
    }),
    'lease.claim': ({ window, take }) => lease.claim(window, take),
    'lease.release': async ({ window }) => {
      lease.release(window)
      return null
    },
    'ledger.state': session.state,
    'ledger.create': session.create,
    'ledger.enterSample': session.enterSample,
    'ledger.leaveSample': session.leaveSample,
    'ledger.newDevice': session.newDevice,
    'ledger.restore': async ({ path, upToDamage = false }) =>
      folders.isGranted(path) ? session.restore(path, upToDamage) : err({ type: 'NotGranted' }),
    'ledger.damage': session.damage,
    'ledger.mend': async (wish) =>
      wish.with !== 'folder' || folders.isGranted(wish.path)
        ? session.mend(wish)
        : err({ type: 'NotGranted' }),
    'vault.heads': () =>
      withLedger(async ({ vault }) => {
        const withCode = async (head: VaultHead): Promise<VaultHead> => {
          const code = await vault.codeOf(head.device)
          return code === undefined ? head : { ...head, code }
        }
        return ok(await Promise.all((await vault.heads()).map(withCode)))
      }),
    'vault.append': ({ lines }) => withLedger(({ vault }) => vault.append(lines)),
    'vault.read': ({ device, from, maxBytes }) =>
      withLedger(({ vault }) => vault.read(device, from, maxBytes)),
    'vault.strike': ({ device, ...strike }) => withLedger(({ vault }) => vault.strike(device, strike)),
    'vault.check': () =>
      withLedger(async ({ vault }) => {
        try {
          return ok(await vault.check())
        } catch (error) {
          faults.add('vault.check', error)
          return err(vaultFailure(error))
        }
      }),
    'files.put': ({ base64 }) => withLedger(({ stored }) => stored.put(base64)),
    'files.get': ({ sha256 }) => withLedger(({ stored }) => stored.get(sha256)),
    'copy.status': async () => (await session.opened())?.copy.status() ?? NO_COPY,
    'copy.set': async ({ path }) => {
      if (path !== null && !folders.isGranted(path)) return err({ type: 'NotGranted' })
      return (await session.opened())?.copy.set(path) ?? ok(NO_COPY)
    },
    'copy.check': async () => (await session.opened())?.copy.check() ?? err({ type: 'NoCopy' }),
    'folders.choose': ({ purpose }) => folders.choose(purpose),
    'folders.browse': ({ path }) => folders.browse(path),
    'folders.make': ({ within, name }) => folders.make(within, name),
    'paper.pdf': async ({ html }) => {
      if (!deps.makePdf) return err({ type: 'NoBrowser' })
      const pdf = await deps.makePdf(html)
      return pdf.ok ? ok({ pdf: Buffer.from(pdf.value).toString('base64') }) : pdf
    },
    'faults.add': async ({ where, what }) => {
      faults.add(where, what)
      return null
    },
    'faults.read': async () => ({ lines: await faults.read() }),
    'open.external': async ({ url }) => {
      const address = outsideAddress(url)
      if (address === null) return err({ type: 'AddressRefused' })
      await deps.openExternal(address)
      return ok(null)
    },
  }

  const retry = everyFew(COPY_RETRY_MS, async () => (await session.opened())?.copy.retry())
  let closing: Promise<void> | null = null

  const close = async (): Promise<void> => {
    retry.stop()
    emit('host.closing', null, null)
    await session.close()
    await faults.settled()
    await lock.release()
  }

  return {
    call: async (name, args, windows = NO_WINDOW) => {
      if (closing) throw hostGone()
      const checked = Object.hasOwn(callSchemas, name) ? callSchemas[name].safeParse(args) : null
      if (!checked?.success) throw new Error('BadCall')
      // Of two windows that both believe they may write, only one does.
      if (writerCalls.has(name) && !lease.isHeldBy(windows)) return err({ type: 'NotWriter' }) as never
      try {
        return await handlers[name](checked.data as never)
      } catch (error) {
        faults.add(name, error)
        throw new Error('HostDefect')
      }
    },
    on: (event, listener) => {
      const of = listeners.get(event) ?? new Set()
      listeners.set(event, of.add(listener as AnyListener))
      return () => void of.delete(listener as AnyListener)
    },
    windowGone: lease.release,
    settled: async () => {
      await (await session.opened())?.copy.settled()
      await faults.settled()
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

const NO_WINDOW: ReadonlySet<string> = new Set()

const NO_COPY: CopyStatus = {
  folder: null,
  completeAt: null,
  behind: 0,
  failure: null,
  broughtBack: 0,
  setAside: null,
}

/** Does something again and again until stopped; keeps no process alive. */
const everyFew = (ms: number, work: () => Promise<void>): { readonly stop: () => void } => {
  const timer = setInterval(() => void work(), ms).unref()
  return { stop: () => clearInterval(timer) }
}
