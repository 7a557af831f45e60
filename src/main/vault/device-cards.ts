/**
 * Which cards of a vault are borne out. A card is not signed, so one changed byte of it must not outweigh all else: the
 * lines say which ledger they are of, the folder's name whose they are, and manifests whose signature holds with which key.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { type FileLayer, fileCode } from '../files/file-layer'
import { readIfReadable } from '../files/read-file'
import { readJson } from '../files/whole-file'
import { deviceNames } from './find-vault'
import {
  DEVICE_FILE,
  type DeviceCard,
  deviceCardSchema,
  deviceFolder,
  isManifestSigned,
  manifestPath,
  nextCode,
  VAULT_FORMAT,
} from './layout'
import { readManifest, segmentNumbers } from './segments'

export type CardState = {
  readonly device: string
  /** As it has to be; null: nothing tells. */
  readonly proper: DeviceCard | null
  /** Something stands there that cannot be read or is not proper, or nothing though signatures tell what it was. */
  readonly isBad: boolean
}

type Found = {
  readonly device: string
  readonly isThere: boolean
  /** What of it can be read, field by field. */
  readonly parts: Partial<DeviceCard>
  readonly isReadable: boolean
  /** The key that this device's manifests bear out; null: there are none, or none holds. */
  readonly signedKey: string | null
}

/**
 * Judges the card of every device in a vault of `ledger`; `own` is this device's as its data folder knows it, and
 * outweighs what stands there.
 */
export const judgeCards = async (
  files: FileLayer,
  vault: string,
  ledger: string,
  own: DeviceCard | null = null,
): Promise<readonly CardState[]> => {
  const found: Found[] = []
  for (const device of await deviceNames(files, vault)) found.push(await findCard(files, vault, device))
  const codes = found.flatMap(({ parts }) => parts.code ?? [])
  return found.map((each) => judge(each, ledger, own?.device === each.device ? own : null, codes))
}

/** The cards as they have to be. */
export const properCards = async (...where: Parameters<typeof judgeCards>): Promise<readonly DeviceCard[]> =>
  (await judgeCards(...where)).flatMap(({ proper }) => proper ?? [])

/** The code a device's numbers carry, as far as its card can be read. */
export const codeOf = async (
  files: FileLayer,
  vault: string,
  device: string,
): Promise<string | undefined> => {
  const card = join(deviceFolder(vault, device), DEVICE_FILE)
  try {
    return partsOf(await readJson(files, card, readIfReadable)).code
  } catch (error) {
    // A name is not worth a failure: who cannot read it now reads it another time.
    if (fileCode(error) === null) throw error
    return undefined
  }
}

const judge = (
  { device, isThere, parts, isReadable, signedKey }: Found,
  ledger: string,
  own: DeviceCard | null,
  codes: readonly string[],
): CardState => {
  const key = own?.publicKey ?? signedKey ?? parts.publicKey
  if (!own && !isThere && signedKey === null) return { device, proper: null, isBad: false }
  if (key === undefined) return { device, proper: null, isBad: isThere }
  const proper = own ?? {
    format: parts.format ?? VAULT_FORMAT,
    ledger,
    device,
    // A code that cannot be read was given out, whichever it was: the highest stays the highest.
    code: parts.code ?? nextCode(codes),
    publicKey: key,
    createdAt: parts.createdAt ?? '',
  }
  return { device, proper, isBad: !isReadable || !isSameCard(proper, parts) }
}

const isSameCard = (a: DeviceCard, b: Partial<DeviceCard>): boolean =>
  (Object.keys(deviceCardSchema.shape) as (keyof DeviceCard)[]).every((field) => a[field] === b[field])

const findCard = async (files: FileLayer, vault: string, device: string): Promise<Found> => {
  const folder = deviceFolder(vault, device)
  const isThere = (await files.stat(join(folder, DEVICE_FILE))) !== null
  const raw = isThere ? await readJson(files, join(folder, DEVICE_FILE), readIfReadable) : undefined
  const parts = partsOf(raw)
  return {
    device,
    isThere,
    parts,
    isReadable: deviceCardSchema.safeParse(raw).success,
    signedKey: await findSignedKey(files, folder, device, parts.publicKey),
  }
}

const partsOf = (raw: unknown): Partial<DeviceCard> => {
  const object = z.record(z.string(), z.unknown()).safeParse(raw).data ?? {}
  const part = <F extends keyof DeviceCard>(field: F): Partial<DeviceCard> => {
    const value = deviceCardSchema.shape[field].safeParse(object[field])
    return value.success ? { [field]: value.data } : {}
  }
  return Object.assign({}, ...(Object.keys(deviceCardSchema.shape) as (keyof DeviceCard)[]).map(part))
}

/** `named`, where at least one manifest holds with it; else the key with which most do. */
const findSignedKey = async (
  files: FileLayer,
  folder: string,
  device: string,
  named: string | undefined,
): Promise<string | null> => {
  const votes = new Map<string, number>()
  for (const number of await segmentNumbers(files, folder)) {
    const manifest = await readManifest(files, manifestPath(folder, number), readIfReadable)
    if (manifest?.signer !== device || !isManifestSigned(manifest)) continue
    if (manifest.publicKey === named) return named
    votes.set(manifest.publicKey, (votes.get(manifest.publicKey) ?? 0) + 1)
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}
