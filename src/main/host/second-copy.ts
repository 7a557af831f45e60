/**
 * The second copy of the vault: `<folder>/Daicho-<ledger>/vault`, byte for byte. It follows behind the answers and
 * never holds one up; what it could not do now it does when the folder can be written again, and after a restart.
 */
import { basename, dirname, join, relative, sep } from 'node:path'
import { z } from 'zod'
import { err, ok } from '../../shared/base/result'
import type { CallResults, CopyStatus } from '../../shared/contract/host-api'
import { type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { makeKeptFolder, readJson, writeJson, writeWhole } from '../files/whole-file'
import { cardsOf, copyFolderName, deviceNames } from '../vault/find-vault'
import { DEVICE_FILE, deviceFolder, FILES_FOLDER } from '../vault/layout'
import { readCard } from '../vault/segments'
import type { SegmentView, Vault } from '../vault/vault'
import { type Copied, copySegment } from './copy-segment'

export type SecondCopyDeps = {
  readonly files: FileLayer
  readonly ledger: string
  readonly vault: Pick<Vault, 'entries' | 'segments' | 'segmentBytes'>
  readonly vaultFolder: string
  /** Nothing in here can be a second place. */
  readonly dataDir: string
  /** Where the choice and the last state are kept, on this device only. */
  readonly settingsFile: string
  readonly now: () => Date
  readonly onChange: (status: CopyStatus) => void
  readonly onFault: (where: string, error: unknown) => void
}

export type SecondCopy = {
  readonly status: () => CopyStatus
  readonly set: (path: string | null) => Promise<CallResults['copy.set']>
  /** The vault has changed; `rewritten`: a segment is not only longer. */
  readonly follow: (device: string, segment: number, rewritten: boolean) => void
  /** Tries again what failed or is behind. */
  readonly retry: () => void
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

const settingsSchema = z.object({
  folder: z.string().nullable(),
  completeAt: z.string().nullable(),
  /** Entries the copy had. */
  entries: z.number().int(),
})
type Settings = z.infer<typeof settingsSchema>

/** While nothing else changes, a later `completeAt` is told and saved this often. */
const SAVE_MS = 60_000

export const openSecondCopy = async (deps: SecondCopyDeps): Promise<SecondCopy> => {
  const { files, vault } = deps
  let settings: Settings = settingsSchema.safeParse(await readJson(files, deps.settingsFile)).data ?? {
    folder: null,
    completeAt: null,
    entries: 0,
  }
  let saved = settings
  let failure: CopyStatus['failure'] = null
  /** Segments of the copy seen in this run; null until the first pass has looked at all of them. */
  const copied = new Map<string, Copied>()
  let looked = false
  let told = ''
  let running: Promise<void> | null = null
  let again = false
  let closed = false

  const entriesThere = (): number => {
    const seen = [...copied.values()].reduce((sum, { entries }) => sum + entries, 0)
    return looked ? seen : Math.max(seen, settings.entries)
  }

  const status = (): CopyStatus => ({
    folder: settings.folder,
    completeAt: settings.completeAt,
    behind: settings.folder === null ? 0 : Math.max(0, vault.entries() - entriesThere()),
    failure,
  })

  /** Tells what changed; a later minute of `completeAt` counts as a change. */
  const tell = (): void => {
    const now = status()
    const text = JSON.stringify({ ...now, completeAt: now.completeAt?.slice(0, 16) })
    if (text === told || closed) return
    told = text
    deps.onChange(now)
  }

  const save = async (): Promise<void> => {
    settings = { ...settings, entries: entriesThere() }
    await writeJson(files, deps.settingsFile, settings)
    saved = settings
  }

  const saveSometimes = async (): Promise<void> => {
    const age = Date.parse(settings.completeAt ?? '') - Date.parse(saved.completeAt ?? '1970-01-01')
    if (age >= SAVE_MS || (saved.completeAt === null) !== (settings.completeAt === null)) await save()
  }

  const forget = (): void => {
    copied.clear()
    looked = false
  }

  /** One pass over all segments; what was seen before in this run costs nothing. */
  const pass = async (folder: string): Promise<void> => {
    const target = join(folder, copyFolderName(deps.ledger))
    if (!looked) {
      const problem = await prepare(deps, folder, settings.completeAt !== null)
      if (problem) return fail(problem)
      await copyCards(deps, target)
      await copyFiles(deps, target)
    }
    const startedAt = deps.now().toISOString()
    const views = await vault.segments()
    const place = { files, vault, target, now: deps.now, onFault: deps.onFault }
    const bringUp = async (some: readonly SegmentView[], mayReplace: boolean): Promise<SegmentView[]> => {
      const left: SegmentView[] = []
      for (const view of some) {
        const key = segmentKey(view.device, view.number)
        const known = copied.get(key) ?? null
        if (known && known.bytes === view.bytes && known.closed === (view.manifest !== null)) continue
        const generation = rewrites
        const isCurrent = (): boolean => generation === rewrites
        const now = await copySegment(place, view, known, mayReplace, isCurrent)
        // Struck out while it was copied: what was copied is the old text.
        if (now && isCurrent()) copied.set(key, now)
        if (!now) left.push(view)
        if (closed) break
        tell()
      }
      return left
    }
    // The entry that vouches for a strike must be there before the struck line: from the newest back.
    const struck = await bringUp(views, false)
    const ownLast = struck.sort((a, b) => Number(a.own) - Number(b.own) || a.number - b.number)
    await bringUp(ownLast.reverse(), true)
    if (closed) return
    looked = true
    failure = null
    settings = { ...settings, completeAt: startedAt }
    await saveSometimes()
  }
  let rewrites = 0

  const fail = (now: NonNullable<CopyStatus['failure']>): void => {
    failure = now
    settings = { ...settings, entries: entriesThere() }
    forget()
  }

  const run = async (): Promise<void> => {
    while (again && !closed) {
      again = false
      if (settings.folder === null) break
      try {
        await pass(settings.folder)
      } catch (error) {
        deps.onFault('copy.pass', error)
        if (fileCode(error) === null) forget()
        else fail(failureOf(error))
      }
      tell()
    }
  }

  const wake = (): void => {
    if (closed || settings.folder === null) return
    again = true
    running ??= run()
      .catch((error) => deps.onFault('copy.run', error))
      .finally(() => {
        running = null
        if (again) wake()
      })
  }

  const settled = async (): Promise<void> => {
    while (running) await running
  }

  const set: SecondCopy['set'] = async (path) => {
    again = false
    await settled()
    if (path === null) {
      settings = { folder: null, completeAt: null, entries: 0 }
      failure = null
      forget()
      await save()
      tell()
      return ok(status())
    }
    const folder = basename(path) === copyFolderName(deps.ledger) ? dirname(path) : path
    const problem = await checkChoice(deps, folder)
    if (problem) {
      wake()
      return err({ type: problem })
    }
    forget()
    failure = null
    settings = { folder, completeAt: null, entries: 0 }
    await save()
    wake()
    return ok(status())
  }

  wake()
  return {
    status,
    set,
    follow: (device, segment, rewritten) => {
      if (rewritten) {
        rewrites += 1
        copied.delete(segmentKey(device, segment))
        // A strike not yet carried over must be known after a restart too.
        const entries = looked ? entriesThere() : Math.max(0, settings.entries - 1)
        settings = { ...settings, entries }
        if (settings.folder !== null) void save().catch((error) => deps.onFault('copy.save', error))
      }
      wake()
    },
    retry: () => {
      if (failure !== null || status().behind > 0) wake()
    },
    settled,
    close: async () => {
      again = false
      closed = true
      await settled()
      if (settings.folder === null) return
      await save().catch((error) => deps.onFault('copy.save', error))
    },
  }
}

const segmentKey = (device: string, number: number): string => `${device}/${number}`

const failureOf = (error: unknown): NonNullable<CopyStatus['failure']> => {
  const code = fileCode(error)
  if (code === null) throw error
  if (isDiskFull(code)) return 'FolderFull'
  return ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE', 'EHOSTDOWN', 'ENOTCONN'].includes(code)
    ? 'FolderMissing'
    : 'FolderUnwritable'
}

/** Whether the chosen folder can be a second place; the copy's folder stands in it afterwards. */
const checkChoice = async (
  deps: SecondCopyDeps,
  folder: string,
): Promise<NonNullable<CopyStatus['failure']> | 'InsideDataFolder' | null> => {
  try {
    if ((await deps.files.stat(folder))?.kind !== 'folder') return 'FolderMissing'
    if (isInside(await deps.files.realPath(folder), await deps.files.realPath(deps.dataDir)))
      return 'InsideDataFolder'
    return await prepare(deps, folder, false)
  } catch (error) {
    deps.onFault('copy.choice', error)
    return failureOf(error)
  }
}

const isInside = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^([a-z]:|[\\/])/i.test(way))
}

