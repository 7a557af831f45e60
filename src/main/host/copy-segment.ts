/**
 * One segment of the second copy, made equal to the vault's. What the copy has and the vault has not is never
 * overwritten: it is set aside there, unless it is only what was struck out or a torn tail.
 */
import { join } from 'node:path'
import { type FileLayer, fileCode } from '../files/file-layer'
import { readIfReadable } from '../files/read-file'
import { writeJson, writeWhole } from '../files/whole-file'
import { dropBatchNote, expectEnd, underBatchNote } from '../vault/batch-note'
import { isManifestOf, isSignerKnown } from '../vault/check'
import { type DeviceCard, deviceFolder, type Manifest, manifestPath, segmentPath } from '../vault/layout'
import { type Line, readLine, sha256 } from '../vault/line'
import { eachLine } from '../vault/segment-scan'
import { readManifest } from '../vault/segments'
import type { SegmentView, Vault } from '../vault/vault'
import { setAside, setUnreadableAside } from './set-aside'

/** What the copy has of a segment, as far as this run has seen. */
export type Copied = { readonly bytes: number; readonly entries: number; readonly closed: boolean }

/** What a thorough look at a segment of the copy came to. */
export type Verdict = 'same' | 'repaired' | 'left'

/** Such verdicts, added up. */
export type Counts = { segments: number; repaired: number; left: number }

export const count = (counts: Counts, verdict: Verdict): void => {
  counts.segments += 1
  if (verdict !== 'same') counts[verdict] += 1
}

export type CopyPlace = {
  readonly files: FileLayer
  readonly vault: Pick<Vault, 'segmentBytes' | 'read'>
  /** The copy's own folder, with `vault/` in it. */
  readonly target: string
  /** Of all devices of the vault. */
  readonly cards: readonly DeviceCard[]
  readonly now: () => Date
  readonly onFault: (where: string, error: unknown) => void
  /** Entries that the vault has not are about to be set aside. */
  readonly beforeSetAside: (device: string) => Promise<void>
  /** Part of the copy was set aside; `entries`: those in it that the vault has not. */
  readonly onSetAside: (folder: string, entries: number) => Promise<void>
  /** Every byte is compared, whatever sizes and manifests say; hears of each segment. Null: no. */
  readonly thorough: ((verdict: Verdict) => void) | null
}

/** A failure of the vault's own files: none of the copy's. */
export class SourceUnreadable extends Error {}

/**
 * Brings one segment of the copy up to `view`; `known` is what a former call of this run left there, or null. The
 * answer is null when lines that stand there must change (they were struck out) and `mayReplace` is false, or when
 * the vault's segment was rewritten meanwhile: `view` and `known` speak of the old one.
 */
export const copySegment = async (
  place: CopyPlace,
  view: SegmentView,
  known: Copied | null,
  mayReplace: boolean,
  isCurrent: () => boolean,
): Promise<Copied | null> => {
  const { files } = place
  const folder = deviceFolder(join(place.target, 'vault'), view.device)
  const path = segmentPath(folder, view.number)
  const done: Copied = { bytes: view.bytes, entries: view.entries, closed: view.manifest !== null }
  const size = (await files.stat(path))?.size ?? null
  let isManifestSound = view.manifest !== null && isSignerKnown(view.manifest, place.cards)
  if (!place.thorough && known && size === known.bytes && !known.closed && known.bytes <= view.bytes) {
    const bytes = await source(place, view, known.bytes)
    if (!isCurrent()) return null
    await appendTo(files, folder, view.number, known.bytes, bytes)
  } else {
    const manifest = await readManifest(files, manifestPath(folder, view.number), readIfReadable)
    const hasManifest = view.manifest !== null && isSame(manifest, view.manifest)
    if (!place.thorough && hasManifest && size === view.bytes) return done
    const bytes = await source(place, view, 0)
    if (!isCurrent()) return null
    isManifestSound &&= view.manifest !== null && isManifestOf(bytes, view.manifest)
    const there = await readIfReadable(files, path)
    const { action, later } = there
      ? compare(bytes, there, view)
      : { action: 'replace' as const, later: NOTHING }
    const write = async (lines: Uint8Array): Promise<void> => {
      await writeWhole(files, path, lines)
      // A note was of what stood there before.
      await dropBatchNote(files, folder, view.number)
    }
    if (action === 'strike' && there && !mayReplace) {
      await write(withLaterLines(there, bytes))
      return null
    }
    const isWhole = action === 'extend' && there?.byteLength === bytes.byteLength
    const has = { bytes: there?.byteLength ?? null, hasManifest, size }
    // Whoever writes that device has closed the segment since, or signed it too.
    const isSealedThere =
      !view.own && manifest !== null && isManifestOf(bytes, manifest) && isSignerKnown(manifest, place.cards)
    place.thorough?.(view.manifest && !isManifestSound ? 'left' : verdictOf(view, known, action, has))
    if (
      action === 'keep' ||
      action === 'ahead' ||
      (isWhole && (hasManifest || isSealedThere || (!view.manifest && !manifest)))
    )
      return done
    if (there && action === 'extend')
      await appendTo(files, folder, view.number, there.byteLength, bytes.subarray(there.byteLength))
    if (action === 'setAside') await setAside(place, view)
    if (size !== null && there === null) await setUnreadableAside(place, view)
    if (manifest && !view.manifest) await files.remove(manifestPath(folder, view.number))
    if (action !== 'extend') await write(Buffer.concat([bytes, later]))
  }
  // A manifest that is damaged in the vault is not carried over.
  if (view.manifest && isManifestSound)
    await writeJson(files, manifestPath(folder, view.number), view.manifest)
  return done
}

