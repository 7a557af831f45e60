/** What is typed in from a sheet, before it is recorded: one answer per row. */
import { answerValues, type CheckAnswer } from '../../../shared/domain/checks/check-round'
import { writePhone } from '../../../shared/domain/written/phone-text'
import type { RecordId } from '../../../shared/journal/entry'
import type { Write } from '../../../shared/journal/intent'
import { checkValue } from '../../../shared/journal/validate'
import { phoneFields } from '../../../shared/records/people/phone-fields'
import { newUseOf } from './contact-words'
import type { PaperRow } from './paper-rows'
import type { RoundNumber } from './read-round'
import { sameNumber } from './use-walk'

/** `number`: what was written beside; only where it is asked for. `use`: its kind, where a person chose one. */
export type TypedAnswer =
  | { readonly how: 'reached' | 'unreached' }
  | { readonly how: 'new'; readonly number: string; readonly use?: string; readonly alsoUnreached: boolean }

export type TypedAnswers = ReadonlyMap<RecordId, TypedAnswer>

/** A new number that is empty or none at all. */
export const isNoNumber = (answer: TypedAnswer): boolean => {
  if (answer.how !== 'new') return false
  const checked = checkValue(phoneFields.number, answer.number.trim())
  return !checked.ok || checked.value === null
}

const answerOf = (typed: TypedAnswer, before: RoundNumber): CheckAnswer => {
  if (typed.how !== 'new') return { how: typed.how }
  const number = writePhone(typed.number)
  const proposed = newUseOf(before, number)
  const use = proposed === null ? null : (typed.use ?? proposed)
  return {
    how: typed.alsoUnreached ? 'unreached' : 'reached',
    number,
    ...(use === null || use === before.use ? {} : { use }),
  }
}

/** What the answers of one day change; those the ledger knows better are left out. */
export const writesOf = (rows: readonly PaperRow[], answers: TypedAnswers, day: string): readonly Write[] =>
  rows.flatMap(({ step: { number } }): Write[] => {
    const typed = answers.get(number.id)
    const values = typed && answerValues(number, answerOf(typed, number), day, sameNumber)
    return values ? [{ op: 'set', id: number.id, values }] : []
  })
