import type { JsonValue } from '../../../shared/base/json'

/** The members of a tags value, whatever else stands there gives none. */
export const tagsOf = (value: JsonValue): readonly string[] =>
  Array.isArray(value) ? value.filter((tag): tag is string => typeof tag === 'string') : []
