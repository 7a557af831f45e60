/** Ids and salts from randomness that is passed in. */

/** Cryptographically strong random bytes: `crypto.getRandomValues` in a browser, `randomBytes` in Node. */
export type Random = (bytes: number) => Uint8Array

/** 32 letters and digits that cannot be mistaken for one another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Bytes as lower-case hex. */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

function letters(count: number, random: Random): string {
  let text = ''
  for (const byte of random(count)) text += ALPHABET.charAt(byte & 31)
  return text
}

/** A new record id such as `person:4k2m…`: the type and 80 random bits. */
export const newRecordId = <T extends string>(type: T, random: Random): `${T}:${string}` =>
  `${type}:${letters(16, random)}`

/** A new device id: 60 random bits in 12 letters. */
export const newDeviceId = (random: Random): string => letters(12, random)

/** A new id of an intent or a run: 80 random bits. */
export const newIntentId = (random: Random): string => letters(16, random)

/** 128 random bits in hex, for the body of an entry. */
export const newSalt = (random: Random): string => hex(random(16))
