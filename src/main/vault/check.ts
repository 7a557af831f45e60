/** Comparing a segment on the disk with what its manifest, its signature and its own lines say. */
import type { SegmentProblem } from '../../shared/contract/host-api'
import { type FileLayer, fileCode } from '../files/file-layer'
import {
  type DeviceCard,
  isManifestSigned,
  type Manifest,
  manifestPath,
  segmentName,
  segmentPath,
} from './layout'
import { LINE_FEED, type Line, readLine, sha256 } from './line'
import { type ChainPoint, scanSegment } from './segment-scan'
import type { DeviceSegments, Segment } from './segments'

/**
 * What is wrong with a segment; null: nothing. `after` is the end of the one before it, `cards` those in the vault. Of
 * a device's last segment nobody can tell whether it was ever closed.
 */
export const checkSegment = async (
  files: FileLayer,
  of: DeviceSegments,
  segment: Segment,
  isLast: boolean,
  after: ChainPoint,
  ledger: string,
  cards: readonly DeviceCard[],
): Promise<SegmentProblem | null> => {
  const found = (problem: SegmentProblem['problem'], seq: number): SegmentProblem => ({
    device: of.device,
    segment: segmentName(segment.number),
    problem,
    seq,
  })
  // A segment that is not there at all leaves a hole before this one.
  if (segment.first > after.seq + 1) return found('missing', after.seq + 1)
  const path = segmentPath(of.folder, segment.number)
  let bytes: Uint8Array
  try {
    if ((await files.stat(path)) === null) return segment.bytes > 0 ? found('missing', segment.first) : null
    bytes = await files.read(path)
  } catch (error) {
    if (fileCode(error) === null) throw error
    return found('unreadable', segment.first)
  }
  const { manifest } = segment
  const isUnsigned = !isLast && (await files.stat(manifestPath(of.folder, segment.number))) === null
  // A signed sum stands for every line between the two ends: five times as fast as reading them all.
  if (manifest && isManifestOf(bytes, manifest) && hasEnds(bytes, manifest, after))
    return !isSignerKnown(manifest, cards)
      ? found('badSignature', manifest.first)
      : isUnsigned
        ? found('unsigned', manifest.first)
        : null
  const scan = scanSegment(bytes, of.device, ledger, after)
  if (scan.brokenAt !== null) return found('changed', scan.brokenAt)
  const end = scan.lines.at(-1)?.seq ?? after.seq
  if (end < segment.last) return found('changed', end + 1)
  // What stood here when it was opened contradicts its manifest.
  if (segment.brokenAt !== null) return found('changed', segment.brokenAt)
  if (!manifest && bytes.byteLength > segment.bytes) return found('tornTail', segment.last + 1)
  if (!manifest) return isUnsigned ? found('unsigned', segment.first) : null
  return found('changed', manifest.first)
}

/** The first line follows `after`, and the last one is what the manifest says. */
export const hasEnds = (bytes: Uint8Array, manifest: Manifest, after: ChainPoint): boolean => {
  const first = endsFit(bytes, manifest)
  return first !== null && first.seq === after.seq + 1 && first.prev === after.hash
}

/** The first line, when it and the last one are what the manifest says. */
const endsFit = (bytes: Uint8Array, manifest: Manifest): Line | null => {
  const first = readLine(bytes.subarray(0, bytes.indexOf(LINE_FEED)))
  const last = readLine(bytes.subarray(bytes.lastIndexOf(LINE_FEED, -2) + 1, -1))
  const fits = first?.seq === manifest.first && last?.seq === manifest.last && last.hash === manifest.head
  return fits ? first : null
}

/** Bytes and manifest say the same, in what is signed and in what is not. */
export const isManifestOf = (bytes: Uint8Array, manifest: Manifest): boolean =>
  manifest.bytes === bytes.byteLength &&
  manifest.sha256 === sha256(bytes) &&
  endsFit(bytes, manifest) !== null

/** Signed with the key of a device that is known here. */
export const isSignerKnown = (manifest: Manifest, cards: readonly DeviceCard[]): boolean =>
  cards.some(({ device, publicKey }) => device === manifest.signer && publicKey === manifest.publicKey) &&
  isManifestSigned(manifest)
