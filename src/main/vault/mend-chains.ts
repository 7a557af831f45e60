/**
 * What is to be done about damaged chains: what of each device still holds, what another vault folder of the same
 * ledger adds, and the segments that take the place of the damaged ones.
 */
import type { DeviceDamage } from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'
import { type ReadFile, readIfReadable } from '../files/read-file'
import { signManifest } from './append'
import {
  type ChainScan,
  collectVouched,
  type HeldLine,
  isStruck,
  joinChain,
  linesFrom,
  scanChain,
  vouchedKey,
} from './chain-scan'
import { isManifestOf, isSignerKnown } from './check'
import { type CardState, judgeCards } from './device-cards'
import type { DeviceKey } from './device-key'
import { deviceNames } from './find-vault'
import { type DeviceCard, deviceFolder, type Manifest, segmentName, segmentPath } from './layout'
import { sha256 } from './line'
import { segmentNumbers } from './segments'

export type VaultPlace = {
  readonly files: FileLayer
  /** The `vault` folder. */
  readonly folder: string
  readonly ledger: string
}

/** A device whose files are not what they were. */
export type DamagedChain = {
  readonly device: string
  readonly card: CardState
  /** With `unsoundFrom` null only the card is bad. */
  readonly scan: ChainScan
  /** The lines from there on that hold together without help. */
  readonly standing: readonly HeldLine[]
}

/** A chain with what another place adds to it. */
export type MendedChain = {
  readonly of: DamagedChain
  /** The lines that take the place of all from the first damaged segment on. */
  readonly lines: readonly HeldLine[]
  readonly manifests: readonly Manifest[]
  readonly broughtBack: number
  /** Entries that stood there and do not any more; null: nobody can tell. */
  readonly lost: number | null
}

/** A segment that is to be written. */
export type NewSegment = {
  readonly number: number
  readonly bytes: Uint8Array
  readonly manifest: Manifest | null
}

/** Reads every line of a vault that its manifests do not stand for; `own` as of `judgeCards`. */
export const findDamaged = async (
  { files, folder, ledger }: VaultPlace,
  own: DeviceCard,
): Promise<readonly DamagedChain[]> => {
  const states = await judgeCards(files, folder, ledger, own)
  const cards = states.flatMap(({ proper }) => proper ?? [])
  const damaged: DamagedChain[] = []
  for (const card of states) {
    const { device } = card
    const scan = await scanChain(files, deviceFolder(folder, device), device, ledger, cards)
    if (scan.unsoundFrom === null && !card.isBad) continue
    const standing = joinChain(scan.sound, scan.lines)
    damaged.push({ device, card, scan, standing })
  }
  return damaged
}

/** Number of the last entry that stands without help. */
const lastStanding = ({ scan, standing }: DamagedChain): number => standing.at(-1)?.seq ?? scan.sound.seq

/** Entries that stood behind the last standing one; null: nobody can tell. */
const behindOf = (of: DamagedChain): number | null =>
  of.scan.known === null ? null : Math.max(0, of.scan.known - lastStanding(of))

/** As the contract tells it. */
export const describeDamage = (of: DamagedChain, own: string): DeviceDamage => ({
  device: of.device,
  code: of.card.proper?.code ?? null,
  own: of.device === own,
  from: lastStanding(of) + 1,
  entriesBehind: behindOf(of),
  ...(of.card.isBad ? { badCard: true } : {}),
  ...(of.scan.unsigned === null ? {} : { unsigned: segmentName(of.scan.unsigned) }),
})

/** Joins what stands with the lines of another vault folder of the same ledger; null: with nothing. */
export const joinWith = async (
  damaged: readonly DamagedChain[],
  ours: VaultPlace,
  theirs: VaultPlace | null,
): Promise<readonly MendedChain[]> => {
  const found = new Map<string, Awaited<ReturnType<typeof linesFrom>>>()
  for (const { device, scan } of theirs ? damaged : [])
    if (theirs)
      found.set(
        device,
        await linesFrom(
          theirs.files,
          deviceFolder(theirs.folder, device),
          device,
          ours.ledger,
          scan.sound.seq + 1,
          readIfReadable,
        ),
      )
  const all = [...damaged.map(({ scan }) => scan.lines), ...[...found.values()].map(({ lines }) => lines)]
  const anyStruck = all.some((lines) => lines.some(isStruck))
  const vouched = anyStruck && theirs ? await vouchedIn([ours, theirs], readIfReadable) : new Set<string>()
  return damaged.map((of): MendedChain => {
    const their = found.get(of.device) ?? { lines: [], manifests: [] }
    // A shortened body that nobody vouches for may be a damaged one: it only stands where nothing better is found.
    const isSure = (line: HeldLine): boolean => !isStruck(line) || vouched.has(vouchedKey(line))
    const lines = joinChain(
      of.scan.sound,
      of.scan.lines.filter(isSure),
      their.lines.filter(isSure),
      of.scan.lines,
    )
    const broughtBack = lines.length - of.standing.length
    const behind = behindOf(of)
    const lost = behind === null ? null : Math.max(0, behind - broughtBack)
    return { of, lines, manifests: [...of.scan.manifests, ...their.manifests], broughtBack, lost }
  })
}

/** Every struck body that an entry in one of these vaults vouches for. */
export const vouchedIn = async (
  places: readonly VaultPlace[],
  read: ReadFile,
): Promise<ReadonlySet<string>> => {
  const vouched = new Set<string>()
  for (const { files, folder } of places)
    for (const device of await deviceNames(files, folder))
      for (const number of await segmentNumbers(files, deviceFolder(folder, device))) {
        const bytes = await read(files, segmentPath(deviceFolder(folder, device), number))
        if (bytes) collectVouched(bytes, vouched)
      }
  return vouched
}

/**
 * The segments of a mended chain, numbered from `begin`. Lines stay in the segments they were in; one that comes out as it was closed keeps its
 * manifest, any other that is not the last is signed by the device on which it is mended.
 */
export const segmentsOf = (
  { lines, manifests }: Pick<MendedChain, 'lines' | 'manifests'>,
  begin: number,
  cards: readonly DeviceCard[],
  signer: { readonly device: string; readonly key: DeviceKey },
): readonly NewSegment[] => {
  const groups: HeldLine[][] = []
  let highest = 0
  for (const line of lines) {
    if (line.segment > highest) groups.push([])
    highest = Math.max(highest, line.segment)
    groups.at(-1)?.push(line)
  }
  return groups.map((group, index): NewSegment => {
    const bytes = Buffer.concat(group.map((line) => line.bytes))
    const sum = sha256(bytes)
    const [first, last] = [group[0] as HeldLine, group.at(-1) as HeldLine]
    const asClosed = manifests.find(
      (each) => each.sha256 === sum && isManifestOf(bytes, each) && isSignerKnown(each, cards),
    )
    const bounds = { first: first.seq, last: last.seq, bytes: bytes.byteLength }
    const isLast = index === groups.length - 1
    const signed = () => signManifest(bounds, { head: last.hash, sha256: sum }, signer.device, signer.key)
    return { number: begin + index, bytes, manifest: asClosed ?? (isLast ? null : signed()) }
  })
}
