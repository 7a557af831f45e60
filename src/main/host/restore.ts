/**
 * Filling an empty data folder from a vault folder. Every line is checked before anything stands: hashes, the chain
 * of each device, manifests and signatures, and that whatever was struck out is vouched for. It is built in a folder
 * of its own and put in place at the end, `ledger.json` last; the restored folder is a new device.
 */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { LedgerFailure } from '../../shared/contract/host-api'
import { ENTRY_FORMAT } from '../../shared/journal/entry'
import type { FileLayer } from '../files/file-layer'
import { makeKeptFolder, removeQuietly, writeJson } from '../files/whole-file'
import { type BatchNote, readBatchNote, withoutTornBatch } from '../vault/batch-note'
import { collectVouched, isStruck, vouchedKey } from '../vault/chain-scan'
import { isSignerKnown } from '../vault/check'
import { cardsOf, deviceNames, findVault, hasSegments, ledgerOfVault } from '../vault/find-vault'
import {
  DEVICE_FILE,
  type DeviceCard,
  deviceFolder,
  FILES_FOLDER,
  manifestPath,
  nextCode,
  segmentPath,
  VAULT_FORMAT,
} from '../vault/layout'
import { LINE_FEED, type Line, sha256 } from '../vault/line'
import { type ChainPoint, scanSegment } from '../vault/segment-scan'
import { readManifest, segmentNumbers } from '../vault/segments'
import { createIdentity, DATA_FORMAT, type DataFolderDeps, dataPaths, type LedgerFile } from './data-folder'

/** Leftovers of a restore that was cut off are folders of this kind of name; a start removes them. */
export const RESTORING = 'restoring-'

/** A source that is refused; thrown inside, a value outside. */
class Refused extends Error {
  constructor(readonly failure: LedgerFailure) {
    super(failure.type)
  }
}

const damaged = (device: string, seq: number): Refused => new Refused({ type: 'VaultDamaged', device, seq })

