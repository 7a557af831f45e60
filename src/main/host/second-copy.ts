/**
 * The second copy of the vault: `<folder>/Daicho-<ledger>/vault`, byte for byte. It follows behind the answers and
 * never holds one up; what it could not do now it does when the folder can be written again, and after a restart.
 */
import { basename, dirname, join } from 'node:path'
import { err, ok } from '../../shared/base/result'
import type { CallResults, CopyStatus } from '../../shared/contract/host-api'
import { type FileLayer, fileCode } from '../files/file-layer'
import { properCards } from '../vault/device-cards'
import { copyFolderName } from '../vault/find-vault'
import type { DeviceCard } from '../vault/layout'
import type { SegmentView, Vault } from '../vault/vault'
import { copyFiles } from './copy-files'
import { type CopyFailure, checkChoice, copyCards, copyFailure, preparePlace } from './copy-place'
import { type Copied, type Counts, copySegment, count, SourceUnreadable, type Verdict } from './copy-segment'
import { openCopySettings } from './copy-settings'
import { createLookBack } from './look-back'
import { onSameDisk } from './same-disk'
import { SET_ASIDE, strikeSetAside } from './set-aside'

export type SecondCopyDeps = {
  readonly files: FileLayer
  readonly ledger: string
  /** This device. */
  readonly device: string
  /** This device's card as its data folder knows it. */
  readonly card: DeviceCard
  readonly vault: Pick<Vault, 'entries' | 'segments' | 'segmentBytes' | 'heads' | 'read' | 'bringIn'>
  readonly vaultFolder: string
  /** Where a damaged file of the vault goes when a sound one takes its place. */
  readonly damagedFolder: string
  /** Nothing in here can be a second place. */
  readonly dataDir: string
  /** Where the choice and the last state are kept, on this device only. */
  readonly settingsFile: string
  /** Entries this ledger got back from the copy since this start, before it was opened once more. */
  readonly broughtBackBefore?: number
  readonly now: () => Date
  readonly wait: (ms: number) => Promise<void>
  readonly onChange: (status: CopyStatus) => void
  readonly onFault: (where: string, error: unknown) => void
}

