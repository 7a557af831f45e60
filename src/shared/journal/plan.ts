/**
 * The one gate of every write: an intent becomes changes, or a failure with a name. Pure: reads the view, writes
 * nothing. All is checked before anything is written; what changes nothing is left out.
 */
import type { JsonValue } from '../base/json'
import { err, ok, type Result } from '../base/result'
import type { WriteOp } from '../domain/roles/may'
import { type Declarations, findDeclaration, type RecordDeclaration } from '../records/define'
import { isOtherTitle } from '../records/is-other-title'
import { registry, typeOfId } from '../records/registry'
import {
  createDraftRecords,
  type DraftRecord,
  type DraftRecords,
  type PlanView,
  titleOf,
} from './draft-records'
import { LIFE, type RecordId } from './entry'
import {
  createRightsCheck,
  type FieldRefusal,
  findAfterToday,
  findDeadReferences,
  findLastAdministratorLost,
  findNotUnique,
  hasUsers,
} from './guards'
import type { Actor, FieldValues, Intent, PlanFailure, PlannedIntent, Write } from './intent'
import { memberUnit, mergeRulesOf } from './merge-rules'
import type { Row } from './row'
import { checkReason, checkValue, isRecordId } from './validate'

export type { PlanView } from './draft-records'

/** Name under which an entry's reason is refused, or struck out; no field begins with an underscore. */
export const REASON_FIELD = '_reason'

/**
 * Checks an intent in full and says what its entry will hold. `changes` is empty when the ledger already is as
 * wished: then there is nothing to commit. `today` (YYYY-MM-DD): what has happened is not after it; absent: not asked.
 */
export function plan(
  intent: Intent,
  view: PlanView,
  actor: Actor,
  declared: Declarations = registry,
  today?: string,
): Result<PlannedIntent, PlanFailure> {
  const records = createDraftRecords(view, declared)
  const founding = intent.kind === 'setUp' || intent.kind === 'sample'
  if (founding && hasUsers(view)) return err({ type: 'NotAllowed', recordType: 'user', op: 'create' })

  const mayDo = founding ? () => null : createRightsCheck(actor, view)
  const refusals: FieldRefusal[] = []
  for (const write of intent.writes) {
    const type = typeOfId(write.id)
    const declaration = findDeclaration(declared, type)
    if (declaration === undefined) return err({ type: 'UnknownType', recordType: type })
    const failure =
      mayDo(declaration, write.op, write.id, 'values' in write ? Object.keys(write.values) : []) ??
      apply(write, declaration, records, refusals)
    if (failure) return err(failure)
  }

  const reason = checkReason(intent.reason ?? '')
  if (!reason.ok) {
    refusals.push({ record: intent.writes[0]?.id ?? actor.id, field: REASON_FIELD, problem: reason.error })
  }
  if (today !== undefined) refusals.push(...findAfterToday(records, today))
  refusals.push(...findDeadReferences(records), ...findNotUnique(records))
  if (refusals.length > 0) return err({ type: 'FieldsRefused', fields: refusals })
  const lost = findLastAdministratorLost(records, view, founding)
  if (lost) return err(lost)
  const text = reason.ok ? reason.value : ''
  return ok({ kind: intent.kind, changes: records.changes(), ...(text === '' ? {} : { reason: text }) })
}

function apply(
  write: Write,
  declaration: RecordDeclaration,
  records: DraftRecords,
  refusals: FieldRefusal[],
): PlanFailure | null {
  switch (write.op) {
    case 'create':
      return applyCreate(write.id, write.values, declaration, records, refusals)
    case 'set':
      return applySet(write.id, write.values, declaration, records, refusals)
    case 'delete':
      return applyDelete(write.id, declaration, records)
    case 'restore':
      return applyRestore(write.id, declaration, records)
  }
}

function applyCreate(
  id: RecordId,
  values: FieldValues,
  declaration: RecordDeclaration,
  records: DraftRecords,
  refusals: FieldRefusal[],
): PlanFailure | null {
  const idFits = declaration.single === undefined ? isRecordId(id) : id === declaration.single
  if (!idFits) return { type: 'NoSuchRecord', record: id }
  if ((records.peek(id)?.life ?? null) !== null) return { type: 'RecordExists', record: id }
  const draft = records.stage(id, declaration)
  draft.life = 'live'
  draft.values = {}
  setValues(draft, values, refusals)
  for (const [name, field] of Object.entries(declaration.fields)) {
    // A required field that was given was either set or refused by now.
    if (field.required && draft.values[name] === undefined && !Object.hasOwn(values, name)) {
      refusals.push({ record: id, field: name, problem: 'required' })
    }
  }
  return null
}

function applySet(
  id: RecordId,
  values: FieldValues,
  declaration: RecordDeclaration,
  records: DraftRecords,
  refusals: FieldRefusal[],
): PlanFailure | null {
  const missing = findMissing(id, declaration, records)
  if (missing) return missing
  const draft = records.stage(id, declaration)
  const titleBefore = draft.values[declaration.title]
  setValues(draft, values, refusals)
  forgetChecks(draft, values, titleBefore)
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(declaration.fields, name) && hasRivals(draft, name)) draft.confirmed.add(name)
  }
  return null
}

