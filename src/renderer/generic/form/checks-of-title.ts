/** The day somebody was reached belongs to the number it was said of: another number, and it goes, before everybody's eyes. */
import type { JsonValue } from '../../../shared/base/json'
import type { FieldValues } from '../../../shared/journal/intent'
import type { RecordDeclaration } from '../../../shared/records/define'
import { isOtherTitle } from '../../../shared/records/is-other-title'

const checksOf = ({ checked, unreached }: RecordDeclaration): readonly string[] =>
  [checked, unreached].filter((field) => field !== undefined)

const isOther = (declaration: RecordDeclaration, stood: FieldValues, values: FieldValues): boolean =>
  isOtherTitle(declaration, stood[declaration.title], values[declaration.title])

/**
 * The values after one was typed. When the title becomes another than stood, its checks are emptied, unless they were
 * typed anew; when it becomes again what it was, they come back. `stood`: undefined for a new record.
 */
export const withTyped = (
  declaration: RecordDeclaration,
  stood: FieldValues | undefined,
  values: FieldValues,
  name: string,
  value: JsonValue,
): FieldValues => {
  const next: { [field: string]: JsonValue } = { ...values, [name]: value }
  if (stood === undefined || name !== declaration.title) return next
  const is = isOther(declaration, stood, next)
  if (is === isOther(declaration, stood, values)) return next
  for (const check of checksOf(declaration)) {
    const before = stood[check] ?? null
    if (is && (values[check] ?? null) === before) next[check] = null
    if (!is && (values[check] ?? null) === null) next[check] = before
  }
  return next
}

/** Whether the day of the last check was emptied because the title is another. */
export const lostCheck = (
  declaration: RecordDeclaration,
  stood: FieldValues | undefined,
  values: FieldValues,
): boolean =>
  stood !== undefined &&
  declaration.checked !== undefined &&
  (stood[declaration.checked] ?? null) !== null &&
  (values[declaration.checked] ?? null) === null &&
  isOther(declaration, stood, values)

/** Checks that were typed for another title, also where they are the same day: saving must name them. */
export const checksTyped = (
  declaration: RecordDeclaration,
  stood: FieldValues,
  values: FieldValues,
): FieldValues =>
  isOther(declaration, stood, values)
    ? Object.fromEntries(
        checksOf(declaration).flatMap((check) => {
          const value = values[check] ?? null
          return value === null ? [] : [[check, value]]
        }),
      )
    : {}
