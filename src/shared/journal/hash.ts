import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Hash } from './entry'

/** SHA-256 of bytes as the platform makes it, elsewhere than where it is asked for: much faster for long texts. */
export type Digest = (bytes: Uint8Array) => Promise<Uint8Array>

/** The same as `sha256Hex`, by the platform. */
export const sha256HexWith = async (digest: Digest, text: string): Promise<Hash> =>
  bytesToHex(await digest(utf8ToBytes(text)))

/** SHA-256 of the text's UTF-8 bytes in lower-case hex. */
export const sha256Hex = (text: string): Hash => bytesToHex(sha256(utf8ToBytes(text)))
