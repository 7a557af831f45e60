/**
 * Undo as a new intent: sets back the fields whose value still comes from the intent taken back; for the rest it
 * says who changed them since. Redo is the undo of the undo. Undoing a run gives as many changes, hence a run.
 */
import { type JsonValue, sameJson } from '../base/json'
import { err, ok, type Result } from '../base/result'
import type { WriteOp } from '../domain/roles/may'
import { type Declarations, findDeclaration, type RecordDeclaration } from '../records/define'
import { registry, typeOfId } from '../records/registry'
import {
  createDraftRecords,
  type DraftRecord,
  type DraftRecords,
  type PlanView,
  titleOf,
} from './draft-records'
import { type Clock, type Entry, type EntryId, LIFE, type RecordId } from './entry'
import { createRightsCheck, findDeadReferences, findLastAdministratorLost, findNotUnique } from './guards'
import type { Actor, PlanFailure, PlannedIntent } from './intent'
import { membersOf, memberUnit, mergeRulesOf, parseMemberUnit } from './merge-rules'
import { deleteWithChildren, findDeadParent } from './plan'
import type { Row } from './row'
import { isUndoable } from './undo-stack'

export type UndoOptions = {
  /** Sets back what can be, although other fields were changed since. */
  readonly force?: boolean
  /** `chain` of the actor's undo stack. */
  readonly chain?: readonly EntryId[]
  readonly declared?: Declarations
}

type ChangedField = Extract<PlanFailure, { type: 'ChangedSince' }>['fields'][number]

/** What an intent did to a field, over all its entries. */
type Done = { readonly before: JsonValue; after: JsonValue; struck: boolean }

/** The intent that is taken back, and how to tell its values from later ones. */
type Target = {
  readonly stamp: EntryId
  readonly clock: Clock
  readonly chain: ReadonlySet<EntryId>
  readonly done: ReadonlyMap<RecordId, ReadonlyMap<string, Done>>
}

/**
 * Plans taking back an intent. `entries`: all of them, in order (of a run the parts and the closing entry).
 * `changes` may be empty: then all is as before already, and committing the undo only moves the stack.
 */
export function planUndo(
  entries: readonly Entry[],
  view: PlanView,
  actor: Actor,
  options: UndoOptions = {},
): Result<PlannedIntent, PlanFailure> {
  const closing = entries[entries.length - 1]
  const run = closing?.head.run
  const isWhole = run === undefined || 'end' in run
  if (closing === undefined || !isWhole || !isUndoable(closing.head.kind))
    return err({ type: 'NothingToUndo' })

  const { id: stamp, clock, kind, intent } = closing.head
  const target: Target = { stamp, clock, chain: new Set(options.chain), done: collect(entries) }
  const declared: Declarations = options.declared ?? registry
  const records = createDraftRecords(view, declared)
  const changed: ChangedField[] = []
  for (const record of target.done.keys()) {
    const type = typeOfId(record)
    const declaration = findDeclaration(declared, type)
    if (declaration === undefined) return err({ type: 'UnknownType', recordType: type })
    undoRecord(record, declaration, target, view, records, changed)
  }
  if (changed.length > 0 && !options.force)
    return err({ type: 'ChangedSince', rest: records.changes().length > 0, fields: changed })
  const failure = check(records, view, actor)
  if (failure) return err(failure)
  return ok({ kind: kind === 'undo' ? 'redo' : 'undo', changes: records.changes(), undoes: intent })
}

function collect(entries: readonly Entry[]): Target['done'] {
  const done = new Map<RecordId, Map<string, Done>>()
  for (const { body } of entries) {
    for (const { record, set } of body.changes) {
      const fields = done.get(record) ?? new Map<string, Done>()
      done.set(record, fields)
      for (const [field, [before, after]] of Object.entries(set)) {
        const known = fields.get(field)
        if (known) known.after = after
        else fields.set(field, { before, after, struck: false })
      }
    }
    for (const { record, field } of body.struck ?? []) {
      const known = done.get(record)?.get(field)
      if (known) known.struck = true
    }
  }
  return done
}

