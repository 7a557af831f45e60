/**
 * Filling an empty data folder from a vault folder. Every line is checked before anything stands: hashes, the chain
 * of each device, and that whatever was struck out is vouched for. Lines outvote what stands beside them: a card or
 * manifest that does not fit is made anew and told. Where lines are lost, a person decides whether to go on with those
 * before. It is built in a folder of its own and put in place at the end, `ledger.json` last; the restored folder is a
 * new device.
 */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { LedgerFailure, LedgerState } from '../../shared/contract/host-api'
import { ENTRY_FORMAT } from '../../shared/journal/entry'
import type { FileLayer } from '../files/file-layer'
import { readIfReadable } from '../files/read-file'
import { makeKeptFolder, removeQuietly, writeJson } from '../files/whole-file'
import { signManifest } from '../vault/append'
import { collectVouched, isStruck, joinChain, scanChain, vouchedKey } from '../vault/chain-scan'
import { isManifestOf, isSignerKnown } from '../vault/check'
import { type CardState, judgeCards } from '../vault/device-cards'
import { deviceNames, findVault, hasSegments, ledgerOfVault, ledgersOfLines } from '../vault/find-vault'
import {
  DEVICE_FILE,
  type DeviceCard,
  deviceFolder,
  FILES_FOLDER,
  type Manifest,
  manifestPath,
  nextCode,
  segmentPath,
  VAULT_FORMAT,
} from '../vault/layout'
import { LINE_FEED, type Line, sha256 } from '../vault/line'
import { segmentsOf } from '../vault/mend-chains'
import { type ChainPoint, scanSegment } from '../vault/segment-scan'
import { readManifest, segmentNumbers } from '../vault/segments'
import {
  createIdentity,
  DATA_FORMAT,
  type DataFolderDeps,
  dataPaths,
  type Identity,
  type LedgerFile,
} from './data-folder'

/** Leftovers of a restore that was cut off are folders of this kind of name; a start removes them. */
export const RESTORING = 'restoring-'

/** A source that is refused; thrown inside, a value outside. */
class Refused extends Error {
  constructor(readonly failure: LedgerFailure) {
    super(failure.type)
  }
}

/** What was not as it was; null: all was. */
export type RestoreNote = NonNullable<Extract<LedgerState, { state: 'open' }>['restored']> | null

/**
 * Restores from `source`; the data folder must have no ledger. Lost entries refuse it, unless a person agreed to go on
 * with what stands before them (`upToDamage`). File failures are thrown.
 */
export const restoreLedger = async (
  deps: DataFolderDeps,
  dataDir: string,
  source: string,
  upToDamage: boolean,
): Promise<Result<RestoreNote, LedgerFailure>> => {
  const { files } = deps
  const building = join(dataDir, RESTORING + Buffer.from(deps.random(4)).toString('hex'))
  try {
    if (await hasSegments(files, dataPaths(dataDir).vault)) return err({ type: 'LedgerExists' })
    const from = await findVault(files, source)
    if (from === null) return err({ type: 'NotAVault', path: source })
    const { id, cards } = await readCards(files, from)
    const proper = cards.flatMap((card) => card.proper ?? [])
    const to = dataPaths(building).vault
    for (const { device } of cards) await makeKeptFolder(files, deviceFolder(to, device))
    const signer = await createIdentity(deps, building, id, nextCode(proper.map(({ code }) => code)))
    const note = await copyChecked({ files, from, to, ledger: id, cards: proper, signer }, upToDamage)
    const badCards = await copyCards(files, from, to, cards)
    const ledger: LedgerFile = {
      format: DATA_FORMAT,
      ledger: id,
      sample: false,
      createdAt: proper.map(({ createdAt }) => createdAt).sort()[0] || deps.now().toISOString(),
    }
    await putInPlace(files, building, dataDir, ledger, deps.now().getTime())
    const unfit = note.unfit + badCards
    return ok(unfit === 0 && note.lost === 0 ? null : { lost: note.lost, unfit })
  } catch (error) {
    if (error instanceof Refused) return err(error.failure)
    throw error
  } finally {
    await removeQuietly(files, building)
  }
}

/** The order matters: until `vault` is there nothing counts, from then on the folder is a whole ledger. */
const putInPlace = async (
  files: FileLayer,
  building: string,
  dataDir: string,
  ledger: LedgerFile,
  stamp: number,
): Promise<void> => {
  const from = dataPaths(building)
  const to = dataPaths(dataDir)
  // What a first run that was cut off left; should it be more, it is kept.
  if (await files.stat(to.vault)) {
    await makeKeptFolder(files, to.damaged)
    await files.rename(to.vault, join(to.damaged, `vault-${stamp}`))
    await files.flushFolder(to.damaged)
    await files.flushFolder(dataDir)
  }
  await files.rename(from.key, to.key)
  await files.rename(from.device, to.device)
  await files.flushFolder(dataDir)
  await files.rename(from.vault, to.vault)
  await files.flushFolder(dataDir)
  await writeJson(files, to.ledger, ledger)
}

