/** Of which kind a number is that takes the place of another: somebody who was called at a desk may now have a mobile. */
import { isMobileNumber } from '../contacts/mask'
import { foldPhone } from '../written/phone-text'

/** Kinds that stand for a fixed line. */
const FIXED: ReadonlySet<string> = new Set(['office', 'extension', 'main', 'home'])

/** A whole number of a fixed line (nine digits behind the 0), or one of within the house. */
const fixedUse = (number: string): 'office' | 'extension' | null => {
  const digits = foldPhone(number)
  if (/^(?:\+?81|0)\d{9}$/.test(digits)) return 'office'
  return /^[1-9]\d{2,4}$/.test(digits) ? 'extension' : null
}

/**
 * The kind to propose where the old one cannot be that of the new number; null: the old one may stand. `uses`: the kinds
 * there are. A kind that is not among them is not proposed: then the old one is, for a person to choose.
 */
export const proposedUse = (
  before: string | null,
  number: string,
  uses: readonly string[],
): string | null => {
  if (before === null) return null
  const among = (use: string): string => (uses.includes(use) ? use : before)
  // 0800 is free dial; without its dash it is nobody's to tell.
  if (isMobileNumber(number) && !number.normalize('NFKC').trim().startsWith('0800-'))
    return FIXED.has(before) ? among('mobile') : null
  const fixed = before === 'mobile' ? fixedUse(number) : null
  return fixed === null ? null : among(fixed)
}
