/** The view with an intent's changes laid over it, while the intent is planned; and the changes they come to. */
import { type JsonValue, sameJson } from '../base/json'
import {
  type Declarations,
  findDeclaration,
  type RecordDeclaration,
  typesReferredTo,
} from '../records/define'
import { typeOfId } from '../records/registry'
import { type Change, type FieldChange, LIFE, type RecordId } from './entry'
import { membersOf, memberUnit, mergeRulesOf } from './merge-rules'
import type { Row } from './row'

/** What planning may read: rows as the fold left them. */
export type PlanView = {
  row(id: RecordId): Row | undefined
  /** Rows of a type of any life. */
  rowsOf(type: string): Iterable<Row>
}

export type DraftRecord = {
  readonly id: RecordId
  readonly declaration: RecordDeclaration
  readonly row: Row | undefined
  life: Row['life']
  values: { [field: string]: JsonValue }
  /** Fields (and `_life`) that are written although they stay the same, because a conflict is looked at. */
  readonly confirmed: Set<string>
}

export type DraftRecords = ReturnType<typeof createDraftRecords>

/** Text that names a record; '' when it has none, as a link, which is called what it leads to. */
export function titleOf(
  declaration: RecordDeclaration,
  values: { readonly [field: string]: JsonValue },
): string {
  const title = declaration.fields[declaration.title]?.kind === 'text' ? values[declaration.title] : undefined
  return typeof title === 'string' ? title : ''
}

export function createDraftRecords(view: PlanView, declared: Declarations) {
  const staged = new Map<RecordId, DraftRecord>()
  const childrenByType = new Map<string, Map<string, RecordId[]>>()

  const peek = (id: RecordId): Pick<DraftRecord, 'life' | 'values'> | undefined =>
    staged.get(id) ?? view.row(id)

  /** What a record is called; '' when it is unknown. */
  function nameOf(id: RecordId): string {
    const declaration = findDeclaration(declared, typeOfId(id))
    return declaration === undefined ? '' : titleOf(declaration, peek(id)?.values ?? {})
  }

  function stage(id: RecordId, declaration: RecordDeclaration): DraftRecord {
    const known = staged.get(id)
    if (known) return known
    const row = view.row(id)
    const draft: DraftRecord = {
      id,
      declaration,
      row,
      life: row?.life ?? null,
      values: { ...row?.values },
      confirmed: new Set(),
    }
    staged.set(id, draft)
    return draft
  }

  /** Live records of a type, staged ones as they will be. */
  function* liveOf(
    type: string,
  ): Generator<{ readonly id: RecordId; readonly values: DraftRecord['values'] }> {
    for (const row of view.rowsOf(type)) if (row.life === 'live' && !staged.has(row.id)) yield row
    for (const draft of staged.values()) {
      if (draft.life === 'live' && draft.declaration.type === type) yield draft
    }
  }

  /** Ids of child records of any life by parent, as the view has them. */
  function indexChildren(child: RecordDeclaration, parentField: string): Map<string, RecordId[]> {
    const known = childrenByType.get(child.type)
    if (known) return known
    const index = new Map<string, RecordId[]>()
    for (const row of view.rowsOf(child.type)) {
      const parent = row.values[parentField]
      if (typeof parent !== 'string') continue
      const siblings = index.get(parent)
      if (siblings) siblings.push(row.id)
      else index.set(parent, [row.id])
    }
    childrenByType.set(child.type, index)
    return index
  }

  /** Child records of any life of a record, in order of id. */
  function childrenOf(id: RecordId): { readonly id: RecordId; readonly declaration: RecordDeclaration }[] {
    const type = typeOfId(id)
    const children: { id: RecordId; declaration: RecordDeclaration }[] = []
    for (const declaration of Object.values(declared)) {
      const parentField = declaration.parent
      const field = parentField === undefined ? undefined : declaration.fields[parentField]
      if (parentField === undefined || field?.kind !== 'ref' || !typesReferredTo(field).includes(type))
        continue
      const ids = new Set(indexChildren(declaration, parentField).get(id) ?? [])
      for (const draft of staged.values()) {
        if (draft.declaration !== declaration) continue
        if (draft.values[parentField] === id) ids.add(draft.id)
        else ids.delete(draft.id)
      }
      for (const child of [...ids].sort()) children.push({ id: child, declaration })
    }
    return children
  }

  return {
    peek,
    nameOf,
    stage,
    liveOf,
    childrenOf,
    staged: (): Iterable<DraftRecord> => staged.values(),
    changes: (): Change[] => [...staged.values()].flatMap(toChange),
  }
}

/** What a draft changes against its row, fields in the order declared; nothing when it changes nothing. */
function toChange(draft: DraftRecord): Change[] {
  const { declaration, row, life, values } = draft
  const before = row?.values ?? {}
  const set: { [field: string]: FieldChange } = {}
  const lifeBefore = row?.life ?? null
  // Made and deleted by the same intent: it never was.
  if (lifeBefore === null && life !== 'live') return []
  if (life !== lifeBefore || draft.confirmed.has(LIFE)) set[LIFE] = [lifeBefore, life]

  const rules = mergeRulesOf(declaration)
  const differs = (field: string): boolean => !sameJson(before[field] ?? null, values[field] ?? null)
  const undeclared = Object.keys({ ...before, ...values }).filter(
    (f) => !Object.hasOwn(declaration.fields, f),
  )
  for (const field of [...Object.keys(declaration.fields), ...undeclared.sort()]) {
    const change: FieldChange = [before[field] ?? null, values[field] ?? null]
    const unit = rules.unitOf.get(field)
    if (unit !== undefined) {
      // A unit is written whole, so that it can be merged whole.
      const written = (rules.fieldsOf.get(unit) ?? []).some((f) => differs(f) || draft.confirmed.has(f))
      if (written && (change[0] !== null || change[1] !== null || draft.confirmed.has(field)))
        set[field] = change
      continue
    }
    if (differs(field) || (draft.confirmed.has(field) && !rules.tags.has(field))) set[field] = change
    if (rules.tags.has(field)) confirmMembers(draft, field, set)
  }
  if (Object.keys(set).length === 0) return []
  const name = titleOf(declaration, values) || titleOf(declaration, before)
  return [{ record: draft.id, name, set }]
}

/** Members in conflict that stay as they are get a write of their own, or the conflict could not be settled. */
function confirmMembers(draft: DraftRecord, field: string, set: { [field: string]: FieldChange }): void {
  if (!draft.confirmed.has(field)) return
  const before = membersOf(draft.row?.values[field])
  const after = membersOf(draft.values[field])
  for (const unit of Object.keys(draft.row?.rivals ?? {}).sort()) {
    if (!unit.startsWith(memberUnit(field, ''))) continue
    const member = unit.slice(memberUnit(field, '').length)
    const stands = after.includes(member)
    if (before.includes(member) === stands) set[unit] = [stands, stands]
  }
}
