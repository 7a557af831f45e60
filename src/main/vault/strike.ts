/**
 * Striking out: one line's body is replaced by a shortened one, its head and hash stay. The segment is written anew
 * beside the old one and takes its place by a rename. For a closed segment two files change: a flushed
 * `.json.struck` is the decision, and a start that finds one finishes the work.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { VaultFailure } from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'
import { signManifest } from './append'
import { dropBatchNote } from './batch-note'
import type { DeviceKey } from './device-key'
import { manifestPath, segmentPath } from './layout'
import { LINE_FEED, readLine, sha256, splitLine } from './line'
import { linePlaces, scanSegment } from './segment-scan'
import { type DeviceSegments, placesOf, readManifest, type Segment } from './segments'

const STRUCK = '.struck'

export type Strike = {
  readonly seq: number
  /** The whole new line. */
  readonly line: string
  /** Hashes of the body that stands there, and of the shortened one. */
  readonly before: string
  readonly after: string
}

/** Whether the new line is of the entry it is for, and shortened as it says. */
export const isStrikeOf = (device: string, { seq, line, after }: Strike): boolean => {
  const read = readLine(Buffer.from(line))
  return (
    !line.includes('\n') && read !== null && read.device === device && read.seq === seq && read.body === after
  )
}

/** Replaces the line of an entry; false: it was done already. The segment is to be loaded anew afterwards, come what may. */
export const strikeLine = async (
  files: FileLayer,
  of: DeviceSegments,
  segment: Segment,
  strike: Strike,
  signer: { readonly device: string; readonly key: DeviceKey },
): Promise<Result<boolean, VaultFailure>> => {
  const place = (await placesOf(files, of, segment)).find(({ seq }) => seq === strike.seq)
  if (!place) return err({ type: 'BadLine' })
  const path = segmentPath(of.folder, segment.number)
  const bytes = (await files.read(path)).subarray(0, segment.bytes)
  const standing = bytes.subarray(place.at, place.end - 1)
  const line = Buffer.from(strike.line)
  const verdict = judge(standing, line, strike)
  if (verdict === 'refused') return err({ type: 'BadLine' })
  if (verdict === 'done') return ok(false)

  const feed = Uint8Array.of(LINE_FEED)
  // Its places are about to be others'.
  await dropBatchNote(files, of.folder, segment.number)
  const rewritten = Buffer.concat([bytes.subarray(0, place.at), line, feed, bytes.subarray(place.end)])
  await replaceFile(files, path + STRUCK, rewritten)
  await files.flushFolder(of.folder)
  // What contradicts its manifest is not signed anew: `check` has to go on saying so.
  const isAsClosed = segment.manifest?.sha256 === sha256(bytes)
  if (!isAsClosed || segment.head === null) {
    await files.rename(path + STRUCK, path)
    await files.flushFolder(of.folder)
    return ok(true)
  }
  const sealed = { head: segment.head, sha256: sha256(rewritten) }
  const bounds = { first: segment.first, last: segment.last, bytes: rewritten.byteLength }
  const manifest = signManifest(bounds, sealed, signer.device, signer.key)
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)
  await replaceFile(files, manifestPath(of.folder, segment.number) + STRUCK, text)
  await files.flushFolder(of.folder)
  await finishStrike(files, of.folder, segment.number)
  return ok(true)
}

/** What a segment is after a strike or an attempt at one, read from the disk again. */
export const reloadStruck = async (
  files: FileLayer,
  of: DeviceSegments,
  ledger: string,
  segment: Segment,
): Promise<void> => {
  await recoverStrikes(files, of.folder)
  const bytes = await files.read(segmentPath(of.folder, segment.number))
  if (segment.manifest) {
    segment.manifest = await readManifest(files, manifestPath(of.folder, segment.number))
    segment.places = [...linePlaces(bytes, segment.first)]
    segment.bytes = bytes.byteLength
    return
  }
  const scan = scanSegment(bytes, of.device, ledger, null)
  segment.places = scan.lines.map(({ seq, at, end }) => ({ seq, at, end }))
  segment.bytes = scan.goodEnd
  segment.running = createHash('sha256').update(bytes.subarray(0, scan.goodEnd))
}

/** Brings strikes that were cut off to an end: those decided are finished, the others never were. */
export const recoverStrikes = async (files: FileLayer, folder: string): Promise<void> => {
  const names = (await files.list(folder)).map(({ name }) => name)
  for (const name of names) {
    const number = /^([0-9]{6,})\.json\.struck$/.exec(name)?.[1]
    if (number) await finishStrike(files, folder, Number(number))
  }
  for (const name of names) {
    if (name.endsWith(`.seg${STRUCK}`)) await files.remove(join(folder, name))
  }
}

const finishStrike = async (files: FileLayer, folder: string, number: number): Promise<void> => {
  const segment = segmentPath(folder, number)
  const manifest = manifestPath(folder, number)
  const decided = await readManifest(files, manifest + STRUCK)
  const isWhole = async (path: string) =>
    (await files.stat(path)) !== null && sha256(await files.read(path)) === decided?.sha256
  if (decided && (await isWhole(segment + STRUCK))) {
    await files.rename(segment + STRUCK, segment)
    // Not every disk keeps the order: the new manifest must not be there before the new segment.
    await files.flushFolder(folder)
  }
  if (decided && (await isWhole(segment))) await files.rename(manifest + STRUCK, manifest)
  else await files.remove(manifest + STRUCK)
  await files.flushFolder(folder)
}

const replaceFile = async (files: FileLayer, path: string, bytes: Uint8Array): Promise<void> => {
  await files.remove(path)
  await files.writeNew(path, bytes)
}

/** A strike keeps hash and head to the byte, and its bodies are the ones that were named. */
const judge = (
  standing: Uint8Array,
  line: Uint8Array,
  { before, after }: Strike,
): 'refused' | 'done' | 'change' => {
  const old = splitLine(standing)
  const fresh = splitLine(line)
  if (!old || !fresh || line.includes(LINE_FEED) || readLine(line) === null) return 'refused'
  const sameHead = Buffer.from(old.head).equals(fresh.head) && Buffer.from(old.hash).equals(fresh.hash)
  if (!sameHead || sha256(fresh.body) !== after) return 'refused'
  const stands = sha256(old.body)
  return stands === after ? 'done' : stands === before ? 'change' : 'refused'
}