/** Who set a unit of merge, if anybody did. */
function setBy(row: Row, unit: string): EntryId | undefined {
  const index = row.by[unit]
  return index === undefined ? undefined : row.stamps[index]?.id
}

/** Whether what stands still comes from the target, or from an undo or redo that brought the same value back. */
const isOwn = (by: EntryId | undefined, asAfter: boolean, target: Target): boolean =>
  by !== undefined && (by === target.stamp || (asAfter && target.chain.has(by)))

function undoRecord(
  id: RecordId,
  declaration: RecordDeclaration,
  target: Target,
  view: PlanView,
  records: DraftRecords,
  changed: ChangedField[],
): void {
  const row = view.row(id)
  const done = target.done.get(id)
  if (row === undefined || done === undefined) return
  const note = (field: string, by: EntryId | undefined) =>
    changed.push({ record: id, name: titleOf(declaration, row.values), field, by: by ?? target.stamp })

  const life = done.get(LIFE)
  const lifeBy = setBy(row, LIFE)
  const draft = records.stage(id, declaration)
  if (life === undefined) {
    if (row.life !== 'live') {
      // Fields of a record that is gone are left: an edit would be no revival.
      note(LIFE, lifeBy)
      return
    }
  } else if (row.life !== life.before) {
    if (row.life !== life.after || !isOwn(lifeBy, true, target)) {
      note(LIFE, lifeBy)
      return
    }
    if (life.before === 'live') draft.life = 'live'
    else undoLife(draft, life.before === 'deleted' ? 'deleted' : null, target, view, records, changed, note)
  }
  // What was never there keeps its values under the tombstone: doing it again needs its life only.
  if (life?.before === null || (draft.life !== 'live' && row.life !== 'live')) return
  undoFields(draft, row, done, target, note)
}

/** Takes a record's coming to life back, unless others have worked on it since. */
function undoLife(
  draft: DraftRecord,
  before: Row['life'],
  target: Target,
  view: PlanView,
  records: DraftRecords,
  changed: ChangedField[],
  note: (field: string, by: EntryId | undefined) => void,
): void {
  const row = draft.row as Row
  const rules = mergeRulesOf(draft.declaration)
  for (const [unit, index] of Object.entries(row.by)) {
    const stamp = row.stamps[index]
    if (unit === LIFE || stamp === undefined) continue
    if (stamp.clock > target.clock && !target.chain.has(stamp.id)) {
      note(parseMemberUnit(unit)?.field ?? rules.fieldsOf.get(unit)?.[0] ?? unit, stamp.id)
    }
  }
  for (const child of records.childrenOf(draft.id)) {
    const childRow = view.row(child.id)
    if (childRow?.life !== 'live' || target.done.get(child.id)?.has(LIFE)) continue
    changed.push({
      record: child.id,
      name: titleOf(child.declaration, childRow.values),
      field: LIFE,
      by: setBy(childRow, LIFE) ?? target.stamp,
    })
    deleteWithChildren(child.id, child.declaration, records)
  }
  draft.life = before
}

function undoFields(
  draft: DraftRecord,
  row: Row,
  done: ReadonlyMap<string, Done>,
  target: Target,
  note: (field: string, by: EntryId | undefined) => void,
): void {
  const rules = mergeRulesOf(draft.declaration)
  const units = new Set<string>()
  for (const [field, change] of done) {
    if (field === LIFE || parseMemberUnit(field) !== null || change.struck) continue
    const unit = rules.unitOf.get(field)
    if (unit !== undefined) units.add(unit)
    else if (rules.tags.has(field)) undoMembers(draft, row, field, change, target, note)
    else undoUnit(draft, row, field, [field], done, target, note)
  }
  for (const unit of units) undoUnit(draft, row, unit, rules.fieldsOf.get(unit) ?? [], done, target, note)
}