/** Nobody made sure of, or tried, what has just taken its place; and whoever was reached is not unreached. */
function forgetChecks(draft: DraftRecord, values: FieldValues, titleBefore: JsonValue | undefined): void {
  const { checked, unreached } = draft.declaration
  const forget = (field: string | undefined): void => {
    if (field !== undefined && !Object.hasOwn(values, field)) delete draft.values[field]
  }
  if (isOtherTitle(draft.declaration, titleBefore, draft.values[draft.declaration.title])) {
    forget(checked)
    forget(unreached)
  }
  if (checked !== undefined && (values[checked] ?? null) !== null) forget(unreached)
}

/** Values as they will be stored, in the order declared; refused ones are noted. */
function setValues(draft: DraftRecord, values: FieldValues, refusals: FieldRefusal[]): void {
  const { declaration, id: record } = draft
  const refuse = (field: string, problem: FieldRefusal['problem']) =>
    refusals.push({ record, field, problem })
  for (const [name, field] of Object.entries(declaration.fields)) {
    if (!Object.hasOwn(values, name)) continue
    const checked = checkValue(field, values[name])
    if (!checked.ok) refuse(name, checked.error)
    else if (checked.value !== null) draft.values[name] = checked.value
    else if (field.required) refuse(name, 'required')
    else delete draft.values[name]
  }
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(declaration.fields, name)) refuse(name, 'unknownField')
  }
}

/** True when a concurrent value of the field waits to be looked at; writing the field settles it. */
function hasRivals(draft: DraftRecord, field: string): boolean {
  const rivals = draft.row?.rivals
  if (!rivals) return false
  const rules = mergeRulesOf(draft.declaration)
  if (rules.tags.has(field)) return Object.keys(rivals).some((unit) => unit.startsWith(memberUnit(field, '')))
  return Object.hasOwn(rivals, rules.unitOf.get(field) ?? field)
}

const hasLifeRivals = (row: Row | undefined): boolean => row?.rivals?.[LIFE] !== undefined

/** A record is deleted together with its live child records. */
function applyDelete(
  id: RecordId,
  declaration: RecordDeclaration,
  records: DraftRecords,
): PlanFailure | null {
  if (declaration.single !== undefined) return notAllowed(declaration, 'delete')
  const known = records.peek(id)
  if (known?.life === 'deleted' && 'stamps' in known && hasLifeRivals(known as Row)) {
    // Deleted here, edited elsewhere at the same time: deleting again settles it.
    records.stage(id, declaration).confirmed.add(LIFE)
    return null
  }
  const missing = findMissing(id, declaration, records)
  if (missing) return missing
  deleteWithChildren(id, declaration, records)
  return null
}

/** Stages the deletion of a live record and, depth first, of its live children. */
export function deleteWithChildren(
  id: RecordId,
  declaration: RecordDeclaration,
  records: DraftRecords,
): void {
  const draft = records.stage(id, declaration)
  if (draft.life !== 'live') return
  draft.life = 'deleted'
  for (const child of records.childrenOf(id)) deleteWithChildren(child.id, child.declaration, records)
}

/** Brings back a record, and the child records the same entry deleted with it. */
function applyRestore(
  id: RecordId,
  declaration: RecordDeclaration,
  records: DraftRecords,
): PlanFailure | null {
  const known = records.peek(id)
  if (known === undefined || known.life === null) return { type: 'NoSuchRecord', record: id }
  const draft = records.stage(id, declaration)
  if (hasLifeRivals(draft.row)) draft.confirmed.add(LIFE)
  if (draft.life === 'live') return null
  const parentDead = findDeadParent(draft, records)
  if (parentDead) return parentDead
  draft.life = 'live'
  const deletedBy = lifeStamp(draft.row)
  for (const child of records.childrenOf(id)) {
    const childDraft = records.peek(child.id)
    if (childDraft?.life !== 'deleted') continue
    const staged = records.stage(child.id, child.declaration)
    if (deletedBy !== undefined && lifeStamp(staged.row) === deletedBy) {
      applyRestore(child.id, child.declaration, records)
    }
  }
  return null
}

/** Id of the entry that gave the row the life it has. */
const lifeStamp = (row: Row | undefined): string | undefined => {
  const index = row?.by[LIFE]
  return index === undefined ? undefined : row?.stamps[index]?.id
}

/** A child record does not come back to a parent that is gone. */
export function findDeadParent(draft: DraftRecord, records: DraftRecords): PlanFailure | null {
  const parentField = draft.declaration.parent
  const parent = parentField === undefined ? undefined : draft.values[parentField]
  if (typeof parent !== 'string') return null
  if (records.peek(parent as RecordId)?.life === 'live') return null
  return { type: 'RecordDeleted', record: parent as RecordId, name: records.nameOf(parent as RecordId) }
}

function findMissing(
  id: RecordId,
  declaration: RecordDeclaration,
  records: DraftRecords,
): PlanFailure | null {
  const known = records.peek(id)
  if (known === undefined || known.life === null) return { type: 'NoSuchRecord', record: id }
  if (known.life === 'live') return null
  return { type: 'RecordDeleted', record: id, name: titleOf(declaration, known.values) }
}

const notAllowed = (declaration: RecordDeclaration, op: WriteOp): PlanFailure => ({
  type: 'NotAllowed',
  recordType: declaration.type,
  op,
})
