import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Hash } from './entry'

/** SHA-256 of the text's UTF-8 bytes in lower-case hex. */
export const sha256Hex = (text: string): Hash => bytesToHex(sha256(utf8ToBytes(text)))
