/**
 * A data folder is one ledger: `ledger.json` says which, `device.json` and `device.key` who writes here, `vault/`
 * holds the truth. `ledger.json` is written last when a ledger is made or restored: without it there is none.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '../../shared/base/result'
import type { LedgerFailure } from '../../shared/contract/host-api'
import { type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { readJson, writeJson, writeWhole } from '../files/whole-file'
import { createDeviceKey, type DeviceKey, readDeviceKey } from '../vault/device-key'
import { DEVICE_FILE, type DeviceCard, deviceFolder, FILES_FOLDER, VAULT_FORMAT } from '../vault/layout'

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
})
type DeviceFile = z.infer<typeof deviceSchema>

export type Identity = DeviceFile & { readonly key: DeviceKey }

export type DataFolderDeps = {
  readonly files: FileLayer
  readonly now: () => Date
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array
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
export const readLedger = async (
  files: FileLayer,
  folder: string,
): Promise<Result<LedgerFile | null, LedgerFailure>> => {
  const found = await foundFormat(files, folder)
  if (found !== null && found > DATA_FORMAT) return err({ type: 'NewerFormat', found, known: DATA_FORMAT })
  return ok(ledgerSchema.safeParse(await readJson(files, dataPaths(folder).ledger)).data ?? null)
}

/** This device as the data folder knows it; null when a part of it is missing. */
export const readIdentity = async (files: FileLayer, folder: string): Promise<Identity | null> => {
  const paths = dataPaths(folder)
  const device = deviceSchema.safeParse(await readJson(files, paths.device)).data
  if (!device || !(await files.stat(paths.key))) return null
  const key = readDeviceKey(new TextDecoder().decode(await files.read(paths.key)))
  return key && { ...device, key }
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
  const device: DeviceFile = { device: toHex(deps.random(6)), code, createdAt: deps.now().toISOString() }
  const card: DeviceCard = { format: VAULT_FORMAT, ledger, ...device, publicKey: key.publicKey }
  const own = deviceFolder(paths.vault, device.device)
  await files.makeFolder(own)
  await files.makeFolder(join(paths.vault, FILES_FOLDER))
  await files.flushFolder(folder)
  await files.flushFolder(paths.vault)
  await writeJson(files, join(own, DEVICE_FILE), card)
  await writeWhole(files, paths.key, new TextEncoder().encode(key.pem))
  await writeJson(files, paths.device, device)
  return { ...device, key }
}

/** Makes a new empty ledger in a folder that has none. */
export const createLedger = async (
  deps: DataFolderDeps,
  folder: string,
  sample: boolean,
): Promise<{ readonly ledger: LedgerFile; readonly identity: Identity }> => {
  const ledger: LedgerFile = {
    format: DATA_FORMAT,
    ledger: toHex(deps.random(16)),
    sample,
    createdAt: deps.now().toISOString(),
  }
  const identity = await createIdentity(deps, folder, ledger.ledger, 'A')
  await writeJson(deps.files, dataPaths(folder).ledger, ledger)
  return { ledger, identity }
}
