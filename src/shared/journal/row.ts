import { type JsonValue, sameJson } from '../base/json'
import { type Clock, type EntryId, LIFE, type RecordId } from './entry'
import { membersOf, parseMemberUnit } from './merge-rules'

export type Stamp = { readonly id: EntryId; readonly clock: Clock }

/** A concurrent value that does not stand: a conflict until a later entry that knew both. */
export type Rival = { readonly value: JsonValue; readonly stamp: number }

/**
 * A record as the journal left it: a function of the set of entries folded, whatever the order they came in. Only
 * what fold writes stands here; a row can be thrown away and folded again.
 *
 * `by` names per unit of merge (a field, a declared unit, or `field/member` of a tags field) the index in `stamps`
 * of the entry that set what stands. Changes of a run carry the id and clock of its closing entry.
 */
export type Row = {
  readonly id: RecordId
  /** null: never was, or its making was taken back; `values` may then still hold what it had. */
  readonly life: 'live' | 'deleted' | null
  /** Fields that are not empty. */
  readonly values: { readonly [field: string]: JsonValue }
  /** In order of clock, then device: a greater index wins over a smaller one. */
  readonly stamps: readonly Stamp[]
  readonly by: { readonly [unit: string]: number }
  /**
   * Value of a rival: the field's; for a declared unit `{ field: value }`; for a member of tags whether it is in;
   * under `_life` what the record's life would be ('live' also for an edit concurrent with a deletion).
   */
  readonly rivals?: { readonly [unit: string]: readonly Rival[] }
  /** Stamps of edits no later entry about this record knew: a deletion that does not know them conflicts with them. */
  readonly tips?: readonly number[]
  /** Every entry that touched the record, by device, then number. */
  readonly entries: readonly EntryId[]
}

/**
 * What stands for a unit of merge, in the form rivals have. `unitFields`: the fields of a declared unit; absent for a
 * field or a member.
 */
export function standingValue(
  row: Pick<Row, 'life' | 'values'>,
  unit: string,
  unitFields: readonly string[] | undefined,
): JsonValue {
  if (unit === LIFE) return row.life
  if (unitFields) return Object.fromEntries(unitFields.map((field) => [field, row.values[field] ?? null]))
  const part = parseMemberUnit(unit)
  if (part !== null) return membersOf(row.values[part.field]).includes(part.member)
  return row.values[unit] ?? null
}

/** Rows are the same when the same entries made them: order of members and of arrival make no difference. */
export const sameRow = (a: Row, b: Row): boolean => sameJson(a, b)
