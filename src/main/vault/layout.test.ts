import { expect, test } from 'vitest'
import { createDeviceKey, isSignedBy, readDeviceKey } from './device-key'
import { isDeviceName, nextCode, segmentName, segmentNumber } from './layout'

test.each([
  [[], 'A'],
  [['A'], 'B'],
  [['A', 'C'], 'D'],
  [['Z'], 'AA'],
  [['AZ', 'B'], 'BA'],
  [['ZZ'], 'AAA'],
])('after %j comes %s', (given, next) => expect(nextCode(given)).toBe(next))

test('a thousand codes are all different', () => {
  const given: string[] = []
  for (let i = 0; i < 1000; i += 1) given.push(nextCode(given.slice(-1)))
  expect(new Set(given).size).toBe(1000)
})

test('segments are numbered with six digits, and more when there are more', () => {
  expect([1, 999_999, 1_000_000].map(segmentName)).toEqual(['000001', '999999', '1000000'])
  expect(['000001.seg', '000012.json', '1000000.seg'].map(segmentNumber)).toEqual([1, 12, 1_000_000])
  expect(['device.json', '000001.seg.struck', '000001.batch', 'x.seg'].map(segmentNumber)).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('the folder of files is no device', () => {
  expect(['files', 'dev1', '9c02ee5759df', 'Dev1', 'a'].map(isDeviceName)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ])
})

test('a device key signs, is read back from its file, and is nobody else’s', () => {
  const key = createDeviceKey(new Uint8Array(32).fill(1))
  const message = new TextEncoder().encode('head')
  const signature = key.sign(message)
  expect(isSignedBy(key.publicKey, message, signature)).toBe(true)
  expect(readDeviceKey(key.pem)?.publicKey).toBe(key.publicKey)
  expect(isSignedBy(key.publicKey, new TextEncoder().encode('other'), signature)).toBe(false)
  expect(isSignedBy(createDeviceKey(new Uint8Array(32).fill(2)).publicKey, message, signature)).toBe(false)
  expect(isSignedBy('xyz', message, signature)).toBe(false)
  expect(readDeviceKey('no key')).toBeNull()
})

test('the key of 32 zero bytes has the public key of RFC 8032’s mathematics', () => {
  // Ed25519 public key of an all-zero secret, as published in many test vectors.
  expect(createDeviceKey(new Uint8Array(32)).publicKey).toBe(
    '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29',
  )
})
