import type { JsonValue } from '../base/json'
import { foldPhone } from '../domain/written/phone-text'
import type { RecordDeclaration } from './define'

/** Police, coast guard and fire in Japan; the same calls elsewhere. Nobody may try them out. */
const EMERGENCY_CALLS: ReadonlySet<string> = new Set(['110', '118', '119', '112', '911', '999'])

/** An extension may have the digits of an emergency call without being one. */
const isEmergencyCall = (use: JsonValue | undefined, number: JsonValue): boolean =>
  use !== 'extension' && typeof number === 'string' && EMERGENCY_CALLS.has(foldPhone(number))

/**
 * Whether somebody should make sure of a record from time to time: its type is checked, the declaration does not
 * except it, what names it was not struck out, and it is no number for emergency calls (緊急通報). `value`: of a field
 * of the record; empty is null or undefined.
 */
export const wantsCheck = (
  { checked, checkedExcept, title, fields }: RecordDeclaration,
  value: (field: string) => JsonValue | undefined,
): boolean => {
  const named = value(title) ?? null
  if (checked === undefined || named === null) return false
  const field = fields[title]
  const isPhone = field?.kind === 'text' && field.format === 'phone'
  if (isPhone && isEmergencyCall(fields.use && value('use'), named)) return false
  return checkedExcept === undefined || !checkedExcept.oneOf.includes(String(value(checkedExcept.field)))
}
