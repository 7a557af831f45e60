/** Which ledger is open: none, the office's, or the sample office in its own folder. One change at a time. */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type {
  CallArgs,
  CallResults,
  CopyStatus,
  LedgerFailure,
  LedgerState,
} from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'
import { makeKeptFolder, removeQuietly } from '../files/whole-file'
import { finishMending } from '../vault/mend-files'
import { createTaskQueue } from '../vault/task-queue'
import { openVault, type Vault } from '../vault/vault'
import {
  cardOf,
  createLedger,
  type DataFolderDeps,
  dataPaths,
  ledgerFailure,
  type OpenFolder,
  openDataFolder,
  renewIdentity,
} from './data-folder'
import { damageOf, mendLedger, mendSource } from './mend'
import { RESTORING, type RestoreNote, restoreLedger } from './restore'
import { openSecondCopy, type SecondCopy } from './second-copy'
import { createStoredFiles, type StoredFiles } from './stored-files'

export type SessionDeps = DataFolderDeps & {
  readonly dataDir: string
  readonly segmentBytes?: number
  readonly wait: (ms: number) => Promise<void>
  readonly onFault: (where: string, error: unknown) => void
  readonly onCopyChange: (status: CopyStatus) => void
}

export type OpenLedger = OpenFolder & {
  readonly folder: string
  readonly vault: Vault
  readonly copy: SecondCopy
  readonly stored: StoredFiles
}

type Changed = Result<LedgerState, LedgerFailure>

export type LedgerSession = {
  readonly state: () => Promise<Changed>
  readonly create: () => Promise<Changed>
  readonly restore: (source: string, upToDamage: boolean) => Promise<Changed>
  readonly enterSample: () => Promise<Changed>
  readonly leaveSample: () => Promise<Changed>
  readonly newDevice: () => Promise<Changed>
  readonly damage: () => Promise<CallResults['ledger.damage']>
  readonly mend: (wish: CallArgs<'ledger.mend'>) => Promise<CallResults['ledger.mend']>
  /** What is open once a change under way has ended. */
  readonly opened: () => Promise<OpenLedger | null>
  readonly close: () => Promise<void>
}

/** Until a folder was looked into, and after a defect, there may be a ledger: never the answer that there is none. */
const NOT_OPENED: Changed = err({ type: 'Unwritable', code: 'DEFECT' })

const SAMPLE = 'sample'
/** The sample office's folder is renamed before it is removed: a removal that was cut off leaves no half ledger. */
const LEAVING = 'sample-leaving-'

