/** A vault of one device on any file layer, without a data folder around it. */
import { join } from 'node:path'
import type { FileLayer } from '../../files/file-layer'
import { createTearingFiles, type TearingFiles } from '../../files/testing/tearing-files'
import { writeJson } from '../../files/whole-file'
import { createDeviceKey } from '../device-key'
import { type DeviceCard, deviceFolder } from '../layout'
import { openVault, type Vault, type VaultDeps } from '../vault'
import { createLineMaker, type LineMaker } from './make-lines'

export const LEDGER = 'abcd0123'
export const OWN = 'dev1'
export const VAULT = '/vault'
export const DAMAGED = '/damaged'

export const ownKey = createDeviceKey(new Uint8Array(32).fill(7))

export const card = (device: string, publicKey: string): DeviceCard => ({
  format: 1,
  ledger: LEDGER,
  device,
  code: 'A',
  publicKey,
  createdAt: '2026-11-22T05:00:00.000Z',
})

export const open = (files: FileLayer, more: Partial<VaultDeps> = {}): Promise<Vault> =>
  openVault({
    files,
    folder: VAULT,
    damagedFolder: DAMAGED,
    ledger: LEDGER,
    device: OWN,
    key: ownKey,
    now: () => new Date('2026-11-22T05:00:00.000Z'),
    segmentBytes: 2000,
    onFault: () => {},
    ...more,
  })

/** An empty vault with the device's card. */
export const newVaultFiles = async (files: TearingFiles = createTearingFiles()): Promise<TearingFiles> => {
  await files.makeFolder(deviceFolder(VAULT, OWN))
  await files.flushFolder('/')
  await files.flushFolder(VAULT)
  await writeJson(files, join(deviceFolder(VAULT, OWN), 'device.json'), card(OWN, ownKey.publicKey))
  return files
}

export type Filled = {
  readonly files: TearingFiles
  readonly vault: Vault
  readonly lines: string[]
  readonly maker: LineMaker
}

/** A vault with so many entries, one append each; about six to a segment. */
export const filledVault = async (entries: number, more: Partial<VaultDeps> = {}): Promise<Filled> => {
  const files = await newVaultFiles()
  const vault = await open(files, more)
  const maker = createLineMaker(LEDGER, OWN)
  const lines = maker.many(entries)
  for (const line of lines) {
    const answer = await vault.append([line])
    if (!answer.ok) throw new Error(answer.error.type)
  }
  await vault.settled()
  return { files, vault, lines, maker }
}

/** Every line of a device, as `read` gives them. */
export const linesOf = async (vault: Vault, device = OWN, maxBytes = 3000): Promise<string[]> => {
  const lines: string[] = []
  for (;;) {
    const answer = await vault.read(device, lines.length + 1, maxBytes)
    if (!answer.ok) throw new Error(answer.error.type)
    if (answer.value.count === 0) return lines
    lines.push(...answer.value.text.slice(0, -1).split('\n'))
  }
}

export const ownFile = (name: string): string => join(deviceFolder(VAULT, OWN), name)
