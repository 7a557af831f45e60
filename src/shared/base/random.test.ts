import { expect, test } from 'vitest'
import { hex, newDeviceId, newIntentId, newRecordId, newSalt, type Random } from './random'

const bytes: Random = (count) => Uint8Array.from({ length: count }, (_, i) => (i * 37 + 250) % 256)

test('ids have the form that host and journal ask for', () => {
  expect(newRecordId('person', bytes)).toMatch(/^person:[0-9a-z]{16}$/)
  expect(newDeviceId(bytes)).toMatch(/^[0-9a-z]{12}$/)
  expect(newIntentId(bytes)).toMatch(/^[0-9a-z]{16}$/)
  expect(newSalt(bytes)).toMatch(/^[0-9a-f]{32}$/)
})

test('hex has two digits for every byte', () => {
  expect(hex(Uint8Array.of(0, 15, 16, 255))).toBe('000f10ff')
})

test('every byte counts', () => {
  const one = newRecordId('person', bytes)
  const other = newRecordId('person', (count) => bytes(count).map((byte, i) => (i === 15 ? byte ^ 1 : byte)))
  expect(one).not.toBe(other)
})
