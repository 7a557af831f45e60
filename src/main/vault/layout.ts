/**
 * Names in a vault folder, and the two small JSON files in it.
 *
 *     vault/<device>/device.json   who writes here: public key and the code its numbers carry
 *     vault/<device>/000001.seg    entries, one per line, append-only
 *     vault/<device>/000001.json   manifest, once the segment is closed
 *     vault/files/                 files by SHA-256
 */
import { join } from 'node:path'
import { z } from 'zod'
import { isSignedBy } from './device-key'

export const VAULT_FORMAT = 1

/** A segment is closed when it has reached this many bytes. */
export const SEGMENT_BYTES = 4 * 1024 * 1024

export const FILES_FOLDER = 'files'
export const DEVICE_FILE = 'device.json'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const deviceId = z.string().regex(/^[a-z0-9]{4,32}$/)

/** `device.json` in a vault: what stays known of a device when its data folder is gone. */
export const deviceCardSchema = z.object({
  format: z.number().int(),
  ledger: z.string().min(1),
  device: deviceId,
  code: z.string().regex(/^[A-Z]{1,4}$/),
  publicKey: hash,
  createdAt: z.string(),
})
export type DeviceCard = z.infer<typeof deviceCardSchema>

/** What a closed segment was when it was closed (or last struck). */
export const manifestSchema = z.object({
  format: z.number().int(),
  first: z.number().int().min(1),
  last: z.number().int().min(1),
  bytes: z.number().int().min(1),
  /** Of the whole file. */
  sha256: hash,
  /** Hash of the last entry's head. */
  head: hash,
  /** Device that signed: the writer, or the one on which an entry was struck out. */
  signer: deviceId,
  publicKey: hash,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export type Manifest = z.infer<typeof manifestSchema>

/** The bytes a manifest's signature is over: they fix the chain up to here and this file's content. */
export const sealedText = (manifest: Pick<Manifest, 'head' | 'sha256'>): Uint8Array =>
  new TextEncoder().encode(`daicho segment 1\n${manifest.head}\n${manifest.sha256}\n`)

export const isManifestSigned = (manifest: Manifest): boolean =>
  isSignedBy(manifest.publicKey, sealedText(manifest), manifest.signature)

export const deviceFolder = (vault: string, device: string): string => join(vault, device)

export const segmentName = (number: number): string => String(number).padStart(6, '0')

export const segmentPath = (folder: string, number: number): string =>
  join(folder, `${segmentName(number)}.seg`)

export const manifestPath = (folder: string, number: number): string =>
  join(folder, `${segmentName(number)}.json`)

/** The number in the name of a segment or its manifest; null for any other file. */
export const segmentNumber = (name: string): number | null => {
  const digits = /^([0-9]{6,})\.(?:seg|json)$/.exec(name)?.[1]
  return digits ? Number(digits) : null
}

export const isDeviceName = (name: string): boolean =>
  name !== FILES_FOLDER && deviceId.safeParse(name).success

const codeValue = (code: string): number =>
  [...code].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** The code after the highest one ever given: A … Z, AA, AB …; a freed code is never given again. */
export const nextCode = (given: readonly string[]): string => {
  let value = Math.max(0, ...given.map(codeValue)) + 1
  let code = ''
  for (; value > 0; value = Math.floor((value - 1) / 26)) {
    code = String.fromCharCode(65 + ((value - 1) % 26)) + code
  }
  return code
}
