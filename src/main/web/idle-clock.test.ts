import { expect, test } from 'vitest'
import { createIdleClock } from './idle-clock'

/** How many seconds pass until the clock says that nobody is there, 1000 for never. */
const secondsUntilEnd = (clock: { tick: () => boolean }): number => {
  for (let second = 1; second < 1000; second++) if (clock.tick()) return second
  return 1000
}

test('60 seconds after the last window closed nobody is needed any more', () => {
  const clock = createIdleClock()
  clock.windowsAre(2)
  clock.windowsAre(1)
  expect(secondsUntilEnd(clock)).toBe(1000)
  clock.windowsAre(0)
  expect(secondsUntilEnd(clock)).toBe(60)
})

test('a window that comes back starts the count anew', () => {
  const clock = createIdleClock()
  clock.windowsAre(1)
  clock.windowsAre(0)
  for (let second = 0; second < 59; second++) expect(clock.tick()).toBe(false)
  clock.windowsAre(1)
  clock.windowsAre(0)
  expect(secondsUntilEnd(clock)).toBe(60)
})

test('before the first window nothing counts: somebody may be on the way with a printed address', () => {
  expect(secondsUntilEnd(createIdleClock())).toBe(1000)
})

test('a window that was opened and never connects counts as gone', () => {
  const clock = createIdleClock()
  clock.windowExpected()
  expect(secondsUntilEnd(clock)).toBe(60)
})
