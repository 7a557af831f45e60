/** What is typed in from a sheet, before it is recorded: one answer per row. */
import { answerValues, type CheckAnswer } from '../../../shared/domain/checks/check-round'
import type { RecordId } from '../../../shared/journal/entry'
import type { Write } from '../../../shared/journal/intent'
import { checkValue } from '../../../shared/journal/validate'
import { phoneFields } from '../../../shared/records/people/phone-fields'
import type { PaperRow } from './paper-rows'
import { sameNumber } from './use-walk'

/** `number`: what was written beside; only where it is asked for. */
export type TypedAnswer =
  | { readonly how: 'reached' | 'unreached' }
  | { readonly how: 'new'; readonly number: string; readonly alsoUnreached: boolean }

export type TypedAnswers = ReadonlyMap<RecordId, TypedAnswer>

/** A new number that is empty or none at all. */
export const isNoNumber = (answer: TypedAnswer): boolean => {
  if (answer.how !== 'new') return false
  const checked = checkValue(phoneFields.number, answer.number.trim())
  return !checked.ok || checked.value === null
}

const answerOf = (typed: TypedAnswer): CheckAnswer =>
  typed.how === 'new'
    ? { how: typed.alsoUnreached ? 'unreached' : 'reached', number: typed.number.trim() }
    : { how: typed.how }

/** What the answers of one day change; those the ledger knows better are left out. */
export const writesOf = (rows: readonly PaperRow[], answers: TypedAnswers, day: string): readonly Write[] =>
  rows.flatMap(({ step: { number } }): Write[] => {
    const typed = answers.get(number.id)
    const values = typed && answerValues(number, answerOf(typed), day, sameNumber)
    return values ? [{ op: 'set', id: number.id, values }] : []
  })
