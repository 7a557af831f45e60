/**
 * Entries that another folder of the same ledger has and the vault has not, though they follow its own last one: the
 * vault went back in time. They are taken in as they stand, each line checked and linked to the one before it.
 */
import { join } from 'node:path'
import type { VaultHead } from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'
import type { ReadFile } from '../files/read-file'
import { makeKeptFolder, writeJson, writeWhole } from '../files/whole-file'
import { expectEnd, underBatchNote } from './batch-note'
import { type HeldLine, isStruck, joinChain, linesFrom, vouchedKey } from './chain-scan'
import { isSignerKnown } from './check'
import { properCards } from './device-cards'
import { standingDevices } from './find-vault'
import {
  DEVICE_FILE,
  type DeviceCard,
  deviceFolder,
  type Manifest,
  manifestPath,
  segmentPath,
} from './layout'
import { sha256 } from './line'
import { type VaultPlace, vouchedIn } from './mend-chains'
import type { ChainPoint } from './segment-scan'
import { type DeviceSegments, headOf } from './segments'

/** What follows the vault's last entry of a device elsewhere. */
export type Extension = {
  readonly device: string
  readonly after: ChainPoint
  readonly lines: readonly HeldLine[]
  readonly manifests: readonly Manifest[]
}

export type Extensions = {
  /** Of every device there: a code that was given out once is known. */
  readonly cards: readonly DeviceCard[]
  readonly chains: readonly Extension[]
}

/**
 * What `theirs` has behind the heads of `ours`. A chain that is damaged here is left to mending; `read` decides what becomes
 * of a segment that cannot be read.
 */
export const findExtensions = async (
  ours: VaultPlace,
  theirs: VaultPlace,
  heads: readonly VaultHead[],
  read: ReadFile,
  onSegment: () => void = () => {},
): Promise<Extensions> => {
  const { files, folder, ledger } = theirs
  const found: Extension[] = []
  const cards = await properCards(files, folder, ledger)
  // Lines speak for themselves: a card that cannot be read keeps none of them out.
  for (const device of await standingDevices(files, folder)) {
    const head = heads.find((each) => each.device === device)
    if (head?.damagedAt !== undefined) continue
    const after = { seq: head?.seq ?? 0, hash: head?.hash ?? null }
    const their = await linesFrom(
      files,
      deviceFolder(folder, device),
      device,
      ledger,
      after.seq + 1,
      read,
      onSegment,
    )
    const lines = joinChain(after, their.lines)
    if (lines.length > 0) found.push({ device, after, lines, manifests: their.manifests })
  }
  if (!found.some(({ lines }) => lines.some(isStruck))) return { cards, chains: found }
  const vouched = await vouchedIn([ours, theirs], read)
  const chains = found.flatMap((each) => {
    const unvouched = each.lines.findIndex((line) => isStruck(line) && !vouched.has(vouchedKey(line)))
    const lines = unvouched < 0 ? each.lines : each.lines.slice(0, unvouched)
    return lines.length > 0 ? [{ ...each, lines }] : []
  })
  return { cards, chains }
}

/** Whether an extension still fits what is known of its device. */
export const fits = (of: DeviceSegments, { after }: Extension): boolean => {
  const head = headOf(of)
  return (
    head.seq === after.seq && head.hash === after.hash && of.segments.every((each) => each.brokenAt === null)
  )
}

/**
 * Writes an extension behind what stands of its device, whose files nobody has open. A power cut leaves a beginning of
 * it. What is known of the device is to be loaded anew afterwards, come what may. Answers the segments written.
 */
export const writeExtension = async (
  files: FileLayer,
  of: DeviceSegments,
  { lines, manifests }: Extension,
  cards: readonly DeviceCard[],
): Promise<readonly number[]> => {
  const written: number[] = []
  const last = of.segments.at(-1)
  await makeKeptFolder(files, of.folder)
  let number = last?.number ?? 0
  for (const group of bySegment(lines)) {
    const bytes = Buffer.concat(group.map((line) => line.bytes))
    const goesOn =
      last !== undefined && !last.manifest && written.length === 0 && group[0]?.segment === number
    if (goesOn) await appendBehind(files, of.folder, number, last.bytes, bytes)
    else {
      number += 1
      await expectEnd(files, of.folder, number, 0)
      await writeWhole(files, segmentPath(of.folder, number), bytes)
    }
    const sum = sha256(goesOn ? await files.read(segmentPath(of.folder, number)) : bytes)
    const manifest = manifests.find((each) => each.sha256 === sum && each.last === group.at(-1)?.seq)
    if (manifest && isSignerKnown(manifest, cards))
      await writeJson(files, manifestPath(of.folder, number), manifest)
    written.push(number)
  }
  return written
}

const bySegment = (lines: readonly HeldLine[]): HeldLine[][] => {
  const groups: HeldLine[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    if (group?.[0]?.segment === line.segment) group.push(line)
    else groups.push([line])
  }
  return groups
}

const appendBehind = async (
  files: FileLayer,
  folder: string,
  number: number,
  end: number,
  bytes: Uint8Array,
): Promise<void> => {
  await expectEnd(files, folder, number, end)
  const file = await files.openAppend(segmentPath(folder, number))
  try {
    await underBatchNote(files, folder, number, end, bytes, async () => {
      await file.append(bytes)
      await file.flush()
    })
  } finally {
    await file.close()
  }
}

/** Writes the cards that a vault has not. */
export const writeMissingCards = async (
  files: FileLayer,
  vault: string,
  cards: readonly DeviceCard[],
): Promise<void> => {
  for (const card of cards) {
    const folder = deviceFolder(vault, card.device)
    await makeKeptFolder(files, folder)
    if ((await files.stat(join(folder, DEVICE_FILE))) === null)
      await writeJson(files, join(folder, DEVICE_FILE), card)
  }
}