/** Which ledger a vault is of, and who wrote in it. */
const readCards = async (
  files: FileLayer,
  from: string,
): Promise<{ readonly id: string; readonly cards: readonly CardState[] }> => {
  const id = await ledgerOfVault(files, from)
  if (id === null || (await ledgersOfLines(files, from)).size > 1)
    throw new Refused({ type: 'NotAVault', path: from })
  const cards = await judgeCards(files, from, id)
  const newer = cards.find(({ proper }) => proper !== null && proper.format > VAULT_FORMAT)?.proper
  if (newer) throw new Refused({ type: 'NewerFormat', found: newer.format, known: VAULT_FORMAT })
  return { id, cards }
}

/** Copies good cards to the byte and makes bad ones anew; answers how many those are. */
const copyCards = async (
  files: FileLayer,
  from: string,
  to: string,
  cards: readonly CardState[],
): Promise<number> => {
  for (const { device, proper, isBad } of cards) {
    const target = join(deviceFolder(to, device), DEVICE_FILE)
    if (proper === null) continue
    if (isBad) await writeJson(files, target, proper)
    else await files.writeNew(target, await files.read(join(deviceFolder(from, device), DEVICE_FILE)))
    await files.flushFolder(deviceFolder(to, device))
  }
  return cards.filter(({ isBad }) => isBad).length
}

type Copying = {
  readonly files: FileLayer
  /** Vault folders. */
  readonly from: string
  readonly to: string
  readonly ledger: string
  readonly cards: readonly DeviceCard[]
  /** Signs segments whose manifest is not fit. */
  readonly signer: Identity
}

/** Bodies that are not the sealed ones, and what entries say was struck out. */
type Strikes = {
  readonly struck: { readonly device: string; readonly seq: number; readonly body: string }[]
  readonly vouched: Set<string>
}

/** What became of the entries of one device. */
type Copied = {
  readonly device: string
  readonly whole: number
  /** Entries behind those; null: nobody can tell. */
  readonly lost: number | null
  /** Manifests that were not fit. */
  readonly unfit: number
}

const copyChecked = async (
  copying: Copying,
  upToDamage: boolean,
): Promise<{ readonly lost: number | null; readonly unfit: number }> => {
  const { files, from, to } = copying
  const strikes: Strikes = { struck: [], vouched: new Set() }
  const copied: Copied[] = []
  for (const device of await deviceNames(files, from)) {
    copied.push(await copyDevice(copying, device, strikes))
    await files.flushFolder(deviceFolder(to, device))
  }
  const whole = copied.reduce((sum, each) => sum + each.whole, 0)
  const lost = copied.some((each) => each.lost === null)
    ? null
    : copied.reduce((sum, each) => sum + (each.lost ?? 0), 0)
  const damaged = copied.find((each) => each.lost !== 0)
  // Whoever goes on without lost entries goes on without vouchers among them; verifying names what nobody vouches for.
  const unvouched = strikes.struck.find((body) => !strikes.vouched.has(vouchedKey(body)))
  const first = damaged ? { device: damaged.device, seq: damaged.whole + 1 } : unvouched
  if (first && (!upToDamage || whole === 0))
    throw new Refused({ type: 'VaultDamaged', device: first.device, seq: first.seq, whole, lost })
  await copyNamedFiles(files, join(from, FILES_FOLDER), join(to, FILES_FOLDER))
  return { lost, unfit: copied.reduce((sum, each) => sum + each.unfit, 0) }
}

const copyDevice = async (copying: Copying, device: string, strikes: Strikes): Promise<Copied> => {
  const { files, from, to, cards, signer } = copying
  const source = deviceFolder(from, device)
  const target = deviceFolder(to, device)
  const numbers = await segmentNumbers(files, source)
  let after: ChainPoint = { seq: 0, hash: null }
  let unfit = 0
  for (const [index, number] of numbers.entries()) {
    const isLast = index === numbers.length - 1
    const found = number === index + 1 ? await soundSegment(copying, device, number, isLast, after) : null
    if (!found) {
      const { lines, lost } = await behindDamage(copying, device, number, after)
      const segments = segmentsOf(lines, index + 1, cards, signer)
      for (const segment of segments) {
        await files.writeNew(segmentPath(target, segment.number), segment.bytes)
        if (segment.manifest) await writeJson(files, manifestPath(target, segment.number), segment.manifest)
        collectVouched(segment.bytes, strikes.vouched)
      }
      collectStruck(lines.lines, strikes)
      return { device, whole: after.seq + lines.lines.length, lost, unfit }
    }
    const { lines, bytes, manifest } = found
    collectVouched(bytes, strikes.vouched)
    collectStruck(lines, strikes)
    await files.writeNew(segmentPath(target, number), bytes)
    if (manifest) await writeJson(files, manifestPath(target, number), manifest)
    if (found.isUnfit) unfit += 1
    after = lines.at(-1) ?? after
  }
  return { device, whole: after.seq, lost: 0, unfit }
}

