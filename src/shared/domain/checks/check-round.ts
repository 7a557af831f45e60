/**
 * A round of calling everybody. What became of a number follows from its days: reached or tried in vain on or after the
 * day the round began.
 */

/** A number that is to be called, as far as the round asks. Days are YYYY-MM-DD or null. */
export type CheckNumber = {
  readonly id: string
  readonly number: string
  readonly checkedOn: string | null
  readonly unreachedOn: string | null
  /** The number itself was entered or corrected since the round began. */
  readonly isNew: boolean
}

export type Outcome = 'reached' | 'unreached' | 'left'

/** What became of a number in the round that began on this day; the later of two days counts, on one day the call in vain. */
export const outcomeOf = (
  { checkedOn, unreachedOn }: Pick<CheckNumber, 'checkedOn' | 'unreachedOn'>,
  startedOn: string,
): Outcome => {
  const isSince = (day: string | null): day is string => day !== null && day >= startedOn
  if (isSince(unreachedOn) && (checkedOn === null || unreachedOn >= checkedOn)) return 'unreached'
  return isSince(checkedOn) ? 'reached' : 'left'
}

export type Tally<N> = {
  readonly reached: readonly N[]
  readonly unreached: readonly N[]
  readonly left: readonly N[]
  /** Of all these, the ones that are new. */
  readonly fresh: readonly N[]
}

export const tally = <N extends CheckNumber>(numbers: readonly N[], startedOn: string): Tally<N> => {
  const of = (outcome: Outcome) => numbers.filter((number) => outcomeOf(number, startedOn) === outcome)
  return {
    reached: of('reached'),
    unreached: of('unreached'),
    left: of('left'),
    fresh: numbers.filter(({ isNew }) => isNew),
  }
}

/** Whether a number was last checked more than so many days ago, or never. */
export const isUnchecked = (checkedOn: string | null, before: string): boolean =>
  checkedOn === null || checkedOn < before

/** What a call came to. `number`: the person is to be called on another one from now on. */
export type CheckAnswer = {
  readonly how: 'reached' | 'unreached'
  readonly number?: string
  /** Of which kind that number is, where it is of another. */
  readonly use?: string
}

/**
 * What an answer of a day changes; null: nothing, as that of a paper sheet about a number that was called again since.
 * `isSame` tells whether two writings are one number.
 */
export const answerValues = (
  before: Pick<CheckNumber, 'number' | 'checkedOn' | 'unreachedOn'>,
  answer: CheckAnswer,
  day: string,
  isSame: (a: string, b: string) => boolean,
): {
  readonly number?: string
  readonly use?: string
  readonly checkedOn?: string
  readonly unreachedOn?: string
} | null => {
  const field = answer.how === 'reached' ? 'checkedOn' : 'unreachedOn'
  if (answer.number !== undefined && !isSame(answer.number, before.number))
    return { number: answer.number, ...(answer.use === undefined ? {} : { use: answer.use }), [field]: day }
  const later = [before.checkedOn, before.unreachedOn].some((known) => known !== null && known > day)
  return later || (before[field] === day && outcomeOf(before, day) === answer.how) ? null : { [field]: day }
}

/** The next place, from `from` on (or back from it), that is wanted; null: none any more. */
export const nextPlace = (
  count: number,
  from: number,
  step: 1 | -1,
  isWanted: (at: number) => boolean,
): number | null => {
  for (let at = from + step; at >= 0 && at < count; at += step) if (isWanted(at)) return at
  return null
}

/**
 * Row numbers of paper sheets: a number keeps its row for the whole round, whatever is entered between printing and
 * typing in; what is new gets the next rows. Row 1 is the first of the answer.
 */
export const withRows = (before: readonly string[], ids: readonly string[]): readonly string[] => {
  const known = new Set(before)
  return [...before, ...ids.filter((id) => !known.has(id))]
}
