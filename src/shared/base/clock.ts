/**
 * Hybrid logical clock as text: the instant in milliseconds (ISO UTC), a plus sign and a counter of four hex
 * digits, for example `2026-11-22T05:00:00.123Z+0003`. Clocks compare as text, always move forward on one device,
 * and are greater than every clock the device had folded when it wrote (Kulkarni et al., 2014, "Logical Physical
 * Clocks"). The time of day is passed in.
 */

const PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z\+[0-9a-f]{4}$/
/** 9999-12-31T23:59:59.999Z: beyond it ISO texts have six digits in the year and no longer compare as text. */
const LAST_MS = 253402300799999
const LAST_COUNT = 0xffff

/** True for a text of the clock's form that names a real instant. */
export const isClock = (text: string): boolean =>
  PATTERN.test(text) && !Number.isNaN(Date.parse(text.slice(0, 24)))

/** Milliseconds since 1970 of the clock's instant. */
export const clockMs = (clock: string): number => Date.parse(clock.slice(0, 24))

const countOf = (clock: string): number => Number.parseInt(clock.slice(25), 16)

const toClock = (ms: number, count: number): string =>
  `${new Date(ms).toISOString()}+${count.toString(16).padStart(4, '0')}`

/** The clock of the next event on this device, after `previous` (null: nothing was written or folded yet). */
export function tick(previous: string | null, nowMs: number): string {
  const now = Math.min(Math.max(Math.trunc(nowMs), 0), LAST_MS)
  if (previous === null) return toClock(now, 0)
  const last = clockMs(previous)
  if (now > last) return toClock(now, 0)
  const count = countOf(previous) + 1
  return count > LAST_COUNT ? toClock(last + 1, 0) : toClock(last, count)
}

/** Negative when `a` is earlier, positive when later, 0 when the same. */
export const compareClocks = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
