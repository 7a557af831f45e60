import { type JsonValue, sameJson } from '../../../shared/base/json'
import { LIFE } from '../../../shared/journal/entry'
import type { FieldValues } from '../../../shared/journal/intent'
import type { Row } from '../../../shared/journal/row'
import type { RecordDeclaration } from '../../../shared/records/define'

/**
 * What was changed concurrently. `values`: the fields of one unit, with what would be set by choosing each value, the
 * standing one first. `life`: deleted in one place, edited in the other.
 */
export type Conflict =
  | {
      readonly kind: 'values'
      readonly unit: string
      readonly fields: readonly string[]
      readonly values: readonly FieldValues[]
    }
  | {
      readonly kind: 'life'
      readonly unit: typeof LIFE
      readonly fields: readonly []
      readonly values: readonly []
    }

/** The open conflicts of a record that leave something to choose; of fields that this program does not know nothing is asked. */
export const conflictsOf = (declaration: RecordDeclaration, row: Row): readonly Conflict[] =>
  Object.entries(row.rivals ?? {}).flatMap(([unit, rivals]): readonly Conflict[] => {
    if (rivals.length === 0) return []
    if (unit === LIFE)
      return rivals.every(({ value }) => value === row.life)
        ? []
        : [{ kind: 'life', unit: LIFE, fields: [], values: [] }]
    const [name = unit, member] = unit.split(/\/(.*)/su)
    const fields = declaration.units?.[unit] ?? [name]
    if (fields.some((field) => declaration.fields[field] === undefined)) return []
    const standing = Object.fromEntries(fields.map((field) => [field, row.values[field] ?? null]))
    const chosen = ({ value }: { readonly value: JsonValue }): FieldValues => {
      // The value of a declared unit holds its fields by name; that of a member says whether it is in.
      if (declaration.units?.[unit]) return { ...standing, ...(value as FieldValues) }
      return { [name]: member === undefined ? value : withMember(row.values[name], member, value === true) }
    }
    // Two places that entered the same leave nothing to choose.
    const others = rivals.map(chosen).filter((values) => !sameJson({ ...values }, standing))
    return others.length === 0 ? [] : [{ kind: 'values', unit, fields, values: [standing, ...others] }]
  })

const withMember = (tags: JsonValue | undefined, member: string, isIn: boolean): JsonValue => {
  const others = (Array.isArray(tags) ? tags : []).filter((tag) => tag !== member)
  return isIn ? [...others, member].sort() : others
}
