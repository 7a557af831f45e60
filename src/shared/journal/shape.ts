/**
 * Whether parsed JSON has the shape of an entry's head or body. Unknown members are let through and kept; names that
 * would reach into Object's prototype are not.
 */
import { isClock } from '../base/clock'
import { ENTRY_FORMAT, type EntryBody, type EntryHead } from './entry'
import { isDeviceId, parseEntryId } from './entry-id'

type Members = { readonly [name: string]: unknown }

const HASH = /^[0-9a-f]{64}$/

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'
const isTextOrAbsent = (value: unknown): boolean => value === undefined || isText(value)
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1
const isHash = (value: unknown): boolean => isText(value) && HASH.test(value)
const isName = (name: string): boolean => !(name in Object.prototype)
const isRecordId = (value: unknown): boolean => isText(value) && value.indexOf(':') > 0

function everyMember(value: unknown, test: (member: unknown, name: string) => boolean): boolean {
  if (!isMembers(value)) return false
  for (const name of Object.keys(value)) if (!isName(name) || !test(value[name], name)) return false
  return true
}

const isListOf = (value: unknown, test: (member: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(test)

const isFieldName = (value: unknown): boolean => isText(value) && isName(value)

function isRunPart(run: unknown): boolean {
  if (!isMembers(run) || !isText(run.id)) return false
  if (run.part !== undefined) return isCount(run.part)
  if (run.abandoned !== undefined) return run.abandoned === true
  const end = run.end
  return (
    isMembers(end) && Number.isSafeInteger(end.parts) && Number.isSafeInteger(end.changes) && isHash(end.hash)
  )
}

/** A head of the format this program knows. */
export function isHead(value: unknown): value is EntryHead {
  if (!isMembers(value) || value.v !== ENTRY_FORMAT) return false
  return (
    isText(value.ledger) &&
    isText(value.id) &&
    parseEntryId(value.id) !== null &&
    isText(value.clock) &&
    isClock(value.clock) &&
    isText(value.at) &&
    isText(value.zone) &&
    Number.isFinite(value.offset) &&
    isText(value.actor) &&
    isText(value.kind) &&
    isText(value.intent) &&
    isTextOrAbsent(value.undoes) &&
    everyMember(value.touched, (fields) => isListOf(fields, isFieldName)) &&
    (value.seen === undefined ||
      everyMember(value.seen, (seq, device) => isDeviceId(device) && isCount(seq))) &&
    (value.run === undefined || isRunPart(value.run)) &&
    isHash(value.body) &&
    (value.prev === null || isHash(value.prev)) &&
    isTextOrAbsent(value.was)
  )
}

/** Values are compared by walking them: one from elsewhere must not be deeper than the stack. */
const VALUE_DEPTH = 16

const isValue = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((member) => isValue(member, depth - 1)))

const isFieldChange = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && isValue(value, VALUE_DEPTH)

const isChange = (value: unknown): boolean =>
  isMembers(value) && isRecordId(value.record) && isText(value.name) && everyMember(value.set, isFieldChange)

const isFieldOfRecord = (value: unknown): boolean =>
  isMembers(value) && isText(value.record) && isFieldName(value.field)

const isStrike = (value: unknown): boolean =>
  isMembers(value) &&
  isText(value.entry) &&
  isListOf(value.fields, isFieldOfRecord) &&
  isHash(value.before) &&
  isHash(value.after)

/** A body of the format this program knows, whole or shortened. */
export const isBody = (value: unknown): value is EntryBody =>
  isMembers(value) &&
  isText(value.salt) &&
  isText(value.actorName) &&
  isTextOrAbsent(value.reason) &&
  isListOf(value.changes, isChange) &&
  (value.strikes === undefined || isListOf(value.strikes, isStrike)) &&
  (value.struck === undefined || isListOf(value.struck, isFieldOfRecord))
