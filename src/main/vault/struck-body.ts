/**
 * Whether a body is one that was shortened by a strike. Nothing but its shape and the entry that vouches for it speaks for
 * such a body, so its shape is judged as strictly as the journal does (a test holds the two readers against each other).
 */
type Members = { readonly [name: string]: unknown }

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'
const isHash = (value: unknown): boolean => isText(value) && /^[0-9a-f]{64}$/.test(value)
/** Names that would reach into Object's prototype are none. */
const isName = (name: unknown): boolean => isText(name) && !(name in Object.prototype)
const isListOf = (value: unknown, test: (member: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(test)

/** A value nested deeper than this is not walked, as in the journal. */
const VALUE_DEPTH = 16

const isValue = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((member) => isValue(member, depth - 1)))

const isFieldChange = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && isValue(value, VALUE_DEPTH)

const isChange = (value: unknown): boolean =>
  isMembers(value) &&
  isText(value.record) &&
  value.record.indexOf(':') > 0 &&
  isText(value.name) &&
  isMembers(value.set) &&
  Object.entries(value.set).every(([name, change]) => isName(name) && isFieldChange(change))

const isFieldOfRecord = (value: unknown): boolean =>
  isMembers(value) && isText(value.record) && isName(value.field)

const isStrike = (value: unknown): boolean =>
  isMembers(value) &&
  isText(value.entry) &&
  isListOf(value.fields, isFieldOfRecord) &&
  isHash(value.before) &&
  isHash(value.after)

export const isStruckBody = (value: unknown): boolean =>
  isMembers(value) &&
  isText(value.salt) &&
  isText(value.actorName) &&
  (value.reason === undefined || isText(value.reason)) &&
  isListOf(value.changes, isChange) &&
  (value.strikes === undefined || isListOf(value.strikes, isStrike)) &&
  isListOf(value.struck, isFieldOfRecord) &&
  (value.struck as readonly unknown[]).length > 0
