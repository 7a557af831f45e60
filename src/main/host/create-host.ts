/**
 * The host services: everything the renderer may ask of the machine, as plain Node, for either shell. The shell gives
 * what only it can do (dialogs, PDF, opening addresses) and turns start failures into sentences.
 */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import {
  type CallArgs,
  type CallName,
  type CallResults,
  callSchemas,
  type HostEvents,
  type HostServices,
  type LedgerFailure,
  type LedgerState,
} from '../../shared/contract/host-api'
import { type FileLayer, fileCode } from '../files/file-layer'
import { openVault, type Vault } from '../vault/vault'
import {
  createLedger,
  DATA_FORMAT,
  dataPaths,
  foundFormat,
  type Identity,
  type LedgerFile,
  ledgerFailure,
  readIdentity,
  readLedger,
} from './data-folder'

export type HostDeps = {
  readonly dataDir: string
  readonly files: FileLayer
  readonly now: () => Date
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array
  readonly shell: 'electron' | 'web'
  readonly version: string
  readonly platform: string
  readonly language: 'ja' | 'en'
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
}

export type HostStartFailure =
  | { readonly type: 'UnwritableDataFolder'; readonly path: string; readonly code: string }
  | { readonly type: 'NewerFormat'; readonly path: string; readonly found: number; readonly known: number }
  /** Another Daicho has this data folder open; `knocked`: it was asked to come to the front and answered. */
  | { readonly type: 'HeldByOther'; readonly path: string; readonly knocked: boolean }

export type Host = HostServices & {
  /** As `HostServices.on`; `window` is the one an event is for (as given to `lease.claim`), null: all of them. */
  readonly on: <E extends keyof HostEvents>(
    event: E,
    listener: (value: HostEvents[E], window: string | null) => void,
  ) => () => void
  /** A window's connection is gone: what it held is free. */
  readonly windowGone: (window: string) => void
}

type OpenLedger = { readonly ledger: LedgerFile; readonly identity: Identity; readonly vault: Vault }

type Handlers = { readonly [N in CallName]: (args: CallArgs<N>) => Promise<CallResults[N]> }

/** Opens a data folder for one process and gives the calls of the contract. */
export const createHost = async (deps: HostDeps): Promise<Result<Host, HostStartFailure>> => {
  const { files, dataDir } = deps
  try {
    await files.makeFolder(dataDir)
    const found = await foundFormat(files, dataDir)
    if (found !== null && found > DATA_FORMAT)
      return err({ type: 'NewerFormat', path: dataDir, found, known: DATA_FORMAT })
  } catch (error) {
    const code = fileCode(error)
    if (code === null) throw error
    return err({ type: 'UnwritableDataFolder', path: dataDir, code })
  }

  const listeners = new Map<keyof HostEvents, Set<(value: never, window: string | null) => void>>()
  let open: OpenLedger | null = null
  let holder: string | null = null

  const onFault = (where: string, error: unknown): void => {
    void where
    void error
  }

  const openFolder = async (folder: string): Promise<Result<LedgerState, LedgerFailure>> => {
    try {
      const ledger = await readLedger(files, folder)
      if (!ledger.ok) return ledger
      if (!ledger.value) return ok({ state: 'none' })
      const identity = await readIdentity(files, folder)
      if (!identity) return err({ type: 'Unwritable', code: 'ENOENT' })
      open = await openIn(folder, ledger.value, identity)
      return ok(stateOf(open))
    } catch (error) {
      return err(ledgerFailure(error))
    }
  }

  const openIn = async (folder: string, ledger: LedgerFile, identity: Identity): Promise<OpenLedger> => {
    const paths = dataPaths(folder)
    const vault = await openVault({
      files,
      folder: paths.vault,
      damagedFolder: paths.damaged,
      ledger: ledger.ledger,
      device: identity.device,
      key: identity.key,
      now: deps.now,
      onFault,
    })
    return { ledger, identity, vault }
  }

  const sampleDir = join(dataDir, 'sample')
  let opening = openFolder(dataDir)

  const handlers: Handlers = {
    'host.info': async () => ({
      shell: deps.shell,
      version: deps.version,
      platform: deps.platform,
      dataFolder: dataDir,
      language: deps.language,
      zone: deps.zone,
      canPdf: deps.makePdf !== null,
      folderWarning: null,
      startInSample: deps.startInSample,
    }),
    'lease.claim': async ({ window, take }) => {
      if (holder !== null && holder !== window && !take) return err({ type: 'HeldElsewhere' })
      holder = window
      return ok(null)
    },
    'lease.release': async ({ window }) => {
      if (holder === window) holder = null
      return null
    },
    'ledger.state': () => opening,
    'ledger.create': async () => {
      if (open) return err({ type: 'LedgerExists' })
      try {
        const made = await createLedger(deps, dataDir, false)
        open = await openIn(dataDir, made.ledger, made.identity)
        opening = Promise.resolve(ok(stateOf(open)))
        return opening
      } catch (error) {
        return err(ledgerFailure(error))
      }
    },
    'ledger.enterSample': async () => {
      await open?.vault.close()
      await files.makeFolder(sampleDir)
      const found = await readLedger(files, sampleDir)
      if (found.ok && !found.value) await createLedger(deps, sampleDir, true)
      opening = openFolder(sampleDir)
      return opening
    },
    'ledger.leaveSample': async () => {
      await open?.vault.close()
      open = null
      await files.removeTree(sampleDir)
      opening = openFolder(dataDir)
      return opening
    },
    'ledger.restore': async () => err({ type: 'NotGranted' }),
    'vault.heads': async () => (open ? ok(await open.vault.heads()) : err({ type: 'NoLedger' })),
    'vault.append': async ({ lines }) => (open ? open.vault.append(lines) : err({ type: 'NoLedger' })),
    'vault.read': async ({ device, from, maxBytes }) =>
      open ? open.vault.read(device, from, maxBytes) : err({ type: 'NoLedger' }),
    'vault.strike': async () => err({ type: 'BadLine' }),
    'vault.check': async () => ok({ segments: 0, problems: [] }),
    'copy.status': async () => ({ folder: null, completeAt: null, behind: 0, failure: null }),
    'copy.set': async () => err({ type: 'NotGranted' }),
    'folders.choose': async () => ({ type: 'browse' }),
    'folders.browse': async () => err({ type: 'NotHere' }),
    'paper.pdf': async ({ html }) => {
      const pdf = deps.makePdf ? await deps.makePdf(html) : err({ type: 'NoBrowser' as const })
      return pdf.ok ? ok({ pdf: Buffer.from(pdf.value).toString('base64') }) : pdf
    },
    'faults.add': async () => null,
    'faults.read': async () => ({ lines: [] }),
    'open.external': async () => err({ type: 'AddressRefused' }),
  }

  return ok({
    call: async <N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResults[N]> => {
      const checked = callSchemas[name]?.safeParse(args)
      if (!checked?.success) throw new Error('BadCall')
      return handlers[name](checked.data as CallArgs<N>)
    },
    on: (event, listener) => {
      const of = listeners.get(event) ?? new Set()
      listeners.set(event, of.add(listener))
      return () => of.delete(listener)
    },
    windowGone: (window) => {
      if (holder === window) holder = null
    },
    close: async () => {
      await open?.vault.close()
    },
  })
}

const stateOf = ({ ledger, identity }: OpenLedger): LedgerState => ({
  state: 'open',
  ledger: ledger.ledger,
  sample: ledger.sample,
  device: identity.device,
  code: identity.code,
})
