/**
 * Writing entries of this device. Lines are checked before a byte is written; what was answered with ok is on the
 * disk; what failed is taken back, so that the same lines can be given again.
 */
import { err, ok, type Result } from '../../shared/base/result'
import type { VaultFailure } from '../../shared/contract/host-api'
import { type AppendFile, type FileLayer, fileCode } from '../files/file-layer'
import { writeJson, writeWhole } from '../files/whole-file'
import { dropBatchNote, expectEnd, underBatchNote } from './batch-note'
import type { DeviceKey } from './device-key'
import { type Manifest, manifestPath, sealedText, segmentPath, VAULT_FORMAT } from './layout'
import { isNewer, LINE_FEED, type Line, readLine } from './line'
import {
  type DeviceSegments,
  emptySegment,
  endAt,
  headOf,
  placesOf,
  type Segment,
  segmentWith,
} from './segments'

export type AppenderDeps = {
  readonly files: FileLayer
  readonly ledger: string
  readonly device: string
  readonly key: DeviceKey
  /** Bytes at which a segment is closed. */
  readonly segmentBytes: number
  readonly onFault: (where: string, error: unknown) => void
  /** Keeps the bytes of a segment from `from` on in `damaged/`. */
  readonly keepTail: (number: number, from: number) => Promise<void>
  /** `rewritten`: not only longer. */
  readonly onChange: (segment: number, rewritten: boolean) => void
}

export type Appender = {
  /** Refuses with a value; a file failure is thrown, when what was written has been taken back. */
  readonly append: (texts: readonly string[]) => Promise<Result<null, VaultFailure>>
  /** Closes what is full; a failure only means that it stays open until next time. */
  readonly closeFull: () => Promise<void>
  /** Takes back what a failed append left, if that could not be done at once. */
  readonly takeBackRest: () => Promise<void>
  /** Closes the file, if one is open; the next append opens it again. */
  readonly letGo: () => Promise<void>
}

/** Makes the manifest of a segment, signed by this device. */
export const signManifest = (
  segment: Pick<Segment, 'first' | 'last' | 'bytes'>,
  sealed: { readonly head: string; readonly sha256: string },
  signer: string,
  key: DeviceKey,
): Manifest => ({
  format: VAULT_FORMAT,
  first: segment.first,
  last: segment.last,
  bytes: segment.bytes,
  sha256: sealed.sha256,
  head: sealed.head,
  signer,
  publicKey: key.publicKey,
  signature: key.sign(sealedText(sealed)),
})

/** Signs and closes a segment that can be closed: one whose lines are all there. */
export const closeSegment = async (
  files: FileLayer,
  folder: string,
  segment: Segment,
  signer: string,
  key: DeviceKey,
): Promise<void> => {
  const { head, running } = segment
  if (head === null || running === null || segment.brokenAt !== null || segment.bytes === 0) return
  const manifest = signManifest(segment, { head, sha256: running.copy().digest('hex') }, signer, key)
  await writeJson(files, manifestPath(folder, segment.number), manifest)
  segment.manifest = manifest
  segment.running = null
}

type NewLines = { readonly lines: readonly Line[]; readonly chunks: readonly Uint8Array[] }