export type SecondCopy = {
  readonly status: () => CopyStatus
  /**
   * Resolves when it is known whether the copy has entries that the vault lost, and they are back; or when the folder
   * was not there, or gave no answer for too long.
   */
  readonly lookedBack: () => Promise<void>
  /** The device under which this copy has entries that the vault did not have; null: none. */
  readonly wentBack: () => string | null
  readonly set: (path: string | null) => Promise<CallResults['copy.set']>
  /** Compares every byte of the copy, and repairs it from what is sound in the vault. */
  readonly check: () => Promise<CallResults['copy.check']>
  /** The vault has changed; `rewritten`: a segment is not only longer. */
  readonly follow: (device: string, segment: number, rewritten: boolean) => void
  /** The vault has a new file. */
  readonly followFile: (hash: string) => void
  /** Tries again what failed or is behind. */
  readonly retry: () => void
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Entries written within this time are copied together. */
const GATHER_MS = 100
/** A folder that does not answer at all (a network drive that is gone) is not waited for longer than this. */
const PATIENCE_MS = 5000
/** While nothing else changes, a later `completeAt` is saved this often. */
const SAVE_MS = 60_000

/** The copy of one open ledger. A choice of another folder begins a new round; the old one's doings no longer count. */
export const openSecondCopy = async (deps: SecondCopyDeps): Promise<SecondCopy> => {
  const { files, vault, ledger } = deps
  const settings = await openCopySettings(files, deps.settingsFile, deps.onFault)
  let failure: CopyFailure | null = null
  /** As of the last look at the chosen folder. */
  let sameDisk = false
  /** Segments of the copy as this run knows them. */
  const copied = new Map<string, Copied>()
  /** Files that came since the last pass. */
  const newFiles = new Set<string>()
  /** A pass has looked at all of them. */
  let looked = false
  let rewrites = 0
  /** Of all devices, to judge manifests by. */
  let cards: readonly DeviceCard[] = []
  /** What was set aside may hold text that is struck out in the vault. */
  let sweeps = false
  let broughtBack = deps.broughtBackBefore ?? 0
  let told = ''
  let round = 0
  /** The next pass is to compare everything, and counts here. */
  let wanted: Counts | null = null
  let checked: { readonly counts: Counts; readonly failure: CopyFailure | null } | null = null
  let checking: Promise<CallResults['copy.check']> | null = null
  let running: Promise<void> | null = null
  let again = false
  let closing = false
  let closed = false

  const entriesThere = (): number => {
    const seen = [...copied.values()].reduce((sum, { entries }) => sum + entries, 0)
    return looked ? seen : Math.max(seen, settings.now.entries)
  }

  const status = (): CopyStatus => ({
    folder: settings.now.folder,
    completeAt: settings.now.completeAt,
    behind: settings.now.folder === null ? 0 : Math.max(0, vault.entries() - entriesThere()) + newFiles.size,
    failure,
    broughtBack,
    setAside: settings.now.setAside,
    ...(sameDisk ? { sameDisk } : {}),
  })

  /** A later minute of `completeAt` counts as a change. */
  const toldOf = (now: CopyStatus): string =>
    JSON.stringify({ ...now, completeAt: now.completeAt?.slice(0, 16) })

  /** Tells what changed. */
  const tell = (): void => {
    const now = status()
    const text = toldOf(now)
    if (text === told || closed) return
    told = text
    deps.onChange(now)
  }

  /** Who asks while entries are on their way is told when they have arrived, as if it had been told of them. */
  const answer = (): CopyStatus => {
    const now = status()
    told = toldOf(now)
    return now
  }

  const save = (): Promise<void> => settings.save({ entries: entriesThere() })

  const forget = (): void => {
    settings.change({ entries: entriesThere() })
    copied.clear()
    looked = false
  }

  /** Kept before anything depends on it: a start later on would not see it any more. */
  const noteWentBack = async (): Promise<void> => {
    if (settings.saved().wentBack === deps.device) return
    try {
      await settings.keep({ wentBack: deps.device, entries: entriesThere() })
    } catch (error) {
      if (fileCode(error) === null) throw error
      throw new SourceUnreadable('copy.json', { cause: error })
    }
  }

  const look = createLookBack(deps, PATIENCE_MS, noteWentBack)

  const beforeSetAside = async (device: string): Promise<void> => {
    if (device === deps.device) await noteWentBack()
  }

  const onSetAside = async (folder: string, entries: number): Promise<void> => {
    sweeps = true
    if (entries === 0) return
    const before = settings.now.setAside?.folder === folder ? settings.now.setAside.entries : 0
    settings.change({ setAside: { folder, entries: before + entries } })
    await save()
    tell()
  }

  /** A person has looked after it, and taken the folder away. */
  const forgetSetAside = async (target: string): Promise<void> => {
    if (settings.now.setAside === null || (await files.stat(join(target, SET_ASIDE)))) return
    settings.change({ setAside: null })
    await save()
  }

  /** One pass over all segments; what was seen before in this run costs nothing, unless everything is to be `counted`. */
  const pass = async (folder: string, counted: Counts | null): Promise<CopyFailure | null> => {
    const mine = round
    const isOver = (): boolean => mine !== round || closed
    const target = join(folder, copyFolderName(ledger))
    if (!looked || counted) {
      const problem = await preparePlace(files, folder, ledger, settings.now.completeAt !== null)
      if (problem) return problem
    }
    if (!looked) {
      const isSame = await onSameDisk(files, folder, deps.dataDir)
      if (!isOver()) sameDisk = isSame
      const brought = await look.bringBack(target, isOver)
      broughtBack += brought
      tell()
      look.end()
      cards = await properCards(files, deps.vaultFolder, ledger, deps.card)
      await forgetSetAside(target)
      sweeps = true
    }
    // An entry that refers to a file comes after it.
    const fresh = new Set(newFiles)
    const all = !looked || counted !== null
    if (all || fresh.size > 0) {
      const from = { files, vault: deps.vaultFolder, damaged: deps.damagedFolder }
      let repaired = all ? await copyCards(files, deps.vaultFolder, target, deps.card) : 0
      repaired += await copyFiles(from, target, counted !== null, all ? undefined : fresh)
      if (counted) counted.repaired += repaired
      if (isOver()) return null
      for (const name of fresh) newFiles.delete(name)
    }
    const startedAt = deps.now().toISOString()
    const thorough = counted && ((verdict: Verdict) => count(counted, verdict))
    const { now, onFault } = deps
    const place = { files, vault, target, cards, now, onFault, beforeSetAside, onSetAside, thorough }
    const bringUp = async (views: readonly SegmentView[], mayReplace: boolean): Promise<SegmentView[]> => {
      const left: SegmentView[] = []
      for (const view of views) {
        const key = segmentKey(view.device, view.number)
        const known = copied.get(key) ?? null
        const isDone = known?.bytes === view.bytes && known.closed === (view.manifest !== null)
        if (isDone && !counted) continue
        const written = rewrites
        const isCurrent = (): boolean => written === rewrites && !isOver()
        const now = await copySegment(place, view, known, mayReplace, isCurrent)
        if (isOver()) break
        // Struck out while it was copied: what was copied is the old text.
        if (now && isCurrent()) copied.set(key, now)
        if (!now) left.push(view)
        tell()
      }
      return left
    }
    // The entry that vouches for a strike must be there before the struck line: first all lines, then the strikes.
    const struck = await bringUp(await vault.segments(), false)
    await bringUp(struck, true)
    if (isOver()) return null
    if (sweeps) {
      sweeps = false
      await strikeSetAside(place)
    }
    if (isOver()) return null
    looked = true
    settings.change({ completeAt: startedAt })
    const age = Date.parse(startedAt) - Date.parse(settings.saved().completeAt ?? '1970-01-01')
    if (age >= SAVE_MS) await save()
    return null
  }

  const run = async (): Promise<void> => {
    const mine = round
    while (again && !closed && mine === round) {
      if (!closing && looked) await deps.wait(GATHER_MS)
      again = false
      const { folder } = settings.now
      if (folder === null || mine !== round) break
      let now = failure
      const counts = wanted
      wanted = null
      try {
        now = await pass(folder, counts)
      } catch (error) {
        deps.onFault('copy.pass', error)
        if (mine === round) forget()
        if (fileCode(error) !== null) now = copyFailure(error)
      }
      if (mine !== round) break
      if (now !== null) forget()
      failure = now
      if (counts) checked = { counts, failure }
      tell()
      look.end()
    }
  }

  const wake = (): void => {
    if (closed || settings.now.folder === null) return
    again = true
    if (running) return
    const mine = run()
      .catch((error) => deps.onFault('copy.run', error))
      .finally(() => {
        if (running !== mine) return
        running = null
        if (again) wake()
      })
    running = mine
  }

  const settled = async (): Promise<void> => {
    while (running) await running
  }

  /** Waits for what is under way, but not for a folder that never answers. */
  const settledInTime = (): Promise<void> => Promise.race([settled(), deps.wait(PATIENCE_MS)])

  const set: SecondCopy['set'] = async (path) => {
    again = false
    await settledInTime()
    if (path !== null) {
      const folder = basename(path) === copyFolderName(ledger) ? dirname(path) : path
      const problem = await checkChoice(files, folder, ledger, deps.dataDir)
      if (problem) {
        wake()
        return err({ type: problem })
      }
      sameDisk = await onSameDisk(files, folder, deps.dataDir)
      settings.choose(folder)
    } else {
      sameDisk = false
      settings.choose(null)
    }
    round += 1
    running = null
    failure = null
    copied.clear()
    looked = false
    await save()
    tell()
    wake()
    return ok(status())
  }

  const checkNow = async (): Promise<CallResults['copy.check']> => {
    if (settings.now.folder === null) return err({ type: 'NoCopy' })
    const counts: Counts = { segments: 0, repaired: 0, left: 0 }
    wanted = counts
    wake()
    await settled()
    if (checked?.counts !== counts) return err({ type: failure ?? 'FolderMissing' })
    return checked.failure === null ? ok({ ...counts }) : err({ type: checked.failure })
  }

  if (settings.now.folder === null) look.end()
  wake()
  return {
    status: answer,
    lookedBack: look.wait,
    wentBack: () => settings.now.wentBack,
    set,
    check: () => {
      checking ??= checkNow().finally(() => {
        checking = null
      })
      return checking
    },
    follow: (device, segment, rewritten) => {
      if (rewritten) {
        rewrites += 1
        sweeps = true
        copied.delete(segmentKey(device, segment))
        // A strike not yet carried over must be known after a restart too.
        if (!looked) settings.change({ entries: Math.max(0, settings.now.entries - 1) })
        if (settings.now.folder !== null) void save().catch((error) => deps.onFault('copy.save', error))
      }
      wake()
    },
    followFile: (hash) => {
      if (settings.now.folder !== null) newFiles.add(hash)
      wake()
    },
    retry: () => {
      if (failure !== null || !looked || status().behind > 0) wake()
    },
    settled,
    close: async () => {
      closing = true
      await settledInTime()
      closed = true
      if (settings.now.folder !== null) await save()
    },
  }
}

const segmentKey = (device: string, number: number): string => `${device}/${number}`
