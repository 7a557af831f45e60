/** A fractional key behind the last one; keys compare as texts. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The key of the next child: `a0`, `a1` … `az`, `az1` … */
export const orderAfter = (last: string | null): string => {
  if (last === null || last === '') return 'a0'
  const at = DIGITS.indexOf(last.slice(-1))
  return at < 0 || at === DIGITS.length - 1 ? `${last}1` : last.slice(0, -1) + DIGITS[at + 1]
}
