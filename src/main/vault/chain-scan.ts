/**
 * The chain of one device as its files hold it, strictly: up to where everything is as it was closed, and every line
 * that can still be read behind that. Mending joins such lines from two places into one unbroken chain.
 */
import type { FileLayer } from '../files/file-layer'
import { type ReadFile, readIfReadable } from '../files/read-file'
import { readBatchNote, withoutTornBatch } from './batch-note'
import { hasEnds, isManifestOf, isSignerKnown } from './check'
import { type DeviceCard, type Manifest, manifestPath, segmentPath } from './layout'
import { type Line, sha256, strikesIn } from './line'
import { type ChainPoint, eachLine, scanSegment, wasWhole } from './segment-scan'
import { readManifest, segmentNumbers } from './segments'

/** A readable line with its bytes, line feed included, and the number of the segment it stands in. */
export type HeldLine = Line & { readonly bytes: Uint8Array; readonly segment: number }

export type ChainScan = {
  /** The last entry of the leading segments that are exactly what they were when they were closed. */
  readonly sound: ChainPoint
  /** Number of the first segment behind those, there or missing; null: all are sound. */
  readonly unsoundFrom: number | null
  /** Readable lines from there on, in the order of the files. */
  readonly lines: readonly HeldLine[]
  /** Manifests from there on, whatever they are worth. */
  readonly manifests: readonly Manifest[]
  /** Highest number of an entry that stood there once, as far as can be told; null: a file cannot be read at all. */
  readonly known: number | null
  /** Number of the first closed segment whose lines hold but whose manifest is gone; null: none. */
  readonly unsigned: number | null
}

/** Scans the files of `device` in its folder of a vault; file failures other than of single segments are thrown. */
export const scanChain = async (
  files: FileLayer,
  folder: string,
  device: string,
  ledger: string,
  cards: readonly DeviceCard[],
): Promise<ChainScan> => {
  let sound: ChainPoint = { seq: 0, hash: null }
  let unsoundFrom: number | null = null
  const lines: HeldLine[] = []
  const manifests: Manifest[] = []
  let known = 0
  let isAllKnown = true
  let unsigned: number | null = null
  const numbers = await segmentNumbers(files, folder)
  for (const [index, number] of numbers.entries()) {
    const isLast = index === numbers.length - 1
    const manifest = await readManifest(files, manifestPath(folder, number), readIfReadable)
    const bytes = await readIfReadable(files, segmentPath(folder, number))
    const isNext = unsoundFrom === null && number === index + 1
    if (isNext && bytes && manifest && isAsClosed(bytes, manifest, sound, cards)) {
      sound = { seq: manifest.last, hash: manifest.head }
      known = manifest.last
      continue
    }
    if (!manifest && bytes === null) isAllKnown = false
    const note = isLast && !manifest ? await readBatchNote(files, folder, number) : null
    const open = bytes && { bytes, isLast: isLast && !manifest, note }
    const scan = open && withoutTornBatch(scanSegment(open.bytes, device, ledger, sound), open.note)
    const isWhole =
      isNext && !manifest && scan?.brokenAt === null && (!bytes || scan.goodEnd === bytes.byteLength)
    if (isWhole && !isLast && (await files.stat(manifestPath(folder, number))) === null) unsigned ??= number
    if (scan && isWhole && isLast) {
      const last = scan.lines.at(-1)
      if (last) sound = { seq: last.seq, hash: last.hash }
      known = Math.max(known, sound.seq)
      continue
    }
    // Where a number is missing, the gap is what is unsound: what takes its place begins there.
    unsoundFrom ??= index + 1
    if (manifest) manifests.push(manifest)
    const before = known
    // The bounds in a manifest are not signed: where the bytes are those it names, the lines say more.
    if (manifest && (!bytes || manifest.sha256 !== sha256(bytes))) known = Math.max(known, manifest.last)
    if (!bytes || !scan) continue
    // Behind the good end of an open last segment stands at most what nobody was promised.
    const text = isLast && !manifest ? bytes.subarray(0, scan.goodEnd) : bytes
    const held = heldLines(text, device, ledger, number)
    known = Math.max(known, highestKnown(text, device, ledger, before))
    // Lines that a signature contradicts are no entries, however well they hold together.
    const last = manifest && held.find(({ seq }) => seq === manifest.last)
    const isContradicted = last && last.hash !== manifest.head && isSignerKnown(manifest, cards)
    if (!isContradicted) lines.push(...held)
  }
  return { sound, unsoundFrom, lines, manifests, known: isAllKnown ? known : null, unsigned }
}

