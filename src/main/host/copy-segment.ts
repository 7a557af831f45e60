/**
 * One segment of the second copy, made equal to the vault's. What the copy has and the vault has not is never
 * overwritten: it is set aside there, unless it is only what was struck out or a torn tail.
 */
import { join } from 'node:path'
import { type FileLayer, fileCode } from '../files/file-layer'
import { makeKeptFolder, writeJson, writeWhole } from '../files/whole-file'
import { deviceFolder, type Manifest, manifestPath, segmentName, segmentPath } from '../vault/layout'
import { readLine, sha256 } from '../vault/line'
import { eachLine } from '../vault/segment-scan'
import { readManifest } from '../vault/segments'
import type { SegmentView, Vault } from '../vault/vault'

/** What the copy has of a segment, as far as this run has seen. */
export type Copied = { readonly bytes: number; readonly entries: number; readonly closed: boolean }

export type CopyPlace = {
  readonly files: FileLayer
  readonly vault: Pick<Vault, 'segmentBytes'>
  /** The copy's own folder, with `vault/` in it. */
  readonly target: string
  readonly now: () => Date
  readonly onFault: (where: string, error: unknown) => void
}

/** A failure of the vault's own files: none of the copy's. */
export class SourceUnreadable extends Error {}

/** Brings one segment of the copy up to `view`; `known` is what a former call of this run left there, or null. */
export const copySegment = async (
  place: CopyPlace,
  view: SegmentView,
  known: Copied | null,
): Promise<Copied> => {
  const { files } = place
  const folder = deviceFolder(join(place.target, 'vault'), view.device)
  const path = segmentPath(folder, view.number)
  const done: Copied = { bytes: view.bytes, entries: view.entries, closed: view.manifest !== null }
  const size = (await files.stat(path))?.size ?? null
  if (known && size === known.bytes && !known.closed && known.bytes <= view.bytes) {
    await appendTo(files, path, await source(place, view, known.bytes))
  } else {
    const manifest = await readManifest(files, manifestPath(folder, view.number))
    if (view.manifest && size === view.bytes && isSame(manifest, view.manifest)) return done
    const bytes = await source(place, view, 0)
    const there = size === null ? new Uint8Array() : await files.read(path)
    const action = compare(bytes, there, view)
    if (action === 'keep') return done
    if (action === 'extend') await appendTo(files, path, bytes.subarray(there.byteLength))
    if (action === 'setAside') await setAside(place, view, path)
    if (manifest && !view.manifest) await files.remove(manifestPath(folder, view.number))
    if (action === 'setAside' || action === 'replace') await writeWhole(files, path, bytes)
    // The file may be new.
    else await files.flushFolder(folder)
  }
  if (view.manifest) await writeJson(files, manifestPath(folder, view.number), view.manifest)
  return done
}

const source = async (place: CopyPlace, view: SegmentView, from: number): Promise<Uint8Array> => {
  try {
    return await place.vault.segmentBytes(view.device, view.number, from)
  } catch (error) {
    if (fileCode(error) === null) throw error
    throw new SourceUnreadable(`segment ${view.number}`, { cause: error })
  }
}

const appendTo = async (files: FileLayer, path: string, bytes: Uint8Array): Promise<void> => {
  const file = await files.openAppend(path)
  try {
    await file.append(bytes)
    await file.flush()
  } finally {
    await file.close()
  }
}

type Action = 'keep' | 'extend' | 'replace' | 'setAside'

const compare = (ours: Uint8Array, there: Uint8Array, view: SegmentView): Action => {
  // Damage is not carried over what the copy still has.
  if (there.byteLength > 0 && isDamaged(ours, view)) return 'keep'
  if (startsWith(ours, there)) return 'extend'
  // Another PC of the same ledger may be copying to the same place, and be ahead with its own entries.
  if (!view.own && startsWith(there, ours)) return 'keep'
  const known = hashesOf(ours)
  const theirs = hashesOf(there)
  for (const [seq, hash] of theirs) if (known.get(seq) !== hash) return 'setAside'
  return 'replace'
}

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  bytes.byteLength >= start.byteLength && Buffer.compare(bytes.subarray(0, start.byteLength), start) === 0

const isDamaged = (ours: Uint8Array, { manifest, broken }: SegmentView): boolean =>
  broken || (manifest !== null && sha256(ours) !== manifest.sha256)

/** Hash of every readable line by its entry's number. */
const hashesOf = (bytes: Uint8Array): ReadonlyMap<number, string> => {
  const hashes = new Map<number, string>()
  eachLine(bytes, (raw) => {
    const line = readLine(raw)
    if (line) hashes.set(line.seq, line.hash)
    return true
  })
  return hashes
}

const setAside = async (place: CopyPlace, view: SegmentView, path: string): Promise<void> => {
  const folder = join(place.target, 'set-aside')
  await makeKeptFolder(place.files, folder)
  const stamp = place.now().toISOString().replaceAll(/[:.]/g, '-')
  const name = `${view.device}-${segmentName(view.number)}-${stamp}.seg`
  await place.files.rename(path, join(folder, name))
  await place.files.flushFolder(folder)
  place.onFault('copy.setAside', name)
}

const isSame = (a: Manifest | null, b: Manifest): boolean =>
  a?.sha256 === b.sha256 && a.signature === b.signature
