import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { DeviceId, Entry, Hash } from './entry'
import { type ChainOfStates, stateHash, statesOf } from './state'
import { Device } from './testing/device'
import { type Life, lives } from './testing/lives'
import { newOffice, play } from './testing/office-life'

const numRuns = process.env.DAICHO_LONG ? 5000 : 100
vi.setConfig({ testTimeout: process.env.DAICHO_LONG ? 30 * 60_000 : 120_000 })

const chainsOf = (entries: readonly Entry[]): Map<DeviceId, ChainOfStates> => {
  const chains = new Map<DeviceId, ChainOfStates>()
  for (const device of new Set(entries.map((entry) => entry.device))) {
    const own = entries.filter((entry) => entry.device === device).sort((a, b) => a.seq - b.seq)
    chains.set(device, {
      seq: own.length,
      hashAt: (seq) => own[seq - 1]?.hash ?? '',
      seen: own.flatMap(({ seq, head: { seen } }) => (seen === undefined ? [] : [{ seq, seen }])),
    })
  }
  return chains
}

const hashOf = (device: Device): Hash | null => stateHash(Object.entries(device.fold.meta.heads))

const seqsOf = (device: Device) =>
  Object.fromEntries(Object.entries(device.fold.meta.heads).map(([of, { seq }]) => [of, seq]))

const found = (entries: readonly Entry[], now = {}): Set<Hash> =>
  new Set([...statesOf(chainsOf(entries), now)].map(({ hash }) => hash))

/** Plays a life; `look` is called on the device that was at work, after each step that left it with another state. */
const playAnd = ({ devices, steps }: Life, look: (device: Device, act: string) => void) => {
  const office = newOffice(devices)
  for (const step of steps) {
    const device = office.devices[step.device % office.devices.length] as Device
    const before = hashOf(device)
    play(office, step)
    if (hashOf(device) !== before) look(device, step.act)
  }
  return office
}

describe('A state', () => {
  test('has the same hash whatever the order of its heads, and another when one of them is another', () => {
    const a = ['a', { seq: 2, hash: 'aa' }] as const
    const b = ['b', { seq: 1, hash: 'bb' }] as const
    expect(stateHash([a, b])).toBe(stateHash([b, a]))
    expect(stateHash([a, ['b', { seq: 1, hash: 'bc' }]])).not.toBe(stateHash([a, b]))
    expect(stateHash([a])).not.toBe(stateHash([a, b]))
    expect(stateHash([])).toBeNull()
  })

  test('of one or two devices is found again, whenever a sheet was printed', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const printed: (Hash | null)[] = []
        const office = playAnd({ ...life, devices: 1 + (life.devices % 2) }, (device) =>
          printed.push(hashOf(device)),
        )
        const all = found(office.entries())
        for (const hash of printed) expect(all).toContain(hash)
      }),
      { numRuns },
    )
  })

  test('right behind an entry, and the one now, are found whatever many devices did', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const printed: (Hash | null)[] = []
        const office = playAnd(life, (device, act) => {
          if (!act.startsWith('hear')) printed.push(hashOf(device))
        })
        const all = found(office.entries())
        for (const hash of printed) expect(all).toContain(hash)
        for (const device of office.devices)
          expect(found(office.entries(), seqsOf(device))).toContain(hashOf(device))
      }),
      { numRuns },
    )
  })

  test('is found with the entry it stood behind and how many came since', () => {
    const { a, b } = restored()
    const printed = hashOf(b)
    write(b, 'z')
    const state = [...statesOf(chainsOf([...a.entries, ...b.entries]), {})].find(
      ({ hash }) => hash === printed,
    )
    expect(state).toMatchObject({ entry: 'deva:2', entriesSince: 1 })
  })
})

const write = (device: Device, id: string): void => {
  const made = device.commit({
    kind: 'create',
    writes: [{ op: 'create', id: `thing:${id}`, values: { name: id } }],
  })
  expect(made).toMatchObject({ ok: true })
}

/** Device B took over what A had written, as after a restore, and has no entry of its own yet. */
const restored = () => {
  const a = new Device('deva')
  write(a, 'x')
  write(a, 'y')
  const b = new Device('devb')
  b.receive(a.entries)
  return { a, b }
}

describe('Paper is the anchor', () => {
  test('after a restore too, before the first own entry', () => {
    const { a, b } = restored()
    expect(found(a.entries, seqsOf(b))).toContain(hashOf(b))
  })

  test('when the history of another device is rewritten under entries that stay as they are', () => {
    const { a, b } = restored()
    write(b, 'z')
    const printed = hashOf(b)
    const forger = new Device('deva')
    write(forger, 'forged')
    write(forger, 'y')
    expect(found([...a.entries, ...b.entries])).toContain(printed)
    expect(found([...forger.entries, ...b.entries])).not.toContain(printed)
  })

  test('while what a mended file took is gone, for sheets printed since', () => {
    const { a, b } = restored()
    write(b, 'z')
    const left = a.entries.slice(0, 1)
    const heads = { deva: left[0] as Entry, devb: b.entries[0] as Entry }
    expect(found([...left, ...b.entries])).toContain(stateHash(Object.entries(heads)))
  })
})
