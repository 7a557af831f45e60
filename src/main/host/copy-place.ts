/** The folder of a second copy: whether it can be one, and what stands in it beside the segments. */
import { join, relative, sep } from 'node:path'
import type { CopyStatus } from '../../shared/contract/host-api'
import { type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { makeKeptFolder, writeWhole } from '../files/whole-file'
import { judgeCards } from '../vault/device-cards'
import { copyFolderName, ledgerOfVault, ledgersOfLines } from '../vault/find-vault'
import { DEVICE_FILE, type DeviceCard, deviceFolder } from '../vault/layout'

export type CopyFailure = NonNullable<CopyStatus['failure']>

/** What a file failure in the copy's folder means to a person. */
export const copyFailure = (error: unknown): CopyFailure => {
  const code = fileCode(error)
  if (code === null) throw error
  if (isDiskFull(code)) return 'FolderFull'
  return ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE', 'EHOSTDOWN', 'ENOTCONN'].includes(code)
    ? 'FolderMissing'
    : 'FolderUnwritable'
}

/** Whether a chosen folder can be a second place; the copy's own folder stands in it afterwards. */
export const checkChoice = async (
  files: FileLayer,
  folder: string,
  ledger: string,
  dataDir: string,
): Promise<CopyFailure | 'InsideDataFolder' | null> => {
  try {
    if ((await files.stat(folder))?.kind !== 'folder') return 'FolderMissing'
    if (isInside(await files.realPath(folder), await files.realPath(dataDir))) return 'InsideDataFolder'
    return await preparePlace(files, folder, ledger, false)
  } catch (error) {
    return copyFailure(error)
  }
}

const isInside = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  const isElsewhere = way === '..' || way.startsWith(`..${sep}`) || /^([a-z]:|[\\/])/i.test(way)
  return !isElsewhere
}

/** Makes the copy's folder where it may be made, and finds out whether another ledger lies there. */
export const preparePlace = async (
  files: FileLayer,
  folder: string,
  ledger: string,
  wasThere: boolean,
): Promise<CopyFailure | null> => {
  const vault = join(folder, copyFolderName(ledger), 'vault')
  if ((await files.stat(folder))?.kind !== 'folder') return 'FolderMissing'
  // An unplugged disk can leave its empty mount folder behind: a copy that was there is not begun anew unasked.
  if (wasThere && !(await files.stat(vault))) return 'FolderMissing'
  // The chosen folder may itself be the copy of another ledger.
  const there = await ledgerOfVault(files, join(folder, 'vault'))
  if (there !== null && there !== ledger) return 'OtherLedgerThere'
  // One that has this ledger's name is another's only if lines say so: a card may be damaged.
  if ([...(await ledgersOfLines(files, vault))].some((each) => each !== ledger)) return 'OtherLedgerThere'
  await makeKeptFolder(files, vault)
  return null
}

/**
 * Copies the cards of all devices. A card never changes: one that is bad is not carried over, and one that is borne out
 * is not replaced. Answers how many of those that stood there had to be written anew.
 */
export const copyCards = async (
  files: FileLayer,
  vault: string,
  target: string,
  ownCard: DeviceCard,
): Promise<number> => {
  let repaired = 0
  const { ledger } = ownCard
  const theirs = await judgeCards(files, join(target, 'vault'), ledger, ownCard)
  for (const { device, isBad } of await judgeCards(files, vault, ledger, ownCard)) {
    const from = join(deviceFolder(vault, device), DEVICE_FILE)
    const to = deviceFolder(join(target, 'vault'), device)
    await makeKeptFolder(files, to)
    const isThere = (await files.stat(join(to, DEVICE_FILE))) !== null
    const isSound = isThere && !theirs.some((each) => each.device === device && each.isBad)
    if (isBad || isSound || (await files.stat(from)) === null) continue
    await writeWhole(files, join(to, DEVICE_FILE), await files.read(from))
    if (isThere) repaired += 1
  }
  return repaired
}