/** Restores from `source`; the data folder must have no ledger. File failures are thrown. */
export const restoreLedger = async (
  deps: DataFolderDeps,
  dataDir: string,
  source: string,
): Promise<Result<LedgerFile, LedgerFailure>> => {
  const { files } = deps
  const building = join(dataDir, RESTORING + Buffer.from(deps.random(4)).toString('hex'))
  try {
    if (await hasSegments(files, dataPaths(dataDir).vault)) return err({ type: 'LedgerExists' })
    const from = await findVault(files, source)
    if (from === null) return err({ type: 'NotAVault', path: source })
    const to = dataPaths(building)
    await makeKeptFolder(files, to.vault)
    const found = await copyChecked(files, from, to.vault)
    const codes = found.cards.map(({ code }) => code)
    await createIdentity(deps, building, found.ledger, nextCode(codes))
    const ledger: LedgerFile = {
      format: DATA_FORMAT,
      ledger: found.ledger,
      sample: false,
      createdAt: found.cards.map(({ createdAt }) => createdAt).sort()[0] ?? deps.now().toISOString(),
    }
    await putInPlace(files, building, dataDir, ledger)
    return ok(ledger)
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
): Promise<void> => {
  const from = dataPaths(building)
  const to = dataPaths(dataDir)
  // Only what a first run that was cut off left: `restoreLedger` has looked.
  await files.removeTree(to.vault)
  await files.rename(from.key, to.key)
  await files.rename(from.device, to.device)
  await files.flushFolder(dataDir)
  await files.rename(from.vault, to.vault)
  await files.flushFolder(dataDir)
  await writeJson(files, to.ledger, ledger)
}

type Found = { readonly ledger: string; readonly cards: readonly DeviceCard[] }

/** Bodies that are not the sealed ones, and what entries say was struck out. */
type Strikes = {
  readonly struck: { readonly device: string; readonly seq: number; readonly body: string }[]
  readonly vouched: Set<string>
}

const copyChecked = async (files: FileLayer, from: string, to: string): Promise<Found> => {
  const devices = await deviceNames(files, from)
  const cards = await cardsOf(files, from)
  const newer = cards.find(({ format }) => format > VAULT_FORMAT)
  if (newer) throw new Refused({ type: 'NewerFormat', found: newer.format, known: VAULT_FORMAT })
  const ledger = await ledgerOfVault(files, from)
  if (ledger === null || cards.some((card) => card.ledger !== ledger))
    throw new Refused({ type: 'NotAVault', path: from })

  const strikes: Strikes = { struck: [], vouched: new Set() }
  for (const device of devices) {
    await makeKeptFolder(files, deviceFolder(to, device))
    await copyDevice(files, from, to, device, ledger, cards, strikes)
  }
  for (const body of strikes.struck)
    if (!strikes.vouched.has(vouchedKey(body))) throw damaged(body.device, body.seq)
  await copyNamedFiles(files, join(from, FILES_FOLDER), join(to, FILES_FOLDER))
  return { ledger, cards }
}

const copyDevice = async (
  files: FileLayer,
  from: string,
  to: string,
  device: string,
  ledger: string,
  cards: readonly DeviceCard[],
  strikes: Strikes,
): Promise<void> => {
  const source = deviceFolder(from, device)
  const target = deviceFolder(to, device)
  const numbers = await segmentNumbers(files, source)
  let after: ChainPoint = { seq: 0, hash: null }
  for (const [index, number] of numbers.entries()) {
    const path = segmentPath(source, number)
    if (number !== index + 1 || !(await files.stat(path))) throw damaged(device, after.seq + 1)
    const bytes = await files.read(path)
    const isLast = index === numbers.length - 1
    const note = isLast ? await readBatchNote(files, source, number) : null
    const checked = checkLines(bytes, device, ledger, after, isLast, note)
    collectStrikes(bytes, checked.lines, strikes)
    await files.writeNew(segmentPath(target, number), bytes.subarray(0, checked.end))

    const manifest = await readManifest(files, manifestPath(source, number))
    const last = checked.lines.at(-1)
    const fits =
      manifest !== null &&
      manifest.sha256 === sha256(bytes) &&
      manifest.head === last?.hash &&
      manifest.first === after.seq + 1 &&
      manifest.last === last.seq
    if (fits && isSignerKnown(manifest, cards)) {
      await writeJson(files, manifestPath(target, number), manifest)
    } else if (manifest && !checked.lines.some(isStruck)) {
      // A strike carried over half-way leaves lines in order and an older manifest; anything else is damage.
      throw damaged(device, after.seq + 1)
    }
    after = last ?? after
  }
  const card = await files.stat(join(source, DEVICE_FILE))
  if (card) await files.writeNew(join(target, DEVICE_FILE), await files.read(join(source, DEVICE_FILE)))
  await files.flushFolder(target)
}

/** All lines of a segment in order, without a gap; only behind the very last one may a torn piece of a line stand. */
const checkLines = (
  bytes: Uint8Array,
  device: string,
  ledger: string,
  after: ChainPoint,
  mayBeTorn: boolean,
  note: BatchNote | null,
): { readonly lines: readonly Line[]; readonly end: number } => {
  const { lines, goodEnd, brokenAt } = withoutTornBatch(scanSegment(bytes, device, ledger, after), note)
  const newer = lines.find(({ format }) => format > ENTRY_FORMAT)
  if (newer) throw new Refused({ type: 'NewerFormat', found: newer.format, known: ENTRY_FORMAT })
  if (brokenAt !== null) throw damaged(device, brokenAt)
  const rest = bytes.subarray(goodEnd)
  const isTorn = mayBeTorn && (isTornLine(rest) || (note !== null && goodEnd >= note.from))
  if (rest.byteLength > 0 && !isTorn) throw damaged(device, (lines.at(-1)?.seq ?? after.seq) + 1)
  return { lines, end: goodEnd }
}

/** A beginning of one line, or one with a hole: what a disk has not written reads as zeros. */
const isTornLine = (rest: Uint8Array): boolean => {
  const feed = rest.indexOf(LINE_FEED)
  return feed < 0 || (feed === rest.byteLength - 1 && rest.includes(0))
}

const collectStrikes = (bytes: Uint8Array, lines: readonly Line[], strikes: Strikes): void => {
  strikes.struck.push(...lines.filter(isStruck).map(({ device, seq, body }) => ({ device, seq, body })))
  collectVouched(bytes, strikes.vouched)
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
