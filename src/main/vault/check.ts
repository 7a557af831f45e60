/** Comparing a segment on the disk with what its manifest, its signature and its own lines say. */
import type { SegmentProblem } from '../../shared/contract/host-api'
import { type FileLayer, fileCode } from '../files/file-layer'
import { type DeviceCard, isManifestSigned, type Manifest, segmentName, segmentPath } from './layout'
import { sha256 } from './line'
import { type ChainPoint, scanSegment } from './segment-scan'
import type { DeviceSegments, Segment } from './segments'

/** What is wrong with a segment; null: nothing. `after` is the end of the one before it, `cards` those in the vault. */
export const checkSegment = async (
  files: FileLayer,
  of: DeviceSegments,
  segment: Segment,
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
  const scan = scanSegment(bytes, of.device, ledger, after)
  if (scan.brokenAt !== null) return found('changed', scan.brokenAt)
  const end = scan.lines.at(-1)?.seq ?? after.seq
  if (end < segment.last) return found('changed', end + 1)
  const { manifest } = segment
  if (!manifest) return bytes.byteLength > segment.bytes ? found('tornTail', segment.last + 1) : null
  if (sha256(bytes) !== manifest.sha256 || end !== manifest.last) return found('changed', manifest.first)
  return isSignerKnown(manifest, cards) ? null : found('badSignature', manifest.first)
}

/** Signed with the key of a device that is known here. */
export const isSignerKnown = (manifest: Manifest, cards: readonly DeviceCard[]): boolean =>
  cards.some(({ device, publicKey }) => device === manifest.signer && publicKey === manifest.publicKey) &&
  isManifestSigned(manifest)
