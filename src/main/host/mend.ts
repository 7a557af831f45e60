/**
 * A way on for a ledger whose files are damaged. What is missing comes from the second copy or from another folder with
 * a vault of the same ledger, every line checked and linked to what still stands; or the chain ends before the damage.
 * The damaged files are kept, and the whole of it happens or nothing.
 */
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type {
  CallArgs,
  CallResults,
  LedgerDamage,
  LedgerFailure,
  Mended,
} from '../../shared/contract/host-api'
import { type FileLayer, fileCode } from '../files/file-layer'
import { type CardState, judgeCards, properCards } from '../vault/device-cards'
import { copyFolderName, findVault, ledgerOfVault } from '../vault/find-vault'
import type { DeviceCard } from '../vault/layout'
import {
  type DamagedChain,
  describeDamage,
  findDamaged,
  joinWith,
  type MendedChain,
  segmentsOf,
  type VaultPlace,
} from '../vault/mend-chains'
import { replaceSegments } from '../vault/mend-files'
import { cardOf, type DataFolderDeps, dataPaths, type OpenFolder, renewIdentity } from './data-folder'
import type { SecondCopy } from './second-copy'

/** What a mending needs of an open ledger; the vault itself is closed meanwhile. */
export type MendableLedger = OpenFolder & {
  readonly folder: string
  readonly files: FileLayer
  readonly copy: Pick<SecondCopy, 'status'>
}

/** A copy is read for no longer than this before it counts as away. */
const COPY_PATIENCE_MS = 30_000

const ownCard = ({ ledger, identity }: MendableLedger): DeviceCard => cardOf(ledger.ledger, identity)

const ownPlace = ({ files, folder, ledger }: MendableLedger): VaultPlace => ({
  files,
  folder: dataPaths(folder).vault,
  ledger: ledger.ledger,
})

/** What is damaged, and what the second copy would bring back. File failures of the vault are thrown. */
export const damageOf = async (
  open: MendableLedger,
  wait: (ms: number) => Promise<void>,
): Promise<LedgerDamage> => {
  const ours = ownPlace(open)
  const damaged = await findDamaged(ours, ownCard(open))
  const { folder } = open.copy.status()
  const has = folder === null ? null : await Promise.race([hasIn(open, folder, damaged), away(wait)])
  return {
    devices: damaged.map((of) => describeDamage(of, open.identity.device)),
    copy: folder === null || has === null ? null : { folder, has },
  }
}

const away = async (wait: (ms: number) => Promise<void>): Promise<null> => {
  await wait(COPY_PATIENCE_MS)
  return null
}

/** Entries that a copy in `folder` would bring back; null: it is not there or cannot be read. */
const hasIn = async (
  open: MendableLedger,
  folder: string,
  damaged: readonly DamagedChain[],
): Promise<number | null> => {
  try {
    const source = await sameLedger(open, join(folder, copyFolderName(open.ledger.ledger)))
    if (!source.ok) return null
    return broughtBackBy(await joinWith(damaged, ownPlace(open), source.value))
  } catch (error) {
    if (fileCode(error) === null) throw error
    return null
  }
}

const broughtBackBy = (chains: readonly MendedChain[]): number =>
  chains.reduce((sum, { broughtBack }) => sum + broughtBack, 0)

/** Where lines are to come from; null: from nowhere. */
export const mendSource = async (
  open: MendableLedger,
  wish: CallArgs<'ledger.mend'>,
  wait: (ms: number) => Promise<void>,
): Promise<Result<VaultPlace | null, LedgerFailure | { readonly type: 'NothingBetter' }>> => {
  if (wish.with === 'nothing') return ok(null)
  if (wish.with === 'folder') return sameLedger(open, wish.path)
  const { folder } = open.copy.status()
  if (folder === null) return err({ type: 'NothingBetter' })
  const asked = sameLedger(open, join(folder, copyFolderName(open.ledger.ledger)))
  const source = await Promise.race([asked, away(wait)])
  return source?.ok ? source : err({ type: 'NothingBetter' })
}

const sameLedger = async (open: MendableLedger, path: string): Promise<Result<VaultPlace, LedgerFailure>> => {
  const { files, ledger } = open
  const folder = await findVault(files, path)
  const found = folder === null ? null : await ledgerOfVault(files, folder)
  return folder !== null && found === ledger.ledger
    ? ok({ files, folder, ledger: ledger.ledger })
    : err({ type: 'NotAVault', path })
}

/** Mends the ledger of a data folder whose vault is closed. File failures are thrown, and have changed nothing. */
export const mendLedger = async (
  deps: DataFolderDeps,
  open: MendableLedger,
  source: VaultPlace | null,
): Promise<CallResults['ledger.mend']> => {
  const { folder, files } = open
  const paths = dataPaths(folder)
  const ours = ownPlace(open)
  const chains = await joinWith(await findDamaged(ours, ownCard(open)), ours, source)
  const aside = `mended-${deps.now().toISOString().replaceAll(/[:.]/g, '-')}`
  const lost = chains.reduce<number | null>(
    (sum, chain) => (sum === null || chain.lost === null ? null : sum + chain.lost),
    0,
  )
  const mended: Mended = { broughtBack: broughtBackBy(chains), lost, aside: join(paths.damaged, aside) }
  if (chains.length === 0) return ok({ ...mended, aside: paths.damaged })
  if (source !== null && mended.broughtBack === 0 && chains.some(mayHaveLost))
    return err({ type: 'NothingBetter' })
  const own = chains.find(({ of }) => of.device === open.identity.device)
  // Numbers of entries that are lost may have been seen elsewhere: before they can be given again, the device is another.
  const isFollowed = own !== undefined && mayHaveLost(own)
  const signer = isFollowed ? await renewIdentity(deps, folder, ours.ledger) : open.identity
  const theirs = source ? await judgeCards(source.files, source.folder, ours.ledger) : []
  const cards = [
    ...(await properCards(files, ours.folder, ours.ledger, ownCard(open))),
    ...theirs.flatMap(({ proper }) => proper ?? []),
  ]
  await replaceSegments(
    { files, folder, vault: paths.vault },
    chains.map((chain) => ({
      device: chain.of.device,
      from: chain.of.scan.unsoundFrom,
      segments: segmentsOf(chain, chain.of.scan.unsoundFrom ?? 1, cards, signer),
      card: newCard(chain.of, theirs, open),
    })),
    ['damaged', aside],
  )
  return ok(mended)
}

/** What is to stand in the place of a card: this device's own is known, another's is best taken from a sound place. */
const newCard = (
  { device, card }: DamagedChain,
  theirs: readonly CardState[],
  open: MendableLedger,
): DeviceCard | null | 'keep' => {
  if (!card.isBad) return 'keep'
  const their = theirs.find((each) => each.device === device && !each.isBad)
  return device === open.identity.device ? card.proper : (their?.proper ?? card.proper)
}

/** Whether entries are gone, or nobody can tell that none is. */
const mayHaveLost = ({ lost }: MendedChain): boolean => lost !== 0
