/**
 * What is checked of every planned change, whether wished for or taken back: rights, references, uniqueness, the last
 * administrator.
 */
import type { JsonValue } from '../base/json'
import { isAdministrator, mayWrite, type WriteOp } from '../domain/roles/may'
import type { RecordDeclaration, Role } from '../records/define'
import { ownPreferenceFields, user } from '../records/office/user'
import type { DraftRecord, DraftRecords, PlanView } from './draft-records'
import type { RecordId } from './entry'
import type { Actor, PlanFailure } from './intent'
import { membersOf } from './merge-rules'
import { isAfterToday } from './validate'

export type FieldRefusal = Extract<PlanFailure, { type: 'FieldsRefused' }>['fields'][number]

type UserValues = { readonly [field: string]: unknown }

const isActiveAdministrator = (values: UserValues): boolean =>
  values.active !== 'inactive' && isAdministrator(membersOf(values.roles) as readonly Role[])

/** Roles the actor has now: never more than the user record says, where there is one. */
export function rolesNow(actor: Actor, view: PlanView): readonly Role[] {
  const row = view.row(actor.id)
  if (row === undefined) return actor.roles
  if (row.life !== 'live' || row.values.active === 'inactive') return []
  const roles = membersOf(row.values.roles)
  return actor.roles.filter((role) => roles.includes(role))
}

/** A check of one wish: null when it may be done. */
export function createRightsCheck(actor: Actor, view: PlanView) {
  const roles = rolesNow(actor, view)
  return (
    declaration: RecordDeclaration,
    op: WriteOp,
    record: RecordId,
    fields: readonly string[],
  ): PlanFailure | null => {
    const ownPreferences =
      record === actor.id &&
      view.row(actor.id)?.life === 'live' &&
      view.row(actor.id)?.values.active !== 'inactive' &&
      fields.every((field) => (ownPreferenceFields as readonly string[]).includes(field))
    return mayWrite(roles, { op, writers: declaration.writers, ownPreferences })
      ? null
      : { type: 'NotAllowed', recordType: declaration.type, op }
  }
}

/** True once anybody was ever a user. */
export function hasUsers(view: PlanView): boolean {
  for (const row of view.rowsOf(user.type)) if (row.life !== null) return true
  return false
}

/** The ledger must not be left without an administrator who can work, once it had one. */
export function findLastAdministratorLost(
  records: DraftRecords,
  view: PlanView,
  mustHaveOne: boolean,
): PlanFailure | null {
  let touched = mustHaveOne
  for (const draft of records.staged()) if (draft.declaration.type === user.type) touched = true
  if (!touched) return null
  for (const { values } of records.liveOf(user.type)) if (isActiveAdministrator(values)) return null
  let had = mustHaveOne
  for (const row of view.rowsOf(user.type)) {
    if (row.life === 'live' && isActiveAdministrator(row.values)) had = true
  }
  return had ? { type: 'LastAdministrator' } : null
}

/** Values of unique fields that another live record has too, among the records that are new there or changed them. */
export function findNotUnique(records: DraftRecords): FieldRefusal[] {
  const refusals: FieldRefusal[] = []
  const counts = new Map<string, Map<string, number>>()
  for (const draft of records.staged()) {
    if (draft.life !== 'live') continue
    for (const field of uniqueFieldsOf(draft.declaration)) {
      const value = draft.values[field]
      const isNew = draft.row?.life !== 'live' || draft.row.values[field] !== value
      if (typeof value !== 'string' || !isNew) continue
      if ((countsOf(records, draft, field, counts).get(value) ?? 0) > 1) {
        refusals.push({ record: draft.id, field, problem: 'notUnique' })
      }
    }
  }
  return refusals
}

const uniqueFieldsOf = (declaration: RecordDeclaration): string[] =>
  Object.entries(declaration.fields).flatMap(([name, field]) =>
    field.kind === 'text' && field.unique ? [name] : [],
  )

function countsOf(
  records: DraftRecords,
  draft: DraftRecord,
  field: string,
  known: Map<string, Map<string, number>>,
): Map<string, number> {
  const key = `${draft.declaration.type}.${field}`
  const found = known.get(key)
  if (found) return found
  const counts = new Map<string, number>()
  for (const { values } of records.liveOf(draft.declaration.type)) {
    const value = values[field]
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  known.set(key, counts)
  return counts
}

/** References that were set to what is not there, looked at when all writes stand. */
export function findDeadReferences(records: DraftRecords): FieldRefusal[] {
  const refusals: FieldRefusal[] = []
  for (const draft of records.staged()) {
    if (draft.life !== 'live') continue
    for (const [name, field] of Object.entries(draft.declaration.fields)) {
      const value: JsonValue | undefined = field.kind === 'ref' ? draft.values[name] : undefined
      if (typeof value !== 'string' || draft.row?.values[name] === value) continue
      if (records.peek(value as RecordId)?.life !== 'live') {
        refusals.push({ record: draft.id, field: name, problem: 'noSuchRecord' })
      }
    }
  }
  return refusals
}

/** Days that were set and have not come yet, in fields that tell of what has happened. `today`: YYYY-MM-DD. */
export function findAfterToday(records: DraftRecords, today: string): FieldRefusal[] {
  const refusals: FieldRefusal[] = []
  for (const { id, declaration, values, row } of records.staged()) {
    for (const [name, field] of Object.entries(declaration.fields)) {
      const value = values[name]
      if (row?.values[name] === value || !isAfterToday(field, value, today)) continue
      refusals.push({ record: id, field: name, problem: 'afterToday' })
    }
  }
  return refusals
}
