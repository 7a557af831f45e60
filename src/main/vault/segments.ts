/** What is known of the segments of one device, and how it is found out when the vault is opened. */
import { createHash, type Hash as RunningHash } from 'node:crypto'
import { join } from 'node:path'
import type { FileLayer } from '../files/file-layer'
import { type ReadFile, readIfReadable } from '../files/read-file'
import { readJson } from '../files/whole-file'
import { readBatchNote, withoutTornBatch } from './batch-note'
import {
  DEVICE_FILE,
  type DeviceCard,
  deviceCardSchema,
  type Manifest,
  manifestPath,
  manifestSchema,
  segmentNumber,
  segmentPath,
} from './layout'
import { LINE_FEED, readLine, sha256 } from './line'
import { type ChainPoint, eachLine, type LinePlace, linePlaces, type Scan, scanSegment } from './segment-scan'

export type Segment = {
  readonly number: number
  /** First entry; of an empty segment the one that will be first. */
  readonly first: number
  /** Last readable entry; `first - 1` when empty. */
  last: number
  /** Hash of the last entry's head; null only before the first entry of all. */
  head: string | null
  /** Length up to the end of the last readable line. */
  bytes: number
  manifest: Manifest | null
  /** First entry that does not fit though later ones are readable. Never appended to, never cut. */
  brokenAt: number | null
  /**
   * Of a segment that was never closed: where the entries begin that nobody can read and behind which no readable one
   * stands, and how many there are at most. Whoever brings as many entries in their place mends it.
   */
  lostEnd: { readonly from: number; readonly entries: number } | null
  /** The disk has lost it: nobody can tell which numbers were given in it. */
  readonly isUnreadable?: boolean
  /** Where lines stand; null until somebody asks. */
  places: LinePlace[] | null
  /** Over the bytes so far; only while open. */
  running: RunningHash | null
}

export type DeviceSegments = {
  readonly device: string
  readonly folder: string
  readonly segments: Segment[]
}

/** What loading a device puts right on the disk. */
export type LoadRepairs = {
  /** Moves the bytes of a segment from `from` on out of it, to be looked at later; false: it could not be done. */
  readonly setTailAside: (number: number, from: number) => Promise<boolean>
  /** Signs and closes a segment that nobody else will close. */
  readonly close: (segment: Segment) => Promise<void>
  /** Removes the note of a batch that is whole, or gone. */
  readonly dropNote: (number: number) => Promise<void>
}

/** The last entry of a device. */
export const headOf = ({ segments }: DeviceSegments): ChainPoint => {
  const last = segments.at(-1)
  return last ? { seq: last.last, hash: last.head } : { seq: 0, hash: null }
}

/** The segment that holds an entry, or null. */
export const segmentWith = ({ segments }: DeviceSegments, seq: number): Segment | null =>
  segments.find((segment) => segment.first <= seq && seq <= segment.last) ?? null

/** Where the lines of a segment stand; a closed one is read once for it. */
export const placesOf = async (
  files: FileLayer,
  { folder }: DeviceSegments,
  segment: Segment,
): Promise<readonly LinePlace[]> => {
  segment.places ??= [...linePlaces(await files.read(segmentPath(folder, segment.number)), segment.first)]
  return segment.places
}

export const emptySegment = (number: number, after: ChainPoint): Segment => ({
  number,
  first: after.seq + 1,
  last: after.seq,
  head: after.hash,
  bytes: 0,
  manifest: null,
  brokenAt: null,
  lostEnd: null,
  places: [],
  running: createHash('sha256'),
})

/** Null where there is none or it says nothing; `readIfReadable` also where the disk has lost it: then lines speak for themselves. */
export const readManifest = async (
  files: FileLayer,
  path: string,
  read?: ReadFile,
): Promise<Manifest | null> => manifestSchema.safeParse(await readJson(files, path, read)).data ?? null

export const readCard = async (files: FileLayer, folder: string): Promise<DeviceCard | null> =>
  deviceCardSchema.safeParse(await readJson(files, join(folder, DEVICE_FILE), readIfReadable)).data ?? null

/**
 * Loads what stands of one device: manifests are believed (`checkSegment` compares them) but for the last one, behind
 * which the next entry goes; segments without one are scanned. Bytes behind the last readable line of an open last
 * segment are a torn tail.
 */
export const loadDevice = async (
  files: FileLayer,
  folder: string,
  device: string,
  ledger: string,
  repairs: LoadRepairs,
): Promise<DeviceSegments> => {
  const loaded: DeviceSegments = { device, folder, segments: [] }
  const numbers = await segmentNumbers(files, folder)
  for (const number of numbers) {
    const isLast = number === numbers.at(-1)
    const manifest = await readManifest(files, manifestPath(folder, number), readIfReadable)
    if (manifest && (!isLast || (await isWhole(files, segmentPath(folder, number), manifest)))) {
      loaded.segments.push(closedSegment(number, manifest))
      continue
    }
    const isNext = number === (loaded.segments.at(-1)?.number ?? 0) + 1
    const after = isNext ? headOf(loaded) : null
    const opened = await openedSegment(files, folder, device, ledger, number, after)
    const { segment, size, sum } = opened
    if (size > segment.bytes) {
      const isAside = isLast && !manifest && (await repairs.setTailAside(number, segment.bytes))
      // What cannot be moved away stays where it is, and a new segment is begun behind it.
      if (!isAside) segment.brokenAt ??= segment.last + 1
    } else if (opened.isNoted) await repairs.dropNote(number)
    // What a closed segment was is not signed over by what it is now, and no number that it had is given again.
    if (manifest && manifest.sha256 !== sum)
      segment.brokenAt ??= segment.last < manifest.last ? segment.last + 1 : manifest.first
    if (await giveUpLostEnd(files, loaded, segment, repairs)) {
      const ended = loaded.segments.at(-1)
      if (ended) await repairs.close(ended)
    }
    loaded.segments.push(segment)
  }
  return loaded
}