/** Makes the copy's folder where it may be made, and finds out whether another ledger lies there. */
const prepare = async (
  deps: SecondCopyDeps,
  folder: string,
  wasThere: boolean,
): Promise<NonNullable<CopyStatus['failure']> | null> => {
  const { files, ledger } = deps
  const vault = join(folder, copyFolderName(ledger), 'vault')
  if ((await files.stat(folder))?.kind !== 'folder') return 'FolderMissing'
  const there = await files.stat(vault)
  // An unplugged disk can leave its empty mount folder behind: a copy that was there is not begun anew unasked.
  if (!there && wasThere) return 'FolderMissing'
  // The chosen folder may itself be the copy of another ledger.
  for (const place of [vault, join(folder, 'vault')]) {
    if (await holdsOtherLedger(files, place, ledger)) return 'OtherLedgerThere'
  }
  await makeKeptFolder(files, vault)
  return null
}

const holdsOtherLedger = async (files: FileLayer, vault: string, ledger: string): Promise<boolean> => {
  const cards = await cardsOf(files, vault)
  return cards.some((card) => card.ledger !== ledger)
}

const copyCards = async (deps: SecondCopyDeps, target: string): Promise<void> => {
  for (const name of await deviceNames(deps.files, deps.vaultFolder)) {
    const from = deviceFolder(deps.vaultFolder, name)
    const to = deviceFolder(join(target, 'vault'), name)
    await makeKeptFolder(deps.files, to)
    const card = await readCard(deps.files, from)
    const there = await readCard(deps.files, to)
    if (!card || JSON.stringify(card) === JSON.stringify(there)) continue
    await writeWhole(deps.files, join(to, DEVICE_FILE), await deps.files.read(join(from, DEVICE_FILE)))
  }
}

/** Files stand under their own hash and never change: what has the right size is there. */
const copyFiles = async (deps: SecondCopyDeps, target: string): Promise<void> => {
  const from = join(deps.vaultFolder, FILES_FOLDER)
  const to = join(target, 'vault', FILES_FOLDER)
  if ((await deps.files.stat(from))?.kind !== 'folder') return
  await makeKeptFolder(deps.files, to)
  for (const { name, kind } of await deps.files.list(from)) {
    if (kind !== 'file') continue
    const size = (await deps.files.stat(join(from, name)))?.size
    if (size === (await deps.files.stat(join(to, name)))?.size) continue
    await writeWhole(deps.files, join(to, name), await deps.files.read(join(from, name)))
  }
}
