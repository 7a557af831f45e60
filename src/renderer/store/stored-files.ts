/** Files of the ledger as the store keeps and reads them: bytes here, base64 on the way to the host. */
import { err, ok, type Result } from '../../shared/base/result'
import {
  FILE_BYTES,
  type FileGetFailure,
  type FilePutFailure,
  type HostCall,
} from '../../shared/contract/host-api'
import { HOST_GONE, isHostGone } from '../../shared/contract/host-gone'

/** `FileTooLarge`: of more than `megabytes` (2²⁰ bytes each). */
export type FileKeepFailure =
  | FilePutFailure
  | { readonly type: 'FileTooLarge'; readonly megabytes: number }
  | { readonly type: typeof HOST_GONE }

export type FileReadFailure = FileGetFailure | { readonly type: typeof HOST_GONE }

/** Keeps a file in the vault; what a person can act on comes back as a value. */
export const keepFile = async (
  host: HostCall,
  bytes: Uint8Array,
): Promise<Result<{ readonly sha256: string; readonly bytes: number }, FileKeepFailure>> => {
  if (bytes.byteLength > FILE_BYTES) return err({ type: 'FileTooLarge', megabytes: FILE_BYTES / 2 ** 20 })
  const kept = await orGone(host('files.put', { base64: toBase64(bytes) }))
  return kept.ok ? ok({ sha256: kept.value.sha256, bytes: bytes.byteLength }) : kept
}

/** Reads a file of the vault; the host has compared it with its hash. */
export const readFile = async (
  host: HostCall,
  sha256: string,
): Promise<Result<Uint8Array<ArrayBuffer>, FileReadFailure>> => {
  const read = await orGone(host('files.get', { sha256 }))
  return read.ok ? ok(Uint8Array.from(atob(read.value.base64), (sign) => sign.charCodeAt(0))) : read
}

const orGone = async <T, E>(
  call: Promise<Result<T, E>>,
): Promise<Result<T, E | { readonly type: typeof HOST_GONE }>> => {
  try {
    return await call
  } catch (error) {
    if (!isHostGone(error)) throw error
    return err({ type: HOST_GONE })
  }
}

/** Characters that one call of `String.fromCharCode` takes without running out of stack. */
const PIECE = 0x8000

const toBase64 = (bytes: Uint8Array): string => {
  const pieces: string[] = []
  for (let from = 0; from < bytes.byteLength; from += PIECE)
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + PIECE)))
  return btoa(pieces.join(''))
}
