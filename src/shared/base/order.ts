/**
 * Fractional keys: texts over 0–9 A–Z a–z that compare as text, so that a record can be put between two others
 * without touching them. A key is read as the digits of a fraction and never ends in 0. Two devices may give the
 * same key to two records: every order ends in the record's id.
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const MIDDLE = 'V'
const FIRST = '1'
const LAST = 'z'
const PATTERN = /^[0-9A-Za-z]*[1-9A-Za-z]$/

/** True for a text that `keyBetween` could have made. */
export const isOrderKey = (text: string): boolean => PATTERN.test(text)

const digit = (key: string, at: number): number => (at < key.length ? DIGITS.indexOf(key.charAt(at)) : 0)

/** Steps by one digit, so that a list that only grows at its end gets one letter longer per sixty. */
function keyAfter(key: string): string {
  for (let at = 0; at < key.length; at++) {
    if (key.charAt(at) !== LAST) return key.slice(0, at) + DIGITS.charAt(digit(key, at) + 1)
  }
  return key + FIRST
}

function keyBefore(key: string): string {
  let at = 0
  while (key.charAt(at) === '0') at++
  const first = digit(key, at)
  if (first > 1) return key.slice(0, at) + DIGITS.charAt(first - 1)
  return at + 1 < key.length ? key.slice(0, at + 1) : `${key.slice(0, at)}0${LAST}`
}

/**
 * A key after `before` and ahead of `after`; null stands for the list's end. A text that is no key counts as null.
 * When `before` does not come first (two devices gave one key twice), the result comes right behind `before`.
 */
export function keyBetween(before: string | null, after: string | null): string {
  const low = before !== null && isOrderKey(before) ? before : null
  const high = after !== null && isOrderKey(after) ? after : null
  if (low === null) return high === null ? MIDDLE : keyBefore(high)
  if (high === null) return keyAfter(low)
  if (low >= high) return low + MIDDLE

  let at = 0
  while (digit(low, at) === digit(high, at)) at++
  const from = digit(low, at)
  const to = digit(high, at)
  const shared = high.slice(0, at)
  if (to - from > 1) return shared + DIGITS.charAt((from + to) >> 1)
  // Neighbouring digits: the shorter `high` already lies between, or there is room behind `low`.
  if (high.length > at + 1) return shared + DIGITS.charAt(to)
  const rest = low.slice(at + 1)
  return shared + DIGITS.charAt(from) + (rest === '' ? MIDDLE : keyAfter(rest))
}
