/** The device's signature: Ed25519, made at first run, private part in `device.key` (0600, PKCS#8 as PEM). */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

export type DeviceKey = {
  /** Raw public key, 32 bytes in hex. */
  readonly publicKey: string
  /** 64 bytes in hex. */
  readonly sign: (message: Uint8Array) => string
  readonly pem: string
}

/** What stands before the 32 secret bytes in PKCS#8 (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
/** What stands before the 32 public bytes in SPKI (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** A key from 32 random bytes. */
export const createDeviceKey = (secret: Uint8Array): DeviceKey =>
  keyFrom(createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, secret]), format: 'der', type: 'pkcs8' }))

/** The key in a PEM text; null when it is none. */
export const readDeviceKey = (pem: string): DeviceKey | null => {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? keyFrom(key) : null
  } catch {
    return null
  }
}

const keyFrom = (key: KeyObject): DeviceKey => {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: spki.subarray(PUBLIC_PREFIX.byteLength).toString('hex'),
    sign: (message) => sign(null, message, key).toString('hex'),
    pem: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}

export const isSignedBy = (publicKey: string, message: Uint8Array, signature: string): boolean => {
  try {
    const key = createPublicKey({
      key: Buffer.concat([PUBLIC_PREFIX, Buffer.from(publicKey, 'hex')]),
      format: 'der',
      type: 'spki',
    })
    return verify(null, message, key, Buffer.from(signature, 'hex'))
  } catch {
    return false
  }
}
