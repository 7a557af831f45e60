import type { JsonValue } from '../base/json'
import type { RecordDeclaration } from './define'

/**
 * Whether somebody should make sure of a record from time to time: its type is checked, the declaration does not
 * except it, and what names it was not struck out. `value`: of a field of the record; empty is null or undefined.
 */
export const wantsCheck = (
  { checked, checkedExcept, title }: RecordDeclaration,
  value: (field: string) => JsonValue | undefined,
): boolean => {
  if (checked === undefined || (value(title) ?? null) === null) return false
  return checkedExcept === undefined || !checkedExcept.oneOf.includes(String(value(checkedExcept.field)))
}
