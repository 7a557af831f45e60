import { type JsonValue, sameJson } from '../base/json'
import { foldPhone } from '../domain/written/phone-text'
import type { RecordDeclaration } from './define'

/** Whether the title of a record says something else now; a number in another writing is the same number. */
export const isOtherTitle = (
  { title, fields }: RecordDeclaration,
  before: JsonValue | undefined,
  now: JsonValue | undefined,
): boolean => {
  const field = fields[title]
  return field?.kind === 'text' && field.format === 'phone'
    ? foldPhone(String(before ?? '')) !== foldPhone(String(now ?? ''))
    : !sameJson(before ?? null, now ?? null)
}
