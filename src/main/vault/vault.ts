/**
 * The vault: the truth of a ledger, as plain append-only files. What `append` has answered is on the disk. One task
 * at a time; only entries of this device are written, other devices' files are only read (and struck).
 */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { SegmentProblem, VaultFailure, VaultHead } from '../../shared/contract/host-api'
import { type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { makeKeptFolder } from '../files/whole-file'
import { closeSegment, createAppender } from './append'
import { dropBatchNote } from './batch-note'
import { type Extensions, fits, writeExtension, writeMissingCards } from './bring-in'
import { checkSegment } from './check'
import { codeOf, judgeCards } from './device-cards'
import type { DeviceKey } from './device-key'
import { deviceNames } from './find-vault'
import {
  type DeviceCard,
  deviceFolder,
  type Manifest,
  SEGMENT_BYTES,
  segmentName,
  segmentPath,
} from './layout'
import { type ReadLines, readLines } from './read'
import { type DeviceSegments, headOf, loadDevice, type Segment, segmentWith } from './segments'
import { isStrikeOf, recoverStrikes, reloadStruck, type Strike, strikeLine } from './strike'
import { asideStrike, strikeInFolder } from './strike-aside'
import { createTaskQueue } from './task-queue'

export type VaultDeps = {
  readonly files: FileLayer
  /** The `vault` folder. */
  readonly folder: string
  /** Where torn tails are put. */
  readonly damagedFolder: string
  readonly ledger: string
  /** This device. */
  readonly device: string
  readonly key: DeviceKey
  /** This device's as its data folder knows it; null: only what stands in the vault. */
  readonly card?: DeviceCard | null
  readonly now: () => Date
  /** Bytes at which a segment is closed; `SEGMENT_BYTES` unless a test wants small ones. */
  readonly segmentBytes?: number
  readonly onFault: (where: string, error: unknown) => void
  /** After every change that a second copy has to follow; `rewritten`: not only longer. */
  readonly onChange?: (device: string, segment: number, rewritten: boolean) => void
}

/** A segment as a second copy sees it. */
export type SegmentView = {
  readonly device: string
  /** Written by this device. */
  readonly own: boolean
  readonly number: number
  readonly bytes: number
  readonly entries: number
  readonly manifest: Manifest | null
  /** Something in the middle is damaged. */
  readonly broken: boolean
}

export type Vault = {
  readonly heads: () => Promise<readonly VaultHead[]>
  /** The code a device's numbers carry, as far as its card can be read. */
  readonly codeOf: (device: string) => Promise<string | undefined>
  readonly append: (texts: readonly string[]) => Promise<Result<null, VaultFailure>>
  readonly read: (device: string, from: number, maxBytes: number) => Promise<Result<ReadLines, VaultFailure>>
  /** Takes in entries of any device that follow its last one; answers how many. What does not follow any more is left. */
  readonly bringIn: (extensions: Extensions) => Promise<Result<number, VaultFailure>>
  readonly strike: (device: string, strike: Strike) => Promise<Result<null, VaultFailure>>
  /** Failures of the folder itself are thrown; a file that cannot be read is a problem. */
  readonly check: () => Promise<{ readonly segments: number; readonly problems: readonly SegmentProblem[] }>
  /** Entries of all devices. */
  readonly entries: () => number
  readonly segments: () => Promise<readonly SegmentView[]>
  /** Bytes of a segment from `from` to its last good end. */
  readonly segmentBytes: (device: string, number: number, from: number) => Promise<Uint8Array>
  /** Resolves when everything asked for so far is done. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the vault of a ledger: torn tails go to `damaged/`, a close or strike that was cut off is finished. */
export const openVault = async (deps: VaultDeps): Promise<Vault> => {
  const { files, ledger, device: own } = deps
  const queue = createTaskQueue()
  const devices = await loadDevices(deps)
  const ownSegments = devices.get(own) ?? {
    device: own,
    folder: deviceFolder(deps.folder, own),
    segments: [],
  }
  devices.set(own, ownSegments)
  const appender = createAppender(
    {
      files,
      ledger,
      device: own,
      key: deps.key,
      segmentBytes: deps.segmentBytes ?? SEGMENT_BYTES,
      onFault: deps.onFault,
      keepTail: async (number, from) => void (await keepTail(deps, own, number, from)),
      onChange: (segment, rewritten) => deps.onChange?.(own, segment, rewritten),
    },
    ownSegments,
  )
  await appender.closeFull()
  let closed = false

  const strike = async (device: string, wish: Strike): Promise<Result<null, VaultFailure>> => {
    const of = devices.get(device)
    const segment = of && segmentWith(of, wish.seq)
    const aside = asideStrike(wish.line)
    if (aside === null || !isStrikeOf(device, wish)) return err({ type: 'BadLine' })
    // First: while the vault has the text, a strike that was cut off is planned again.
    const found = await strikeInFolder(files, deps.damagedFolder, [aside])
    if (!of || !segment) return found > 0 ? ok(null) : err({ type: 'BadLine' })
    // Windows replaces no file that is open.
    await appender.letGo()
    reload = () => reloadStruck(files, of, ledger, segment)
    const struck = await strikeLine(files, of, segment, wish, { device: own, key: deps.key })
    if (!struck.ok) return struck
    await reloadIfNeeded()
    if (struck.value) deps.onChange?.(device, segment.number, true)
    return ok(null)
  }

  const bringIn = async ({ cards, chains }: Extensions): Promise<Result<number, VaultFailure>> => {
    await writeMissingCards(files, deps.folder, cards)
    let brought = 0
    for (const extension of chains) {
      const { device } = extension
      const of = devices.get(device) ?? { device, folder: deviceFolder(deps.folder, device), segments: [] }
      if (!fits(of, extension)) continue
      if (device === own) await appender.takeBackRest()
      await appender.letGo()
      devices.set(device, of)
      reload = async () => {
        const loaded = await loadOne(deps, device)
        of.segments.splice(0, of.segments.length, ...loaded.segments)
      }
      const written = await writeExtension(files, of, extension, cards)
      await reloadIfNeeded()
      // One may have been taken in before it was closed there, or stand in two here: no manifest from there speaks of it.
      for (const segment of of.segments.slice(0, -1)) {
        if (!segment.manifest) await closeQuietly(deps, of.folder, segment)
      }
      brought += extension.lines.length
      for (const number of written) deps.onChange?.(device, number, false)
    }
    return ok(brought)
  }

  /** Set while a segment on the disk may differ from what is known of it. */
  let reload: (() => Promise<void>) | null = null
  const reloadIfNeeded = async (): Promise<void> => {
    await reload?.()
    reload = null
  }

  /** One task, on files that are known; a file failure becomes a value, and a closed vault is no ledger. */
  const task = <T>(
    name: string,
    work: () => Promise<Result<T, VaultFailure>>,
  ): Promise<Result<T, VaultFailure>> =>
    queue(async () => {
      if (closed) return err({ type: 'NoLedger' })
      try {
        await reloadIfNeeded()
        return await work()
      } catch (error) {
        const failure = vaultFailure(error)
        deps.onFault(`vault.${name}`, error)
        return err(failure)
      }
    })

  const heads = (): readonly VaultHead[] =>
    [...devices.values()].flatMap((of) => {
      const { seq, hash } = headOf(of)
      const broken = of.segments.at(-1)?.brokenAt ?? null
      const damaged = broken !== null && broken > seq ? { damagedAt: broken } : {}
      if (hash === null && broken === null) return []
      return [{ device: of.device, seq, hash: hash ?? '', own: of.device === own, ...damaged }]
    })

  const check: Vault['check'] = async () => {
    const states = await queue(() => judgeCards(files, deps.folder, ledger, deps.card))
    const cards = states.flatMap(({ proper }) => proper ?? [])
    const problems: SegmentProblem[] = states
      .filter(({ isBad }) => isBad)
      .map(({ device }) => ({ device, segment: 'device', problem: 'badCard', seq: 1 }))
    let segments = 0
    for (const of of devices.values()) {
      let after = { seq: 0, hash: null as string | null }
      for (const [index, segment] of [...of.segments].entries()) {
        // Nothing is restored from a folder with a gap in its numbers, even where no entry is missing.
        const before = of.segments[index - 1]?.number ?? 0
        if (segment.number !== before + 1 && segment.first === after.seq + 1)
          problems.push({
            device: of.device,
            segment: segmentName(before + 1),
            problem: 'missing',
            seq: segment.first,
          })
        // One segment is one task: entries written meanwhile wait for at most that.
        const isLast = index === of.segments.length - 1
        const problem = await queue(() => checkSegment(files, of, segment, isLast, after, ledger, cards))
        if (problem) problems.push(problem)
        segments += 1
        after = { seq: segment.last, hash: segment.head }
      }
    }
    return { segments, problems }
  }

  return {
    heads: () => queue(async () => heads()),
    codeOf: (device) => queue(() => codeOf(files, deps.folder, device)),
    append: (texts) => {
      const done = task('append', () => appender.append(texts))
      // Closing comes after the answer: it is no part of what was promised.
      void queue(async () => {
        if (!closed) await appender.closeFull()
      }).catch((error) => deps.onFault('vault.closeFull', error))
      return done
    },
    read: (device, from, maxBytes) =>
      task('read', async () => {
        const of = devices.get(device)
        return ok(of ? await readLines(files, of, from, maxBytes) : { text: '', count: 0 })
      }),
    bringIn: (extensions) => task('bringIn', () => bringIn(extensions)),
    strike: (device, wish) => task('strike', () => strike(device, wish)),
    check,
    entries: () =>
      [...devices.values()]
        .flatMap(({ segments }) => segments)
        .reduce((sum, { first, last }) => sum + last - first + 1, 0),
    segments: () =>
      queue(async () =>
        [...devices.values()].flatMap(({ device, segments }) =>
          segments
            .filter(({ bytes }) => bytes > 0)
            .map(({ number, bytes, manifest, first, last, brokenAt }) => ({
              device,
              own: device === own,
              number,
              bytes,
              manifest,
              broken: brokenAt !== null,
              entries: last - first + 1,
            })),
        ),
      ),
    segmentBytes: (device, number, from) =>
      queue(async () => {
        const segment = devices.get(device)?.segments.find((each) => each.number === number)
        const path = segmentPath(deviceFolder(deps.folder, device), number)
        return segment ? files.readRange(path, from, segment.bytes - from) : new Uint8Array()
      }),
    settled: () => queue(async () => {}),
    close: () =>
      queue(async () => {
        closed = true
        await appender.letGo()
      }),
  }
}

/** A file failure as a value; anything else is a defect and goes on. */
export const vaultFailure = (error: unknown): VaultFailure => {
  const code = fileCode(error)
  if (code === null) throw error
  return isDiskFull(code) ? { type: 'DiskFull' } : { type: 'Unwritable', code }
}

const loadDevices = async (deps: VaultDeps): Promise<Map<string, DeviceSegments>> => {
  const devices = new Map<string, DeviceSegments>()
  for (const name of await deviceNames(deps.files, deps.folder)) devices.set(name, await loadOne(deps, name))
  return devices
}

const loadOne = async (deps: VaultDeps, name: string): Promise<DeviceSegments> => {
  const { files } = deps
  const folder = deviceFolder(deps.folder, name)
  await recoverStrikes(files, folder)
  return loadDevice(files, folder, name, deps.ledger, {
    setTailAside: (number, from) =>
      quietly(deps, 'vault.setTailAside', () => setTailAside(deps, name, number, from)),
    close: (segment) => closeQuietly(deps, folder, segment),
    dropNote: async (number) =>
      void (await quietly(deps, 'vault.dropNote', () => dropBatchNote(files, folder, number))),
  })
}

/** What stays open for want of room is named by a check, and closed by mending. */
const closeQuietly = async (deps: VaultDeps, folder: string, segment: Segment): Promise<void> => {
  await quietly(deps, 'vault.closeSegment', () =>
    closeSegment(deps.files, folder, segment, deps.device, deps.key),
  )
}

/** On a full disk what can be read must still be readable: a file failure is only noted, and answered by false. */
const quietly = async (deps: VaultDeps, where: string, work: () => Promise<void>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (fileCode(error) === null) throw error
    deps.onFault(where, error)
    return false
  }
}

/** Answers how many bytes were kept. */
const keepTail = async (deps: VaultDeps, device: string, number: number, from: number): Promise<number> => {
  const { files, damagedFolder } = deps
  const path = segmentPath(deviceFolder(deps.folder, device), number)
  const size = (await files.stat(path))?.size ?? from
  const tail = await files.readRange(path, from, size - from)
  await makeKeptFolder(files, damagedFolder)
  const stamp = deps.now().toISOString().replaceAll(/[:.]/g, '-')
  const aside = join(damagedFolder, `${device}-${segmentName(number)}-${from}-${stamp}.tail`)
  await files.remove(aside)
  await files.writeNew(aside, tail)
  await files.flushFolder(damagedFolder)
  return tail.byteLength
}

const setTailAside = async (deps: VaultDeps, device: string, number: number, from: number): Promise<void> => {
  const { files } = deps
  const folder = deviceFolder(deps.folder, device)
  const kept = await keepTail(deps, device, number, from)
  const file = await files.openAppend(segmentPath(folder, number))
  try {
    await file.truncate(from)
    await file.flush()
  } finally {
    await file.close()
  }
  await dropBatchNote(files, folder, number)
  deps.onFault('vault.tornTail', `${device}-${segmentName(number)} from byte ${from}, ${kept} bytes`)
}
