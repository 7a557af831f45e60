import { expect, test, vi } from 'vitest'
import { createLease } from './lease'

const held = { ok: false, error: { type: 'HeldElsewhere' } }
const got = { ok: true, value: null }

const leaseWith = () => {
  const onLost = vi.fn<(window: string) => void>()
  let loseIt = (): void => {}
  const patience = () =>
    new Promise<void>((resolve) => {
      loseIt = resolve
    })
  return { lease: createLease({ onLost, patience }), onLost, losePatience: () => loseIt() }
}

test('the first window gets it, as often as it asks', async () => {
  const { lease } = leaseWith()
  expect(await lease.claim('a', false)).toEqual(got)
  expect(await lease.claim('a', false)).toEqual(got)
  expect(await lease.claim('a', true)).toEqual(got)
})

test('a second window is told that it is held elsewhere', async () => {
  const { lease, onLost } = leaseWith()
  await lease.claim('a', false)
  expect(await lease.claim('b', false)).toEqual(held)
  expect(onLost).not.toHaveBeenCalled()
})

test('who takes it gets it when the holder lets go, and not before', async () => {
  const { lease, onLost } = leaseWith()
  await lease.claim('a', false)
  const answered = vi.fn()
  const taking = lease.claim('b', true).then((answer) => {
    answered(answer)
    return answer
  })
  expect(onLost.mock.calls).toEqual([['a']])
  await Promise.resolve()
  expect(answered).not.toHaveBeenCalled()
  lease.release('a')
  expect(await taking).toEqual(got)
  expect(await lease.claim('a', false)).toEqual(held)
})

test('nobody slips in between letting go and taking', async () => {
  const { lease } = leaseWith()
  await lease.claim('a', false)
  const taking = lease.claim('b', true)
  lease.release('a')
  expect(await lease.claim('c', false)).toEqual(held)
  expect(await taking).toEqual(got)
})

test('a holder that does not let go in time keeps it', async () => {
  const { lease, losePatience } = leaseWith()
  await lease.claim('a', false)
  const taking = lease.claim('b', true)
  losePatience()
  expect(await taking).toEqual(held)
  lease.release('a')
  expect(await lease.claim('c', false)).toEqual(got)
})

test('of two that take it, the later one gets it', async () => {
  const { lease } = leaseWith()
  await lease.claim('a', false)
  const earlier = lease.claim('b', true)
  const later = lease.claim('c', true)
  expect(await earlier).toEqual(held)
  lease.release('a')
  expect(await later).toEqual(got)
})

test('a taker that is gone before its turn gets nothing', async () => {
  const { lease } = leaseWith()
  await lease.claim('a', false)
  const taking = lease.claim('b', true)
  lease.release('b')
  expect(await taking).toEqual(held)
  lease.release('a')
  expect(await lease.claim('c', false)).toEqual(got)
})

test('only the holder can let go', async () => {
  const { lease } = leaseWith()
  await lease.claim('a', false)
  lease.release('b')
  expect(await lease.claim('b', false)).toEqual(held)
})
