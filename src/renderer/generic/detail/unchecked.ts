import { daysBetween } from '../../../shared/domain/written/date-text'
import type { FieldValues } from '../../../shared/journal/intent'
import type { RecordDeclaration } from '../../../shared/records/define'
import { wantsCheck } from '../../../shared/records/wants-check'

/** How a record stands that somebody should check from time to time. */
export type Checked =
  | { readonly state: 'checked'; readonly days: number }
  | { readonly state: 'late'; readonly days: number }
  | { readonly state: 'never' }

/** Null for what needs no checking. Late is more than `afterDays` ago; a day in the future counts as today. */
export const checkedState = (
  declaration: RecordDeclaration,
  values: FieldValues,
  today: string,
  afterDays: number,
): Checked | null => {
  if (declaration.checked === undefined || !wantsCheck(declaration, (field) => values[field])) return null
  const day = values[declaration.checked]
  if (typeof day !== 'string') return { state: 'never' }
  const days = Math.max(0, daysBetween(day, today))
  return { state: days > afterDays ? 'late' : 'checked', days }
}
