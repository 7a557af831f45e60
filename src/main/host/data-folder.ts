/**
 * A data folder is one ledger: `ledger.json` says which, `device.json` and `device.key` who writes here, `vault/`
 * holds the truth. `ledger.json` is written last when a ledger is made or restored: without it there is none.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '../../shared/base/result'
import type { LedgerFailure } from '../../shared/contract/host-api'
import { type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { makeKeptFolder, readJson, writeJson, writeWhole } from '../files/whole-file'
import { properCards } from '../vault/device-cards'
import { createDeviceKey, type DeviceKey, readDeviceKey } from '../vault/device-key'
import { deviceNames, hasSegments, ledgerOfVault } from '../vault/find-vault'
import {
  DEVICE_FILE,
  type DeviceCard,
  deviceFolder,
  FILES_FOLDER,
  nextCode,
  VAULT_FORMAT,
} from '../vault/layout'

/** Format of the data folder as a whole. */
export const DATA_FORMAT = 1

export const dataPaths = (folder: string) => ({
  folder,
  ledger: join(folder, 'ledger.json'),
  device: join(folder, 'device.json'),
  key: join(folder, 'device.key'),
  vault: join(folder, 'vault'),
  damaged: join(folder, 'damaged'),
  copy: join(folder, 'copy.json'),
})

const ledgerSchema = z.object({
  format: z.literal(DATA_FORMAT),
  ledger: z.string().regex(/^[a-z0-9]{8,64}$/),
  sample: z.boolean(),
  createdAt: z.string(),
})
export type LedgerFile = z.infer<typeof ledgerSchema>

const deviceSchema = z.object({
  device: z.string().regex(/^[a-z0-9]{4,32}$/),
  code: z.string().regex(/^[A-Z]{1,4}$/),
  createdAt: z.string(),
  /** Where the device was when it was last opened; `keyFile` is the identity of `device.key` on its disk. */
  place: z.object({ machine: z.string(), path: z.string(), keyFile: z.string() }).optional(),
})
type DeviceFile = z.infer<typeof deviceSchema>

/** This device and its key. */
export type Identity = Omit<DeviceFile, 'place'> & { readonly key: DeviceKey }

