import { beforeEach, expect, test } from 'vitest'
import type { RecordId } from '../../shared/journal/entry'
import { createPinTries, type PinTries } from './pin-tries'

const user: RecordId = 'user:0000000000000001'
const other: RecordId = 'user:0000000000000002'
let now: number
let kept: Map<string, unknown>

const open = (): PinTries =>
  createPinTries(
    {
      getMeta: async <T>(key: string) => structuredClone(kept.get(key)) as T | undefined,
      setMeta: async (key, value) => void kept.set(key, structuredClone(value)),
    },
    () => now,
  )
/** A try with a wrong PIN: seconds to wait before it is looked at, or afterwards. */
const fail = async (tries: PinTries, who: RecordId = user): Promise<{ before: number; after: number }> => {
  const before = await tries.begin(who)
  return { before, after: before > 0 ? before : await tries.wrong(who) }
}

beforeEach(() => {
  now = 1_000_000
  kept = new Map()
})

test('two wrong PINs cost nothing; from the third on the wait grows up to a minute', async () => {
  const tries = open()
  const waits: number[] = []
  for (let count = 0; count < 9; count += 1) {
    const { before, after } = await fail(tries)
    expect(before).toBe(0)
    waits.push(after)
    now += after * 1000
  }
  expect(waits).toEqual([0, 0, 5, 10, 20, 40, 60, 60, 60])
})

test('a try before its time is not looked at, counts for nothing, and hears how long it still is', async () => {
  const tries = open()
  for (let count = 0; count < 3; count += 1) await fail(tries)
  now += 1_500
  expect(await fail(tries)).toEqual({ before: 4, after: 4 })
  now += 3_500
  expect(await tries.begin(user)).toBe(0)
  expect(await tries.wrong(user)).toBe(10)
})

test('the right PIN makes good, and each user has a count of their own', async () => {
  const tries = open()
  for (let count = 0; count < 3; count += 1) await fail(tries)
  expect(await tries.begin(other)).toBe(0)
  await tries.right(other)
  now += 5_000
  expect(await tries.begin(user)).toBe(0)
  await tries.right(user)
  expect(await fail(tries)).toEqual({ before: 0, after: 0 })
})

test('a reload forgets nothing', async () => {
  const tries = open()
  for (let count = 0; count < 3; count += 1) await fail(tries)
  expect(await open().begin(user)).toBe(5)
})

test('tries made at once count each', async () => {
  const tries = open()
  const begun = await Promise.all([1, 2, 3, 4].map(() => tries.begin(user)))
  expect(begun).toEqual([0, 0, 0, 5])
})

test('a clock that was set back locks nobody out', async () => {
  const tries = open()
  for (let count = 0; count < 8; count += 1) {
    await fail(tries)
    now += 60_000
  }
  await fail(tries)
  now -= 24 * 3_600_000
  expect(await tries.begin(user)).toBe(0)
})
