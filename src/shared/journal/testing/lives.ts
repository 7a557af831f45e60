/** Random lives of an office for property tests. */
import fc from 'fast-check'
import { acts, newOffice, type Office, play, type Step } from './office-life'

export type Life = { readonly devices: number; readonly steps: readonly Step[] }

const step: fc.Arbitrary<Step> = fc.record({
  device: fc.nat(3),
  act: fc.oneof(...acts.map(({ value, weight }) => ({ arbitrary: fc.constant(value), weight }))),
  record: fc.nat(5),
  value: fc.nat(31),
  waitMs: fc.constantFrom(0, 0, 1, 500, 3000),
})

/** One to four devices, up to forty steps. */
export const lives: fc.Arbitrary<Life> = fc.record({
  devices: fc.integer({ min: 1, max: 4 }),
  steps: fc.array(step, { maxLength: 40, size: 'max' }),
})

/** Plays a life from the beginning. */
export function live({ devices, steps }: Life): Office {
  const office = newOffice(devices)
  for (const one of steps) play(office, one)
  return office
}
