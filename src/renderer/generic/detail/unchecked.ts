import { daysBetween } from '../../../shared/domain/written/date-text'
import type { Row } from '../../../shared/journal/row'
import type { RecordDeclaration } from '../../../shared/records/define'

/** How a record stands that somebody should check from time to time. */
export type Checked =
  | { readonly state: 'checked'; readonly days: number }
  | { readonly state: 'late'; readonly days: number }
  | { readonly state: 'never' }

/** Null for types that need no checking. Late is more than `afterDays` ago; a day in the future counts as today. */
export const checkedState = (
  declaration: RecordDeclaration,
  row: Pick<Row, 'values'>,
  today: string,
  afterDays: number,
): Checked | null => {
  if (declaration.checked === undefined) return null
  const day = row.values[declaration.checked]
  if (typeof day !== 'string') return { state: 'never' }
  const days = Math.max(0, daysBetween(day, today))
  return { state: days > afterDays ? 'late' : 'checked', days }
}
