/** Who stands on a card for the wallet, and in what order: whom everybody may need at once comes first. */
import type { Listed, Prepared } from './prepared-list'

/** Police, coast guard, fire brigade and ambulance: numbers that ring from any phone in Japan. */
const EMERGENCY_CALLS: readonly string[] = ['110', '118', '119']

/** Emergency calls, then authorities, then the office's own places; everybody else after them. */
const rankOf = ({ subject, kindKeys, phones }: Listed): number => {
  if (phones.some(({ number }) => EMERGENCY_CALLS.includes(number.trim()))) return 0
  if (kindKeys.includes('authority')) return 1
  return subject === 'site' ? 2 : 3
}

/** Whether somebody has to be called by people on the road, and cannot be. */
export const ringsOnlyInside = ({ first }: Listed): boolean =>
  first !== null && (first.use === 'extension' || /^\s*(内線|ext)/i.test(first.number))

type CardOrder = {
  /** Emergency calls, authorities and the office's own places. */
  readonly leads: readonly Listed[]
  readonly others: readonly Listed[]
}

export const cardOrder = ({ listed }: Pick<Prepared, 'listed'>): CardOrder => {
  const onCard = listed.filter((each) => !ringsOnlyInside(each))
  return {
    leads: onCard.filter((each) => rankOf(each) < 3).toSorted((a, b) => rankOf(a) - rankOf(b)),
    others: onCard.filter((each) => rankOf(each) === 3),
  }
}