export const createLedgerSession = (deps: SessionDeps): LedgerSession => {
  const { files, dataDir } = deps
  const queue = createTaskQueue()
  const sampleDir = join(dataDir, SAMPLE)
  let current: OpenLedger | null = null
  let state: Changed = NOT_OPENED
  /** What `state` speaks of. */
  let lastFolder = dataDir
  /** By ledger: a new device opens its ledger once more, and the person is yet to be told. */
  const broughtBack = new Map<string, number>()

  const openIn = async (folder: string, opened: OpenFolder): Promise<OpenLedger> => {
    const paths = dataPaths(folder)
    const card = cardOf(opened.ledger.ledger, opened.identity)
    const copyOf: { copy: SecondCopy | null } = { copy: null }
    const vault = await openVault({
      files,
      folder: paths.vault,
      damagedFolder: paths.damaged,
      ledger: opened.ledger.ledger,
      device: opened.identity.device,
      key: opened.identity.key,
      card,
      now: deps.now,
      ...(deps.segmentBytes ? { segmentBytes: deps.segmentBytes } : {}),
      onFault: deps.onFault,
      onChange: (...change) => copyOf.copy?.follow(...change),
    })
    const copy = await openSecondCopy({
      files,
      ledger: opened.ledger.ledger,
      device: opened.identity.device,
      card,
      vault,
      vaultFolder: paths.vault,
      damagedFolder: paths.damaged,
      dataDir,
      settingsFile: paths.copy,
      broughtBackBefore: broughtBack.get(opened.ledger.ledger) ?? 0,
      now: deps.now,
      wait: deps.wait,
      onChange: deps.onCopyChange,
      onFault: deps.onFault,
    })
    copyOf.copy = copy
    // Before anything is written under a number that was given already.
    await copy.lookedBack()
    broughtBack.set(opened.ledger.ledger, copy.status().broughtBack)
    const stored = createStoredFiles({ files, vault: paths.vault, damaged: paths.damaged }, copy.followFile)
    return { ...opened, folder, vault, copy, stored }
  }

  const letGo = async (): Promise<void> => {
    const open = current
    current = null
    await open?.copy.close()
    await open?.vault.close()
  }

  /** The state of what is open, with what its copy has shown meanwhile. */
  const told = (): Changed =>
    state.ok && state.value.state === 'open' && current?.copy.wentBack() === current?.identity.device
      ? ok({ ...state.value, wentBack: true })
      : state

  /** Opens what stands in a folder, in place of what is open. */
  const switchTo = async (folder: string): Promise<Changed> => {
    lastFolder = folder
    try {
      await letGo()
      await finishMending({ files, folder, vault: dataPaths(folder).vault })
      const opened = await openDataFolder(deps, folder, folder === sampleDir)
      if (!opened.ok) state = opened
      else if (!opened.value) state = ok({ state: 'none' })
      else {
        current = await openIn(folder, opened.value)
        state = ok(stateOf(current))
      }
    } catch (error) {
      deps.onFault('ledger.open', error)
      state = NOT_OPENED
      state = err(ledgerFailure(error))
    }
    return told()
  }

  /**
   * Does something to the data folder and opens `folder`, unless the work has an answer already. After a failure what
   * was open is open again.
   */
  const change = (work: () => Promise<Changed | null>, folder: string): Promise<Changed> =>
    queue(async () => {
      const was = current?.folder ?? dataDir
      let answer: Changed
      try {
        answer = (await work()) ?? (await switchTo(folder))
      } catch (error) {
        deps.onFault('ledger.change', error)
        answer = err(ledgerFailure(error))
      }
      if (!answer.ok && !current) await switchTo(was)
      return answer
    })

  /** What kept a ledger from opening may be over; null: nothing did, or it is not. */
  const openedAgain = async (): Promise<Changed | null> => {
    if (state.ok || current) return null
    const now = await switchTo(lastFolder)
    return now.ok && now.value.state === 'open' ? now : null
  }

  /** Only a data folder without a ledger may get one; a failure to open one is no room for another. */
  const ifNone = async (work: () => Promise<LedgerFailure | null>): Promise<Changed | null> => {
    await openedAgain()
    if (!state.ok) return state
    if (state.value.state !== 'none') return err({ type: 'LedgerExists' })
    const failure = await work()
    return failure && err(failure)
  }

  void queue(async () => {
    await switchTo(dataDir)
    await removeLeftovers(files, dataDir)
  }).catch((error) => deps.onFault('ledger.start', error))

  return {
    state: () =>
      queue(async () => {
        try {
          await openedAgain()
        } catch (error) {
          deps.onFault('ledger.state', error)
        }
        return told()
      }),
    create: () =>
      change(
        () =>
          ifNone(async () => {
            const created = await createLedger(deps, dataDir, false)
            return created.ok ? null : created.error
          }),
        dataDir,
      ),
    restore: async (source, upToDamage) => {
      let restored: RestoreNote = null
      const answer = await change(
        async () =>
          // Of a restore that only its last step kept from opening all is there.
          (await openedAgain()) ??
          ifNone(async () => {
            const done = await restoreLedger(deps, dataDir, source, upToDamage)
            if (done.ok) restored = done.value
            return done.ok ? null : done.error
          }),
        dataDir,
      )
      if (!answer.ok || answer.value.state !== 'open' || restored === null) return answer
      return ok({ ...answer.value, restored })
    },
    enterSample: () =>
      change(async () => {
        if (current?.ledger.sample) return state
        await makeKeptFolder(files, sampleDir)
        const found = await openDataFolder(deps, sampleDir, true)
        if (!found.ok) return found
        if (found.value) return null
        const created = await createLedger(deps, sampleDir, true)
        return created.ok ? null : created
      }, sampleDir),
    leaveSample: () =>
      change(async () => {
        if (!current?.ledger.sample) return state
        await letGo()
        const leaving = join(dataDir, `${LEAVING}${Buffer.from(deps.random(4)).toString('hex')}`)
        await files.rename(sampleDir, leaving)
        await files.flushFolder(dataDir)
        await removeQuietly(files, leaving)
        return null
      }, dataDir),
    newDevice: () =>
      queue(async () => {
        if (!current) return state.ok ? NOT_OPENED : state
        const { folder, ledger } = current
        try {
          await renewIdentity(deps, folder, ledger.ledger)
        } catch (error) {
          return err(ledgerFailure(error))
        }
        return switchTo(folder)
      }),
    damage: () =>
      queue(async () => {
        if (!current) return err({ type: 'NoLedger' })
        try {
          const damage = await damageOf({ ...current, files }, deps.wait)
          const isNamed = (await current.vault.heads()).some(({ damagedAt }) => damagedAt !== undefined)
          // What could not be read when it was opened can be by now.
          if (damage.devices.length === 0 && isNamed) await switchTo(current.folder)
          return ok(damage)
        } catch (error) {
          deps.onFault('ledger.damage', error)
          return err(ledgerFailure(error))
        }
      }),
    mend: (wish) =>
      queue(async () => {
        const open = current
        if (!open) return err({ type: 'NoLedger' })
        try {
          const source = await mendSource({ ...open, files }, wish, deps.wait)
          if (!source.ok) return source
          // Nothing may be written meanwhile, and Windows renames no file that is open.
          await letGo()
          return await mendLedger(deps, { ...open, files }, source.value)
        } catch (error) {
          deps.onFault('ledger.mend', error)
          return err(ledgerFailure(error))
        } finally {
          if (!current) await switchTo(open.folder)
        }
      }),
    opened: () => queue(async () => current),
    close: () => queue(letGo),
  }
}

const stateOf = ({ ledger, identity }: OpenFolder): LedgerState => ({
  state: 'open',
  ledger: ledger.ledger,
  sample: ledger.sample,
  device: identity.device,
  code: identity.code,
})

const removeLeftovers = async (files: FileLayer, dataDir: string): Promise<void> => {
  for (const { name } of await files.list(dataDir)) {
    if (name.startsWith(RESTORING) || name.startsWith(LEAVING))
      await removeQuietly(files, join(dataDir, name))
  }
}