/**
 * Entries that nobody can read, and that were entered again in the next segment, are no loss: they go to `damaged/`.
 * True: the last segment ends before them now.
 */
const giveUpLostEnd = async (
  files: FileLayer,
  { folder, segments }: DeviceSegments,
  next: Segment,
  { setTailAside }: LoadRepairs,
): Promise<boolean> => {
  const segment = segments.at(-1)
  if (!segment?.lostEnd || segment.number !== next.number - 1 || next.first !== segment.last + 1) return false
  const { from, entries } = segment.lostEnd
  const isAgainThere = next.brokenAt === null && next.last >= segment.last + entries
  if (!isAgainThere || !(await setTailAside(segment.number, from))) return false
  endAt(segment, await files.readRange(segmentPath(folder, segment.number), 0, from))
  return true
}

/** What is known of a segment once it ends before its lost end; `sound`: all of its bytes. */
export const endAt = (segment: Segment, sound: Uint8Array): void => {
  segment.bytes = sound.byteLength
  segment.brokenAt = null
  segment.lostEnd = null
  segment.running = createHash('sha256').update(sound)
}

/** Numbers of the segments in a device's folder, ascending; a manifest whose file is gone still says what was there. */
export const segmentNumbers = async (files: FileLayer, folder: string): Promise<readonly number[]> => {
  const numbers = (await files.list(folder)).map(({ name }) => segmentNumber(name))
  return [...new Set(numbers.filter((number) => number !== null))].sort((a, b) => a - b)
}

/** Whether a closed segment is what its manifest says, down to its last line. */
const isWhole = async (files: FileLayer, path: string, manifest: Manifest): Promise<boolean> => {
  if (!(await files.stat(path))) return true
  const bytes = await readIfReadable(files, path)
  if (bytes === null) return false
  const last = readLine(bytes.subarray(bytes.lastIndexOf(LINE_FEED, -2) + 1, -1))
  return (
    sha256(bytes) === manifest.sha256 &&
    bytes.byteLength === manifest.bytes &&
    last?.seq === manifest.last &&
    last.hash === manifest.head
  )
}

const closedSegment = (number: number, manifest: Manifest): Segment => ({
  number,
  first: manifest.first,
  last: manifest.last,
  head: manifest.head,
  bytes: manifest.bytes,
  manifest,
  brokenAt: null,
  lostEnd: null,
  places: null,
  running: null,
})

const openedSegment = async (
  files: FileLayer,
  folder: string,
  device: string,
  ledger: string,
  number: number,
  after: ChainPoint | null,
): Promise<{ segment: Segment; size: number; sum: string; isNoted: boolean }> => {
  const path = segmentPath(folder, number)
  const bytes = (await files.stat(path)) ? await readIfReadable(files, path) : new Uint8Array()
  if (bytes === null) {
    const empty = emptySegment(number, after ?? { seq: 0, hash: null })
    const segment = { ...empty, brokenAt: empty.first, isUnreadable: true }
    return { segment, size: 0, sum: '', isNoted: false }
  }
  const isClosed = (await files.stat(manifestPath(folder, number))) !== null
  const note = await readBatchNote(files, folder, number)
  const scan = withoutTornBatch(scanSegment(bytes, device, ledger, after), note)
  const last = scan.lines.at(-1)
  const first = scan.lines[0]?.seq ?? (after?.seq ?? 0) + 1
  const segment = {
    number,
    first,
    last: last?.seq ?? first - 1,
    head: last?.hash ?? after?.hash ?? null,
    bytes: scan.goodEnd,
    manifest: null,
    brokenAt: scan.brokenAt,
    lostEnd: isClosed ? null : lostEndOf(bytes, scan, first),
    places: scan.lines.map(({ seq, at, end }) => ({ seq, at, end })),
    running: createHash('sha256').update(bytes.subarray(0, scan.goodEnd)),
  }
  return { segment, size: bytes.byteLength, sum: sha256(bytes), isNoted: note !== null }
}

const lostEndOf = (
  bytes: Uint8Array,
  { lines, goodEnd, brokenAt }: Scan,
  first: number,
): Segment['lostEnd'] => {
  const last = lines.at(-1)
  if (brokenAt !== (last?.seq ?? first - 1) + 1) return null
  const from = last?.end ?? 0
  let entries = 0
  eachLine(bytes.subarray(from, goodEnd), () => {
    entries += 1
    return true
  })
  return { from, entries }
}
