/**
 * The vault: the truth of a ledger, as plain append-only files. What `append` has answered is on the disk. One task
 * at a time; only entries of this device are written, other devices' files are only read (and struck).
 */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { VaultFailure, VaultHead } from '../../shared/contract/host-api'
import { type AppendFile, type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { writeJson } from '../files/whole-file'
import type { DeviceKey } from './device-key'
import {
  deviceFolder,
  isDeviceName,
  type Manifest,
  manifestPath,
  SEGMENT_BYTES,
  sealedText,
  segmentPath,
  VAULT_FORMAT,
} from './layout'
import { isNewer, LINE_FEED, type Line, readLine } from './line'
import { linePlaces } from './segment-scan'
import { type DeviceSegments, emptySegment, headOf, loadDevice, type Segment, segmentWith } from './segments'
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
  readonly now: () => Date
  /** Bytes at which a segment is closed. */
  readonly segmentBytes?: number
  readonly onFault: (where: string, error: unknown) => void
  /** After every change that a second copy has to follow. */
  readonly onChange?: (device: string, segment: number) => void
}

export type Vault = Awaited<ReturnType<typeof openVault>>

/** A file failure as a value; anything else is a defect and goes on. */
export const vaultFailure = (error: unknown): VaultFailure => {
  const code = fileCode(error)
  if (code === null) throw error
  return isDiskFull(code) ? { type: 'DiskFull' } : { type: 'Unwritable', code }
}

