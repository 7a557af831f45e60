/**
 * The PIN of a user: a light bolt against mix-ups at a shared PC, not against an attacker with the data folder.
 * Kept as `pbkdf2-sha256$iterations$salt$hash`, salt and hash in hex.
 */

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const ITERATIONS = 600_000
const SALT_BYTES = 16
const HASH_BITS = 256

const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const derive = async (pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<string> => {
  const bytes = new TextEncoder().encode(pin.normalize('NFKC'))
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    key,
    HASH_BITS,
  )
  return toHex(new Uint8Array(bits))
}

/** Makes the text that is kept; `random` gives the salt. */
export const hashPin = async (pin: string, random: (bytes: number) => Uint8Array): Promise<string> => {
  const salt = Uint8Array.from(random(SALT_BYTES))
  return `pbkdf2-sha256$${ITERATIONS}$${toHex(salt)}$${await derive(pin, salt, ITERATIONS)}`
}

/** Whether a typed PIN is the one that was kept; false for a text of an unknown shape. */
export const isPin = async (pin: string, kept: string): Promise<boolean> => {
  const match = /^pbkdf2-sha256\$(\d{1,8})\$([0-9a-f]+)\$([0-9a-f]{64})$/.exec(kept)
  if (match === null) return false
  const [, iterations, salt, hash] = match as unknown as [string, string, string, string]
  return (await derive(pin, fromHex(salt), Number(iterations))) === hash
}