/**
 * Readable lines of a device from entry `from` on; empty where nothing of it stands. `read` decides what becomes of a segment
 * that cannot be read; `onSegment` hears of each.
 */
export const linesFrom = async (
  files: FileLayer,
  folder: string,
  device: string,
  ledger: string,
  from: number,
  read: ReadFile,
  onSegment: () => void = () => {},
): Promise<{ readonly lines: readonly HeldLine[]; readonly manifests: readonly Manifest[] }> => {
  const lines: HeldLine[] = []
  const manifests: Manifest[] = []
  if ((await files.stat(folder))?.kind !== 'folder') return { lines, manifests }
  for (const number of await segmentNumbers(files, folder)) {
    const manifest = await readManifest(files, manifestPath(folder, number), read)
    onSegment()
    if (manifest && manifest.last < from) continue
    const bytes = await read(files, segmentPath(folder, number))
    if (manifest) manifests.push(manifest)
    if (bytes) lines.push(...heldLines(bytes, device, ledger, number).filter(({ seq }) => seq >= from))
  }
  return { lines, manifests }
}

/** The unbroken chain behind `after`, out of lines of several places; where more than one has the next entry, the first does. */
export const joinChain = (
  after: ChainPoint,
  ...places: readonly (readonly HeldLine[])[]
): readonly HeldLine[] => {
  const followers = new Map<string, HeldLine>()
  const key = (seq: number, prev: string | null): string => `${seq} ${prev}`
  for (const line of places.flat()) {
    const at = key(line.seq, line.prev)
    if (!followers.has(at)) followers.set(at, line)
  }
  const chain: HeldLine[] = []
  for (let { seq, hash } = after; ; ) {
    const next = followers.get(key(seq + 1, hash))
    if (!next) return chain
    chain.push(next)
    seq = next.seq
    hash = next.hash
  }
}

export const isStruck = (line: Line): boolean => line.body !== line.sealedBody

/** What entries in a text of lines say was struck out, as `vouchedKey`s. */
export const collectVouched = (bytes: Uint8Array, vouched: Set<string>): void =>
  eachLine(bytes, (raw) => {
    for (const { entry, after } of strikesIn(raw)) vouched.add(`${entry} ${after}`)
    return true
  })

/** How `collectVouched` names a struck body. */
export const vouchedKey = ({ device, seq, body }: Pick<Line, 'device' | 'seq' | 'body'>): string =>
  `${device}:${seq} ${body}`

const isAsClosed = (
  bytes: Uint8Array,
  manifest: Manifest,
  after: ChainPoint,
  cards: readonly DeviceCard[],
): boolean =>
  isManifestOf(bytes, manifest) && hasEnds(bytes, manifest, after) && isSignerKnown(manifest, cards)

const heldLines = (bytes: Uint8Array, device: string, ledger: string, segment: number): HeldLine[] =>
  scanSegment(bytes, device, ledger, null).lines.map(({ at, end, ...line }) => ({
    ...line,
    bytes: bytes.subarray(at, end),
    segment,
  }))

/** Counts on through lines that cannot be read any more: each was one entry. */
const highestKnown = (bytes: Uint8Array, device: string, ledger: string, from: number): number => {
  const readable = new Map(
    scanSegment(bytes, device, ledger, null).lines.map(({ at, seq }) => [at, seq] as const),
  )
  let highest = from
  let place = from
  eachLine(bytes, (raw, at) => {
    const seq = readable.get(at)
    if (seq === undefined && raw.byteLength === 0) return true
    place = seq ?? place + 1
    if (seq !== undefined || wasWhole(raw)) highest = Math.max(highest, place)
    return true
  })
  return highest
}
