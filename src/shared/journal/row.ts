import type { JsonValue } from '../base/json'
import type { Clock, EntryId, RecordId } from './entry'

export type Stamp = { readonly id: EntryId; readonly clock: Clock }

/** A concurrent value that does not stand: a conflict until a later entry that knew both. */
export type Rival = { readonly value: JsonValue; readonly stamp: number }

/**
 * A record as the journal left it. Only what fold writes stands here; a row can be thrown away and folded again.
 * `by` names per unit of merge (a field, a declared unit, or `field/member` of a tags field) the index in `stamps`
 * of the entry that set what stands.
 */
export type Row = {
  readonly id: RecordId
  readonly life: 'live' | 'deleted' | null
  /** Fields that are not empty. */
  readonly values: { readonly [field: string]: JsonValue }
  readonly stamps: readonly Stamp[]
  readonly by: { readonly [unit: string]: number }
  readonly rivals?: { readonly [unit: string]: readonly Rival[] }
  /** Every entry that touched the record, in the order folded. */
  readonly entries: readonly EntryId[]
}