/** A field or a declared unit goes back whole or not at all. */
function undoUnit(
  draft: DraftRecord,
  row: Row,
  unit: string,
  fields: readonly string[],
  done: ReadonlyMap<string, Done>,
  target: Target,
  note: (field: string, by: EntryId | undefined) => void,
): void {
  const stands = (side: 'before' | 'after'): boolean =>
    fields.every((field) => sameJson(row.values[field] ?? null, done.get(field)?.[side] ?? null))
  if (stands('before')) return
  const by = setBy(row, unit)
  if (!isOwn(by, stands('after'), target)) {
    note(fields[0] ?? unit, by)
    return
  }
  for (const field of fields) {
    if (!done.get(field)?.struck) setValue(draft, field, done.get(field)?.before ?? null)
  }
}

/** Members that came go, members that went come, each by itself. */
function undoMembers(
  draft: DraftRecord,
  row: Row,
  field: string,
  { before, after }: Done,
  target: Target,
  note: (field: string, by: EntryId | undefined) => void,
): void {
  const was = new Set(membersOf(before))
  const became = new Set(membersOf(after))
  const members = new Set(membersOf(row.values[field]))
  for (const member of [...new Set([...was, ...became])].sort()) {
    if (was.has(member) === became.has(member) || members.has(member) === was.has(member)) continue
    const by = setBy(row, memberUnit(field, member))
    if (!isOwn(by, true, target)) note(field, by)
    else if (was.has(member)) members.add(member)
    else members.delete(member)
  }
  setValue(draft, field, members.size > 0 ? [...members].sort() : null)
}

function setValue(draft: DraftRecord, field: string, value: JsonValue): void {
  if (value === null) delete draft.values[field]
  else draft.values[field] = value
}

/** What holds for every write holds for taking one back. */
function check(records: DraftRecords, view: PlanView, actor: Actor): PlanFailure | null {
  const mayDo = createRightsCheck(actor, view)
  for (const draft of records.staged()) {
    const lifeBefore = draft.row?.life ?? null
    const fields = Object.keys({ ...draft.row?.values, ...draft.values }).filter(
      (field) => !sameJson(draft.row?.values[field] ?? null, draft.values[field] ?? null),
    )
    if (draft.life === lifeBefore && fields.length === 0) continue
    const comesBack = draft.life === 'live' && lifeBefore !== 'live'
    const op: WriteOp = comesBack ? 'restore' : draft.life === lifeBefore ? 'set' : 'delete'
    const failure =
      mayDo(draft.declaration, op, draft.id, fields) ?? (comesBack ? findDeadParent(draft, records) : null)
    if (failure) return failure
  }
  return (
    findReferenceGone(records) ?? findValueTaken(records) ?? findLastAdministratorLost(records, view, false)
  )
}

/** What a field referred to before may be deleted by now: it is to be restored first. */
function findReferenceGone(records: DraftRecords): PlanFailure | null {
  const [refused] = findDeadReferences(records)
  if (refused === undefined) return null
  const record = records.peek(refused.record)?.values[refused.field] as RecordId
  return { type: 'RecordDeleted', record, name: records.nameOf(record) }
}

/** Nobody typed the value just now, so the refusal says who has it. */
function findValueTaken(records: DraftRecords): PlanFailure | null {
  const [refused] = findNotUnique(records)
  if (refused === undefined) return null
  const { record, field } = refused
  const value = records.peek(record)?.values[field] as string
  for (const { id, values } of records.liveOf(typeOfId(record))) {
    if (id === record || values[field] !== value) continue
    const names = { name: records.nameOf(record), holder: id, holderName: records.nameOf(id) }
    return { type: 'ValueTaken', record, field, value, ...names }
  }
  return null
}
