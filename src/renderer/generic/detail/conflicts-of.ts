import type { FieldValues } from '../../../shared/journal/intent'
import type { Row } from '../../../shared/journal/row'
import type { RecordDeclaration } from '../../../shared/records/define'

/** What was changed concurrently: the fields of one unit, and the values that were given, the standing ones first. */
export type Conflict = {
  readonly unit: string
  readonly fields: readonly string[]
  readonly values: readonly FieldValues[]
}

/** The open conflicts of a record. A member of a tags field is a unit of its own (`field/member`). */
export const conflictsOf = (declaration: RecordDeclaration, row: Row): readonly Conflict[] =>
  Object.entries(row.rivals ?? {}).flatMap(([unit, rivals]) => {
    if (rivals.length === 0) return []
    const fields = declaration.units?.[unit] ?? [unit.split('/')[0] ?? unit]
    if (fields.some((name) => declaration.fields[name] === undefined)) return []
    const standing = Object.fromEntries(fields.map((name) => [name, row.values[name] ?? null]))
    const others = rivals.map((rival): FieldValues => {
      if (declaration.units?.[unit] === undefined) return { [fields[0] ?? unit]: rival.value }
      // The value of a declared unit holds its fields by name.
      return { ...standing, ...(rival.value as FieldValues) }
    })
    return [{ unit, fields, values: [standing, ...others] }]
  })