type SoundSegment = {
  readonly lines: readonly Line[]
  readonly bytes: Uint8Array
  readonly manifest: Manifest | null
  readonly isUnfit: boolean
}

/** A segment whose lines all hold, with a manifest that fits; null: lines are damaged, missing, or of a torn batch. */
const soundSegment = async (
  { files, from, ledger, cards, signer }: Copying,
  device: string,
  number: number,
  isLast: boolean,
  after: ChainPoint,
): Promise<SoundSegment | null> => {
  const source = deviceFolder(from, device)
  const bytes = await readIfReadable(files, segmentPath(source, number))
  if (bytes === null) return null
  const checked = checkLines(bytes, device, ledger, after, isLast)
  if (!checked) return null
  const { lines } = checked
  const last = lines.at(-1)
  const kept = bytes.subarray(0, checked.end)
  const manifest = await readManifest(files, manifestPath(source, number), readIfReadable)
  if (manifest && last && isManifestOf(bytes, manifest) && isSignerKnown(manifest, cards))
    return { lines, bytes: kept, manifest, isUnfit: false }
  if (manifest && isContradicted(bytes, lines, manifest, cards)) return null
  const wasClosed = (await files.stat(manifestPath(source, number))) !== null
  if (!last || (isLast && !wasClosed)) return { lines, bytes: kept, manifest: null, isUnfit: false }
  // A strike carried over half-way leaves lines in order and an older manifest.
  const isUnfit = wasClosed && !lines.some(isStruck)
  const bounds = { first: lines[0]?.seq ?? last.seq, last: last.seq, bytes: kept.byteLength }
  const sealed = { head: last.hash, sha256: sha256(kept) }
  return {
    lines,
    bytes: kept,
    manifest: signManifest(bounds, sealed, signer.device, signer.key),
    isUnfit,
  }
}

/** A signature that holds names another last entry; or there were more entries than stand, and the bytes are not those. */
const isContradicted = (
  bytes: Uint8Array,
  lines: readonly Line[],
  manifest: Manifest,
  cards: readonly DeviceCard[],
): boolean => {
  if (manifest.sha256 === sha256(bytes)) return false
  if (manifest.last > (lines.at(-1)?.seq ?? 0)) return true
  const last = lines.find(({ seq }) => seq === manifest.last)
  return isSignerKnown(manifest, cards) && last?.hash !== manifest.head
}

/** What still follows `after` in the segments from a damaged one on, and how many entries do not any more. */
const behindDamage = async (
  { files, from, ledger, cards }: Copying,
  device: string,
  number: number,
  after: ChainPoint,
): Promise<{ readonly lines: Parameters<typeof segmentsOf>[0]; readonly lost: number | null }> => {
  const { lines, manifests, known } = await scanChain(
    files,
    deviceFolder(from, device),
    device,
    ledger,
    cards,
  )
  const held = lines.filter((line) => line.segment >= number)
  const chain = joinChain(after, held)
  const lost = known === null ? null : Math.max(0, known - after.seq - chain.length)
  return { lines: { lines: chain, manifests }, lost }
}

/** All lines of a segment in order, without a gap, else null; only behind the very last one may a torn piece of a line stand. */
const checkLines = (
  bytes: Uint8Array,
  device: string,
  ledger: string,
  after: ChainPoint,
  mayBeTorn: boolean,
): { readonly lines: readonly Line[]; readonly end: number } | null => {
  const { lines, goodEnd, brokenAt } = scanSegment(bytes, device, ledger, after)
  const newer = lines.find(({ format }) => format > ENTRY_FORMAT)
  if (newer) throw new Refused({ type: 'NewerFormat', found: newer.format, known: ENTRY_FORMAT })
  if (brokenAt !== null) return null
  const rest = bytes.subarray(goodEnd)
  if (rest.byteLength > 0 && !(mayBeTorn && isTornLine(rest))) return null
  return { lines, end: goodEnd }
}

/** A beginning of one line, or one with a hole: what a disk has not written reads as zeros. */
const isTornLine = (rest: Uint8Array): boolean => {
  const feed = rest.indexOf(LINE_FEED)
  return feed < 0 || (feed === rest.byteLength - 1 && rest.includes(0))
}

const collectStruck = (lines: readonly Line[], { struck }: Strikes): void => {
  for (const line of lines.filter(isStruck))
    struck.push({ device: line.device, seq: line.seq, body: line.body })
}

/** Files stand under their SHA-256. */
const copyNamedFiles = async (files: FileLayer, from: string, to: string): Promise<void> => {
  await makeKeptFolder(files, to)
  if ((await files.stat(from))?.kind !== 'folder') return
  for (const { name, kind } of await files.list(from)) {
    if (kind !== 'file' || !/^[0-9a-f]{64}$/.test(name)) continue
    const bytes = await files.read(join(from, name))
    if (sha256(bytes) === name) await files.writeNew(join(to, name), bytes)
  }
  await files.flushFolder(to)
}