export type DataFolderDeps = {
  readonly files: FileLayer
  readonly now: () => Date
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array
  /** Name of this PC. */
  readonly machine: string
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export const ledgerFailure = (error: unknown): LedgerFailure => {
  const code = fileCode(error)
  if (code === null) throw error
  return isDiskFull(code) ? { type: 'DiskFull' } : { type: 'Unwritable', code }
}

/** The format number in `ledger.json`; null: no ledger, or the file says nothing readable. */
export const foundFormat = async (files: FileLayer, folder: string): Promise<number | null> => {
  const format = z.object({ format: z.number() }).safeParse(await readJson(files, dataPaths(folder).ledger))
  return format.data?.format ?? null
}

/** The ledger of a data folder, or null when there is none. */
const readLedger = async (
  files: FileLayer,
  folder: string,
): Promise<Result<LedgerFile | null, LedgerFailure>> => {
  const found = await foundFormat(files, folder)
  if (found !== null && found > DATA_FORMAT) return err({ type: 'NewerFormat', found, known: DATA_FORMAT })
  return ok(ledgerSchema.safeParse(await readJson(files, dataPaths(folder).ledger)).data ?? null)
}

/** Makes a device for a ledger: its key, and its card in the vault. Nothing of it counts before `ledger.json` stands. */
export const createIdentity = async (
  deps: DataFolderDeps,
  folder: string,
  ledger: string,
  code: string,
): Promise<Identity> => {
  const { files } = deps
  const paths = dataPaths(folder)
  const key = createDeviceKey(deps.random(32))
  const made = { device: toHex(deps.random(6)), code, createdAt: deps.now().toISOString(), key }
  await makeKeptFolder(files, join(paths.vault, FILES_FOLDER))
  await writeCard(files, paths.vault, ledger, made)
  await writeWhole(files, paths.key, new TextEncoder().encode(key.pem))
  const device: DeviceFile = { device: made.device, code, createdAt: made.createdAt }
  await writeJson(files, paths.device, { ...device, place: await placeOf(deps, folder) })
  return made
}

const writeCard = async (
  files: FileLayer,
  vault: string,
  ledger: string,
  identity: Identity,
): Promise<void> => {
  const folder = deviceFolder(vault, identity.device)
  await makeKeptFolder(files, folder)
  await writeJson(files, join(folder, DEVICE_FILE), cardOf(ledger, identity))
}

/** A device's card in the vault. */
export const cardOf = (ledger: string, { device, code, createdAt, key }: Identity): DeviceCard => ({
  format: VAULT_FORMAT,
  ledger,
  device,
  code,
  publicKey: key.publicKey,
  createdAt,
})

type Place = NonNullable<DeviceFile['place']>

const placeOf = async (deps: DataFolderDeps, folder: string): Promise<Place> => ({
  machine: deps.machine,
  path: await deps.files.realPath(folder),
  keyFile: (await deps.files.stat(dataPaths(folder).key))?.identity ?? '',
})

/**
 * A copy of a data folder is another device: two that write under one id would give one number to two entries. It is
 * known by its key being another file, at another path or on another PC; a folder that was moved keeps its file, and
 * a PC that was renamed keeps both.
 */
const isCopied = (was: Place, is: Place): boolean =>
  was.keyFile !== is.keyFile && (was.path !== is.path || was.machine !== is.machine)

/** Who writes in this folder: the device it knows, or a new one where that is missing, doubtful or was copied. */
const findIdentity = async (deps: DataFolderDeps, folder: string, ledger: string): Promise<Identity> => {
  const { files } = deps
  const paths = dataPaths(folder)
  const cards = await properCards(files, paths.vault, ledger)
  const file = deviceSchema.safeParse(await readJson(files, paths.device)).data
  const key = (await files.stat(paths.key))
    ? readDeviceKey(new TextDecoder().decode(await files.read(paths.key)))
    : null
  const place = await placeOf(deps, folder)
  const card = cards.find(({ device }) => device === file?.device)
  const isOwn = !card || card.publicKey === key?.publicKey
  if (!file || !key || !isOwn || (file.place && isCopied(file.place, place))) {
    const given = [...cards.map(({ code }) => code), ...(file ? [file.code] : [])]
    return createIdentity(deps, folder, ledger, nextCode(given))
  }
  const { device, code, createdAt } = file
  const identity: Identity = { device, code, createdAt, key }
  if (!card) await writeCard(files, paths.vault, ledger, identity)
  if (JSON.stringify(file.place) !== JSON.stringify(place))
    await writeJson(files, paths.device, { device, code, createdAt, place })
  return identity
}

/** Gives the data folder of a ledger a new device, with the next code. */
export const renewIdentity = async (
  deps: DataFolderDeps,
  folder: string,
  ledger: string,
): Promise<Identity> => {
  const cards = await properCards(deps.files, dataPaths(folder).vault, ledger)
  const given = cards.map(({ code }) => code)
  return createIdentity(deps, folder, ledger, nextCode(given))
}

export type OpenFolder = { readonly ledger: LedgerFile; readonly identity: Identity }

/**
 * The ledger and device of a data folder; null: there is none. A vault with entries whose `ledger.json` is missing or
 * unreadable gets one again: that is a restore cut off before its last step, or a damaged file, which is kept.
 */
export const openDataFolder = async (
  deps: DataFolderDeps,
  folder: string,
  sample: boolean,
): Promise<Result<OpenFolder | null, LedgerFailure>> => {
  const { files } = deps
  const read = await readLedger(files, folder)
  if (!read.ok) return read
  const ledger = read.value ?? (await findLostLedger(deps, folder, sample))
  return ok(ledger && { ledger, identity: await findIdentity(deps, folder, ledger.ledger) })
}

const findLostLedger = async (
  deps: DataFolderDeps,
  folder: string,
  sample: boolean,
): Promise<LedgerFile | null> => {
  const { files } = deps
  const paths = dataPaths(folder)
  if (await files.stat(paths.ledger)) {
    await makeKeptFolder(files, paths.damaged)
    await files.rename(paths.ledger, join(paths.damaged, `ledger-${deps.now().getTime()}.json`))
    await files.flushFolder(folder)
  }
  if (!(await hasSegments(files, paths.vault))) return null
  const id = await ledgerOfVault(files, paths.vault)
  if (id === null) throw Object.assign(new Error('a vault of no ledger'), { code: 'EBADMSG' })
  const ledger: LedgerFile = {
    format: DATA_FORMAT,
    ledger: id,
    sample,
    createdAt: deps.now().toISOString(),
  }
  await writeJson(files, paths.ledger, ledger)
  return ledger
}

/** Makes a new empty ledger; refuses, whatever a caller believes, where there is one. */
export const createLedger = async (
  deps: DataFolderDeps,
  folder: string,
  sample: boolean,
): Promise<Result<OpenFolder, LedgerFailure>> => {
  const paths = dataPaths(folder)
  if ((await deps.files.stat(paths.ledger)) || (await hasSegments(deps.files, paths.vault)))
    return err({ type: 'LedgerExists' })
  const ledger: LedgerFile = {
    format: DATA_FORMAT,
    ledger: toHex(deps.random(16)),
    sample,
    createdAt: deps.now().toISOString(),
  }
  await removeCards(deps.files, paths.vault)
  const identity = await createIdentity(deps, folder, ledger.ledger, 'A')
  await writeJson(deps.files, paths.ledger, ledger)
  return ok({ ledger, identity })
}

/** Cards in a vault without entries are those of a first run that was cut off: of another ledger. */
const removeCards = async (files: FileLayer, vault: string): Promise<void> => {
  for (const device of await deviceNames(files, vault)) {
    await files.remove(join(deviceFolder(vault, device), DEVICE_FILE))
    await files.flushFolder(deviceFolder(vault, device))
  }
}