/** Bytes of the vault's segment from `from` to the end that `view` knows. */
const source = async (place: CopyPlace, view: SegmentView, from: number): Promise<Uint8Array> => {
  try {
    const bytes = await place.vault.segmentBytes(view.device, view.number, from)
    return bytes.subarray(0, view.bytes - from)
  } catch (error) {
    if (fileCode(error) === null) throw error
    throw new SourceUnreadable(`segment ${view.number}`, { cause: error })
  }
}

const appendTo = async (
  files: FileLayer,
  folder: string,
  number: number,
  from: number,
  bytes: Uint8Array,
): Promise<void> => {
  await expectEnd(files, folder, number, from)
  const file = await files.openAppend(segmentPath(folder, number))
  try {
    await underBatchNote(files, folder, number, from, bytes, async () => {
      await file.append(bytes)
      await file.flush()
    })
  } finally {
    await file.close()
  }
}

/** `replace`: the copy has only lines of ours, and torn ones; `strike`: some of its lines are ours before a strike. */
type Action = 'keep' | 'ahead' | 'extend' | 'replace' | 'strike' | 'setAside'

/** `later`: lines there that follow ours, where another PC that writes this device copies to the same place. */
type Comparison = { readonly action: Action; readonly later: Uint8Array }

const NOTHING = new Uint8Array()

const compare = (ours: Uint8Array, there: Uint8Array, view: SegmentView): Comparison => {
  const isOnlyMore = startsWith(ours, there)
  // Damage is not carried over what the copy still has; a damaged manifest alone keeps no line from it.
  if (there.byteLength > 0 && isDamaged(ours, view) && !(isOnlyMore && isReadable(ours)))
    return { action: 'keep', later: NOTHING }
  if (isOnlyMore) return { action: 'extend', later: NOTHING }
  // Another PC of the same ledger may be copying to the same place, and be ahead with its own entries.
  if (!view.own && startsWith(there, ours)) return { action: 'ahead', later: NOTHING }
  const known = readableLines(ours)
  const standing = readableLines(there)
  const [lastSeq, last] = [...known].at(-1) ?? [0, null]
  const goesOn = !view.own && !view.manifest && last !== null && standing.get(lastSeq)?.hash === last.hash
  const later = goesOn ? there.subarray(standing.get(lastSeq)?.end) : NOTHING
  let action: Action = 'replace'
  for (const [seq, { hash, body }] of standing) {
    if (goesOn && seq > lastSeq) continue
    const line = known.get(seq)
    if (line?.hash !== hash) return { action: 'setAside', later: NOTHING }
    if (line.body !== body) action = 'strike'
  }
  return { action, later }
}

/** What is only behind is no damage; what was there before and is not there now is. */
const verdictOf = (
  { bytes, manifest }: SegmentView,
  known: Copied | null,
  action: Action,
  has: { readonly bytes: number | null; readonly size: number | null; readonly hasManifest: boolean },
): Verdict => {
  if (action === 'keep') return 'left'
  if (action === 'ahead') return 'same'
  if (action !== 'extend') return known === null && has.size === null ? 'same' : 'repaired'
  const isCut = known !== null && (has.bytes ?? 0) < known.bytes
  const isUnsealed = manifest !== null && !has.hasManifest && known?.closed === true
  return isCut || (isUnsealed && has.bytes === bytes) ? 'repaired' : 'same'
}

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  bytes.byteLength >= start.byteLength && Buffer.compare(bytes.subarray(0, start.byteLength), start) === 0

const isDamaged = (ours: Uint8Array, { manifest, broken }: SegmentView): boolean =>
  broken || (manifest !== null && sha256(ours) !== manifest.sha256)

/** Whole lines and nothing else. */
const isReadable = (bytes: Uint8Array): boolean => {
  let end = 0
  eachLine(bytes, (raw, _at, next) => {
    if (readLine(raw) !== null) end = next
    return end === next
  })
  return end === bytes.byteLength
}

/** Every readable line by its entry's number. */
const readableLines = (bytes: Uint8Array): ReadonlyMap<number, Line & { readonly end: number }> => {
  const lines = new Map<number, Line & { readonly end: number }>()
  eachLine(bytes, (raw, _at, end) => {
    const line = readLine(raw)
    if (line) lines.set(line.seq, { ...line, end })
    return true
  })
  return lines
}

/** The copy's lines as they stand, and behind them those that only the vault has. */
const withLaterLines = (there: Uint8Array, ours: Uint8Array): Uint8Array => {
  const [lastSeq, last] = [...readableLines(there)].at(-1) ?? [0, { end: 0 }]
  const from = lastSeq === 0 ? 0 : (readableLines(ours).get(lastSeq)?.end ?? ours.byteLength)
  return Buffer.concat([there.subarray(0, last.end), ours.subarray(from)])
}

const isSame = (a: Manifest | null, b: Manifest): boolean =>
  (Object.keys(b) as (keyof Manifest)[]).every((field) => a?.[field] === b[field])
