import type { JsonValue } from '../base/json'
import type { EntryHead, EntryId, RecordId } from './entry'

/** One intent as history shows it: who, when, what, from what to what, why. A run is one item. */
export type HistoryItem = {
  readonly intent: string
  readonly entry: EntryId
  readonly kind: EntryHead['kind']
  readonly at: string
  readonly zone: string
  readonly actor: RecordId
  readonly actorName: string
  readonly reason: string | null
  /** Set when another intent took this one back and nothing brought it back. */
  readonly undoneBy: string | null
  readonly records: readonly {
    readonly record: RecordId
    readonly name: string
    readonly op: 'create' | 'change' | 'delete' | 'restore'
    readonly fields: readonly {
      readonly field: string
      readonly before: JsonValue
      readonly after: JsonValue
      readonly struck: boolean
    }[]
  }[]
  /** Records beyond those listed, for a run. */
  readonly moreRecords: number
}