/** The one writer of `own`; its calls are made one after the other. */
export const createAppender = (deps: AppenderDeps, own: DeviceSegments): Appender => {
  const { files, ledger, device, key } = deps
  /** The file of the open segment while it is open; closed and forgotten after any failure. */
  let file: { readonly handle: AppendFile; readonly number: number } | null = null
  /** Bytes that were never acknowledged may stand behind the open segment's last good end. */
  let leftover = false

  const letGo = async (): Promise<void> => {
    const held = file
    file = null
    await held?.handle.close()
  }

  const openFile = async ({ number, bytes }: Segment): Promise<AppendFile> => {
    if (file?.number === number) return file.handle
    await letGo()
    if (!leftover) await expectEnd(files, own.folder, number, bytes)
    const handle = await files.openAppend(segmentPath(own.folder, number))
    file = { handle, number }
    return handle
  }

  const openForAppend = async (): Promise<{ segment: Segment; handle: AppendFile }> => {
    const last = own.segments.at(-1)
    if (last && !last.manifest && last.brokenAt === null) {
      await takeBackRest()
      return { segment: last, handle: await openFile(last) }
    }
    const segment = emptySegment((last?.number ?? 0) + 1, headOf(own))
    const handle = await openFile(segment)
    await files.flushFolder(own.folder)
    own.segments.push(segment)
    return { segment, handle }
  }

  /** Back to the last good end, for good: a tail that comes back after a power cut would be another entry's. */
  const takeBackRest = async (): Promise<void> => {
    const segment = own.segments.at(-1)
    if (!leftover || !segment) return
    const handle = await openFile(segment)
    await handle.truncate(segment.bytes)
    await handle.flush()
    await dropBatchNote(files, own.folder, segment.number)
    leftover = false
  }

  const write = async (fresh: NewLines): Promise<void> => {
    if (await writeInPlace(fresh)) return
    const { segment, handle } = await openForAppend()
    const bytes = Buffer.concat(fresh.chunks)
    leftover = true
    await underBatchNote(files, own.folder, segment.number, segment.bytes, bytes, async () => {
      await handle.append(bytes)
      await handle.flush()
    })
    leftover = false
    take(segment, fresh, bytes)
    deps.onChange(segment.number, false)
  }

  const take = (segment: Segment, { lines, chunks }: NewLines, bytes: Uint8Array): void => {
    lines.forEach((line, index) => {
      const at = segment.bytes
      segment.bytes += chunks[index]?.byteLength ?? 0
      segment.places?.push({ seq: line.seq, at, end: segment.bytes })
      segment.last = line.seq
      segment.head = line.hash
    })
    segment.running?.update(bytes)
  }

  /**
   * Entries that take the place of lost ones stand where those stood: the segment is what it was. False: there is no such
   * place, more was lost than is brought, or the lost lines cannot be kept.
   */
  const writeInPlace = async (fresh: NewLines): Promise<boolean> => {
    const segment = own.segments.at(-1)
    if (!segment?.lostEnd || fresh.lines.length < segment.lostEnd.entries) return false
    const { from } = segment.lostEnd
    const path = segmentPath(own.folder, segment.number)
    await letGo()
    try {
      await deps.keepTail(segment.number, from)
    } catch (error) {
      if (fileCode(error) === null) throw error
      deps.onFault('vault.keepTail', error)
      return false
    }
    const sound = await files.readRange(path, 0, from)
    const bytes = Buffer.concat(fresh.chunks)
    // A note of an earlier batch would take what is written now for torn.
    await dropBatchNote(files, own.folder, segment.number)
    // At once: a power cut leaves the lost entries named, or their places taken.
    await writeWhole(files, path, Buffer.concat([sound, bytes]))
    endAt(segment, sound)
    take(segment, fresh, bytes)
    deps.onChange(segment.number, true)
    return true
  }

  /** After a failed write: taken back now if the disk allows it, else before the next write. */
  const undoWrite = async (): Promise<void> => {
    for (const step of [takeBackRest, letGo]) {
      try {
        await step()
      } catch (error) {
        if (fileCode(error) === null) throw error
        deps.onFault('vault.undoWrite', error)
      }
    }
  }

  const append = async (texts: readonly string[]): Promise<Result<null, VaultFailure>> => {
    try {
      if (own.segments.at(-1)?.isUnreadable)
        throw Object.assign(new Error('numbers were given in a file that cannot be read'), { code: 'EIO' })
      const fresh = await newLines(texts)
      if (!fresh.ok) return fresh
      if (fresh.value.lines.length > 0) await write(fresh.value)
      return ok(null)
    } catch (error) {
      await undoWrite()
      throw error
    }
  }

  /** What of these lines is not there yet, in order; or why they are refused. */
  const newLines = async (texts: readonly string[]): Promise<Result<NewLines, VaultFailure>> => {
    const lines: Line[] = []
    const chunks: Uint8Array[] = []
    let { seq, hash } = headOf(own)
    for (const text of texts) {
      const bytes = Buffer.from(`${text}\n`)
      const isOneLine = bytes.indexOf(LINE_FEED) === bytes.byteLength - 1
      const line = isOneLine ? readLine(bytes.subarray(0, -1)) : null
      if (!line || isNewer(line) || line.device !== device || line.ledger !== ledger)
        return err({ type: 'BadLine' })
      if (line.seq <= seq && lines.length === 0) {
        if ((await hashAt(line.seq)) === line.hash) continue
        return err({ type: 'OtherEntryThere', seq: line.seq })
      }
      if (line.seq !== seq + 1) return err({ type: 'WrongSeq', expected: seq + 1 })
      if (line.prev !== hash) return err({ type: 'WrongPrev', seq: line.seq })
      seq = line.seq
      hash = line.hash
      lines.push(line)
      chunks.push(bytes)
    }
    return ok({ lines, chunks })
  }

  const hashAt = async (seq: number): Promise<string | null> => {
    const head = headOf(own)
    if (head.seq === seq) return head.hash
    const segment = segmentWith(own, seq)
    const place = segment && (await placesOf(files, own, segment)).find((each) => each.seq === seq)
    if (!segment || !place) return null
    const hash = await files.readRange(segmentPath(own.folder, segment.number), place.at, 64)
    return Buffer.from(hash).toString('latin1')
  }

  const closeFull = async (): Promise<void> => {
    for (const segment of own.segments) {
      const isFull = segment.bytes >= deps.segmentBytes || segment !== own.segments.at(-1)
      if (!isFull || leftover) continue
      try {
        await close(segment)
      } catch (error) {
        if (fileCode(error) === null) throw error
        deps.onFault('vault.closeSegment', error)
      }
    }
  }

  const close = async (segment: Segment): Promise<void> => {
    if (segment.manifest !== null) return
    await letGo()
    await closeSegment(files, own.folder, segment, device, key)
    if (segment.manifest !== null) deps.onChange(segment.number, false)
  }

  return { append, closeFull, takeBackRest, letGo }
}