/** Opens the vault of a ledger: torn tails are moved to `damaged/`, a close that was cut off is finished. */
export const openVault = async (deps: VaultDeps) => {
  const { files, folder, ledger, device: own, key } = deps
  const limit = deps.segmentBytes ?? SEGMENT_BYTES
  const queue = createTaskQueue()
  const devices = new Map<string, DeviceSegments>()

  const setTailAside = async (path: string, name: string, from: number): Promise<void> => {
    const { size } = (await files.stat(path)) ?? { size: from }
    const tail = await files.readRange(path, from, size - from)
    await files.makeFolder(deps.damagedFolder)
    const stamp = deps.now().toISOString().replaceAll(/[:.]/g, '-')
    const aside = join(deps.damagedFolder, `${name}-${from}-${stamp}.tail`)
    await files.remove(aside)
    await files.writeNew(aside, tail)
    await files.flushFolder(deps.damagedFolder)
    await cutBack(path, from)
  }

  const cutBack = async (path: string, size: number): Promise<void> => {
    const file = await files.openAppend(path)
    try {
      await file.truncate(size)
      await file.flush()
    } finally {
      await file.close()
    }
  }

  const load = async (): Promise<void> => {
    for (const { name, kind } of await files.list(folder)) {
      if (kind !== 'folder' || !isDeviceName(name)) continue
      devices.set(name, await loadDevice(files, deviceFolder(folder, name), name, ledger, setTailAside))
    }
  }
  await load()
  const ownSegments: DeviceSegments = devices.get(own) ?? {
    device: own,
    folder: deviceFolder(folder, own),
    card: null,
    segments: [],
  }
  devices.set(own, ownSegments)

  /** The file of the open segment while it is open; closed and forgotten after any failure. */
  let file: { readonly handle: AppendFile; readonly number: number } | null = null
  /** Bytes that were never acknowledged may stand behind the open segment's last good end. */
  let leftover = false

  const letGo = async (): Promise<void> => {
    const held = file
    file = null
    await held?.handle.close().catch((error) => deps.onFault('vault.letGo', error))
  }

  const closeSegment = async (segment: Segment): Promise<void> => {
    const { head, running } = segment
    if (head === null || running === null || segment.brokenAt !== null) return
    const sealed = { head, sha256: running.copy().digest('hex') }
    const manifest: Manifest = {
      format: VAULT_FORMAT,
      first: segment.first,
      last: segment.last,
      bytes: segment.bytes,
      ...sealed,
      signer: own,
      publicKey: key.publicKey,
      signature: key.sign(sealedText(sealed)),
    }
    await letGo()
    await writeJson(files, manifestPath(ownSegments.folder, segment.number), manifest)
    segment.manifest = manifest
    segment.running = null
    deps.onChange?.(own, segment.number)
  }

  /** Closes what is full; a failure only means that it stays open until next time. */
  const closeFull = async (): Promise<void> => {
    for (const segment of ownSegments.segments) {
      const isLast = segment === ownSegments.segments.at(-1)
      if (segment.manifest || leftover || (isLast && segment.bytes < limit)) continue
      try {
        await closeSegment(segment)
      } catch (error) {
        if (fileCode(error) === null) throw error
        deps.onFault('vault.close', error)
      }
    }
  }

  const openForAppend = async (): Promise<{ segment: Segment; handle: AppendFile }> => {
    let segment = ownSegments.segments.at(-1)
    if (!segment || segment.manifest || segment.brokenAt !== null) {
      await letGo()
      segment = emptySegment((segment?.number ?? 0) + 1, headOf(ownSegments))
      const handle = await files.openAppend(segmentPath(ownSegments.folder, segment.number))
      file = { handle, number: segment.number }
      // A file left by an attempt that failed here before holds nothing that was acknowledged.
      await handle.truncate(0)
      await files.flushFolder(ownSegments.folder)
      ownSegments.segments.push(segment)
      leftover = false
    }
    if (file?.number !== segment.number) {
      await letGo()
      file = {
        handle: await files.openAppend(segmentPath(ownSegments.folder, segment.number)),
        number: segment.number,
      }
    }
    if (leftover) await takeBack(segment)
    return { segment, handle: file.handle }
  }

  const takeBack = async (segment: Segment): Promise<void> => {
    if (!file) return
    await file.handle.truncate(segment.bytes)
    await file.handle.flush()
    leftover = false
  }

  const write = async (lines: readonly Line[], bytes: Uint8Array, ends: readonly number[]): Promise<void> => {
    const { segment, handle } = await openForAppend()
    leftover = true
    await handle.append(bytes)
    await handle.flush()
    leftover = false
    lines.forEach((line, index) => {
      const at = segment.bytes + (ends[index - 1] ?? 0)
      segment.places?.push({ seq: line.seq, at, end: segment.bytes + (ends[index] ?? 0) })
    })
    segment.running?.update(bytes)
    segment.bytes += bytes.byteLength
    const last = lines.at(-1)
    segment.last = last?.seq ?? segment.last
    segment.head = last?.hash ?? segment.head
    deps.onChange?.(own, segment.number)
  }

  const placesOf = async (of: DeviceSegments, segment: Segment): Promise<Segment['places'] & object> => {
    segment.places ??= [
      ...linePlaces(await files.read(segmentPath(of.folder, segment.number)), segment.first),
    ]
    return segment.places
  }

  const hashAt = async (seq: number): Promise<string | null> => {
    const head = headOf(ownSegments)
    if (head.seq === seq) return head.hash
    const segment = segmentWith(ownSegments, seq)
    const place = segment && (await placesOf(ownSegments, segment)).find((each) => each.seq === seq)
    if (!segment || !place) return null
    const path = segmentPath(ownSegments.folder, segment.number)
    return Buffer.from(await files.readRange(path, place.at, 64)).toString('latin1')
  }

  /** What of these lines is new, in order; or why they are refused. */
  const checkLines = async (
    texts: readonly string[],
  ): Promise<Result<{ lines: Line[]; bytes: Uint8Array; ends: number[] }, VaultFailure>> => {
    const fresh: { lines: Line[]; chunks: Uint8Array[]; ends: number[]; size: number } = {
      lines: [],
      chunks: [],
      ends: [],
      size: 0,
    }
    let { seq, hash } = headOf(ownSegments)
    for (const text of texts) {
      const bytes = Buffer.from(`${text}\n`)
      const isOneLine = bytes.indexOf(LINE_FEED) === bytes.byteLength - 1
      const line = isOneLine ? readLine(bytes.subarray(0, -1)) : null
      if (!line || isNewer(line) || line.device !== own || line.ledger !== ledger)
        return err({ type: 'BadLine' })
      if (line.seq <= seq && fresh.lines.length === 0) {
        if ((await hashAt(line.seq)) !== line.hash) return err({ type: 'OtherEntryThere', seq: line.seq })
        continue
      }
      if (line.seq !== seq + 1) return err({ type: 'WrongSeq', expected: seq + 1 })
      if (line.prev !== hash) return err({ type: 'WrongPrev', seq: line.seq })
      ;({ seq, hash } = line)
      fresh.size += bytes.byteLength
      fresh.lines.push(line)
      fresh.chunks.push(bytes)
      fresh.ends.push(fresh.size)
    }
    return ok({ lines: fresh.lines, bytes: Buffer.concat(fresh.chunks), ends: fresh.ends })
  }

  const append = async (texts: readonly string[]): Promise<Result<null, VaultFailure>> => {
    const checked = await checkLines(texts)
    if (!checked.ok) return checked
    const { lines, bytes, ends } = checked.value
    if (lines.length === 0) return ok(null)
    try {
      await write(lines, bytes, ends)
      return ok(null)
    } catch (error) {
      const failure = vaultFailure(error)
      deps.onFault('vault.append', error)
      await undoWrite()
      return err(failure)
    }
  }

  /** After a failed write: back to the last good end now if the disk allows it, else before the next write. */
  const undoWrite = async (): Promise<void> => {
    const segment = ownSegments.segments.at(-1)
    try {
      if (leftover && segment) await takeBack(segment)
    } catch (error) {
      if (fileCode(error) === null) throw error
      deps.onFault('vault.takeBack', error)
    }
    await letGo()
  }

  const read = async (
    device: string,
    from: number,
    maxBytes: number,
  ): Promise<Result<{ text: string; count: number }, VaultFailure>> => {
    const of = devices.get(device)
    const chunks: Uint8Array[] = []
    let left = maxBytes
    let next = from
    try {
      for (const segment of of?.segments ?? []) {
        if (!of || segment.last < next || segment.bytes === 0) continue
        const places = await placesOf(of, segment)
        const index = places.findIndex(({ seq }) => seq >= next)
        // Bytes that cannot be read as lines are handed out with the line behind them: the reader reports them.
        const start = index > 0 ? (places[index - 1]?.end ?? 0) : 0
        const fitting = places.filter(({ end }, i) => i >= index && end - start <= left).at(-1)
        const upTo = fitting ?? (chunks.length === 0 ? places[index] : undefined)
        if (!upTo) break
        chunks.push(await files.readRange(segmentPath(of.folder, segment.number), start, upTo.end - start))
        left -= upTo.end - start
        next = upTo.seq + 1
        if (upTo !== places.at(-1)) break
      }
    } catch (error) {
      return err(vaultFailure(error))
    }
    const bytes = Buffer.concat(chunks)
    return ok({ text: bytes.toString('utf8'), count: countLines(bytes) })
  }

  const heads = (): readonly VaultHead[] =>
    [...devices.values()].flatMap((of) => {
      const { seq, hash } = headOf(of)
      return hash === null ? [] : [{ device: of.device, seq, hash, own: of.device === own }]
    })

  await closeFull()

  return {
    heads: (): Promise<readonly VaultHead[]> => queue(async () => heads()),
    append: (texts: readonly string[]): Promise<Result<null, VaultFailure>> => {
      const done = queue(() => append(texts))
      // Closing comes after the answer: it is no part of what was promised.
      void done.then(() => queue(closeFull)).catch((error) => deps.onFault('vault.close', error))
      return done
    },
    read: (device: string, from: number, maxBytes: number) => queue(() => read(device, from, maxBytes)),
    close: (): Promise<void> => queue(letGo),
  }
}

const countLines = (bytes: Uint8Array): number => {
  let count = 0
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1
  return count
}
