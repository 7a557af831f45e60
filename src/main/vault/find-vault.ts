/** Where the vault is in a folder that a person pointed at. */
import { join } from 'node:path'
import { type FileLayer, fileCode } from '../files/file-layer'
import { DEVICE_FILE, type DeviceCard, deviceFolder, isDeviceName, segmentPath } from './layout'
import { readLine } from './line'
import { eachLine } from './segment-scan'
import { readCard, segmentNumbers } from './segments'

/** A second copy stands in a folder of this name in the chosen one. */
export const copyFolderName = (ledger: string): string => `Daicho-${ledger.slice(0, 8)}`

/**
 * The `vault` folder meant by `path`: itself, the one in a data folder or copy, or that of the only copy in it.
 * Null: none, or several.
 */
export const findVault = async (files: FileLayer, path: string): Promise<string | null> => {
  for (const folder of [path, join(path, 'vault')]) if (await isVault(files, folder)) return folder
  const copies = (await folderNames(files, path)).filter((name) => /^Daicho-[0-9a-z]{8}$/.test(name))
  const vaults = []
  for (const name of copies) {
    const folder = join(path, name, 'vault')
    if (await isVault(files, folder)) vaults.push(folder)
  }
  return vaults.length === 1 ? (vaults[0] ?? null) : null
}

/** A folder with at least one device that has a card or a first segment. */
const isVault = async (files: FileLayer, folder: string): Promise<boolean> => {
  for (const name of await deviceNames(files, folder)) {
    const device = join(folder, name)
    for (const path of [join(device, DEVICE_FILE), segmentPath(device, 1)]) {
      if (await files.stat(path).catch(codedToNull)) return true
    }
  }
  return false
}

const codedToNull = (error: unknown): null => {
  if (fileCode(error) === null) throw error
  return null
}

/** Devices with a folder in a vault. */
export const deviceNames = async (files: FileLayer, vault: string): Promise<readonly string[]> =>
  (await folderNames(files, vault)).filter(isDeviceName)

/** Cards that stand in a vault. */
export const cardsOf = async (files: FileLayer, vault: string): Promise<readonly DeviceCard[]> => {
  const cards = []
  for (const device of await deviceNames(files, vault)) {
    const card = await readCard(files, deviceFolder(vault, device))
    if (card) cards.push(card)
  }
  return cards
}

/** Whether anything was ever written there. */
export const hasSegments = async (files: FileLayer, vault: string): Promise<boolean> => {
  for (const device of await deviceNames(files, vault)) {
    if ((await segmentNumbers(files, deviceFolder(vault, device))).length > 0) return true
  }
  return false
}

/** The ledger a vault belongs to, by its cards or else its first lines; null: nothing says so. */
export const ledgerOfVault = async (files: FileLayer, vault: string): Promise<string | null> => {
  const [card] = await cardsOf(files, vault)
  if (card) return card.ledger
  for (const device of await deviceNames(files, vault)) {
    const path = segmentPath(deviceFolder(vault, device), 1)
    let ledger: string | null = null
    if (await files.stat(path)) {
      eachLine(await files.read(path), (raw) => {
        ledger = readLine(raw)?.ledger ?? null
        return ledger === null
      })
    }
    if (ledger !== null) return ledger
  }
  return null
}

const folderNames = async (files: FileLayer, folder: string): Promise<readonly string[]> =>
  (await listed(files, folder)).filter(({ kind }) => kind === 'folder').map(({ name }) => name)

/** Items of a folder; none where there is no readable folder. */
const listed = async (files: FileLayer, folder: string): ReturnType<FileLayer['list']> => {
  try {
    return await files.list(folder)
  } catch (error) {
    if (fileCode(error) === null) throw error
    return []
  }
}
