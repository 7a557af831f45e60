/** The one check of a value from outside: the same as `plan` will make. */
import type { JsonValue } from '../base/json'
import type { FieldProblem } from '../journal/intent'
import type { Field } from '../records/define'

/** Why `plan` would refuse this value, or null. */
export const checkCell = (_field: Field, _value: JsonValue): FieldProblem | null => null
