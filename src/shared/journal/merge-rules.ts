/** What of a record is compared and merged as one: a field, a declared unit of fields, or one member of a tags field. */
import type { RecordDeclaration } from '../records/define'

export type MergeRules = {
  /** Field → declared unit it belongs to. */
  readonly unitOf: ReadonlyMap<string, string>
  /** Declared unit → its fields. */
  readonly fieldsOf: ReadonlyMap<string, readonly string[]>
  /** Tags fields that merge per member. */
  readonly tags: ReadonlySet<string>
}

const NO_RULES: MergeRules = { unitOf: new Map(), fieldsOf: new Map(), tags: new Set() }
const known = new WeakMap<RecordDeclaration, MergeRules>()

/** Rules of a declared type; without a declaration every field stands alone. */
export function mergeRulesOf(declaration: RecordDeclaration | undefined): MergeRules {
  if (declaration === undefined) return NO_RULES
  const found = known.get(declaration)
  if (found) return found
  const unitOf = new Map<string, string>()
  const fieldsOf = new Map<string, readonly string[]>()
  for (const [unit, fields] of Object.entries(declaration.units ?? {})) {
    fieldsOf.set(unit, fields)
    for (const field of fields) unitOf.set(field, unit)
  }
  const tags = new Set<string>()
  for (const [name, field] of Object.entries(declaration.fields)) {
    if (field.kind === 'tags' && !unitOf.has(name)) tags.add(name)
  }
  const rules = { unitOf, fieldsOf, tags }
  known.set(declaration, rules)
  return rules
}

/** Separates a tags field from its member in the name of a unit of merge; no field name holds one. */
const MEMBER_MARK = '/'

export const memberUnit = (field: string, member: string): string => `${field}${MEMBER_MARK}${member}`

/** `field/member` taken apart; null for a field or declared unit. */
export function parseMemberUnit(unit: string): { readonly field: string; readonly member: string } | null {
  const mark = unit.indexOf(MEMBER_MARK)
  return mark < 0 ? null : { field: unit.slice(0, mark), member: unit.slice(mark + 1) }
}

/** Members of a tags value; anything else has none. */
export const membersOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((member) => typeof member === 'string') : []
