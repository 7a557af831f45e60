/** Where the vault is in a folder that a person pointed at. */
import { join } from 'node:path'
import { type FileLayer, fileCode, isMissing } from '../files/file-layer'
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

/** As `deviceNames`, of a vault that is known to be there: one that is gone by now has not none. */
export const standingDevices = async (files: FileLayer, vault: string): Promise<readonly string[]> =>
  (await files.list(vault))
    .filter(({ name, kind }) => kind === 'folder' && isDeviceName(name))
    .map(({ name }) => name)

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

/** The ledger a vault belongs to, by its lines or, where there are none, by most cards; null: nothing says so. */
export const ledgerOfVault = async (files: FileLayer, vault: string): Promise<string | null> => {
  // A line is protected by its hash, a card by nothing.
  const [first] = await ledgersOfLines(files, vault)
  return first ?? mostOf((await cardsOf(files, vault)).map(({ ledger }) => ledger))
}

/** Every ledger that the lines in a vault are of: the first readable one of each device speaks for all of its. */
export const ledgersOfLines = async (files: FileLayer, vault: string): Promise<ReadonlySet<string>> => {
  const ledgers = new Set<string>()
  for (const device of await deviceNames(files, vault)) {
    const ledger = await ledgerOfDevice(files, deviceFolder(vault, device))
    if (ledger !== null) ledgers.add(ledger)
  }
  return ledgers
}

/** Bytes in which the first line of a segment nearly always stands. */
const BEGINNING = 64 * 1024

const ledgerOfDevice = async (files: FileLayer, folder: string): Promise<string | null> => {
  for (const number of await segmentNumbers(files, folder)) {
    const path = segmentPath(folder, number)
    if (!(await files.stat(path).catch(codedToNull))) continue
    for (const length of [BEGINNING, Number.MAX_SAFE_INTEGER]) {
      const bytes = await readSome(files, path, length)
      let ledger: string | null = null
      eachLine(bytes, (raw) => {
        ledger = readLine(raw)?.ledger ?? null
        return ledger === null
      })
      if (ledger !== null) return ledger
      if (bytes.byteLength < length) break
    }
  }
  return null
}

/** What a disk cannot read says nothing. */
const readSome = async (files: FileLayer, path: string, length: number): Promise<Uint8Array> => {
  const read = length === BEGINNING ? files.readRange(path, 0, length) : files.read(path)
  return (await read.catch(codedToNull)) ?? new Uint8Array()
}

const mostOf = (values: readonly string[]): string | null => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}

const folderNames = async (files: FileLayer, folder: string): Promise<readonly string[]> =>
  (await listed(files, folder)).filter(({ kind }) => kind === 'folder').map(({ name }) => name)

/** Items of a folder; none where there is none. One that cannot be listed is not empty. */
const listed = async (files: FileLayer, folder: string): ReturnType<FileLayer['list']> => {
  try {
    return await files.list(folder)
  } catch (error) {
    if (!isMissing(fileCode(error) ?? '')) throw error
    return []
  }
}
