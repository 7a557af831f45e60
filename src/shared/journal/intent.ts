import type { JsonValue } from '../base/json'
import type { Role } from '../records/define'
import type { Change, EntryId, IntentKind, RecordId, Strike } from './entry'

export type FieldValues = { readonly [field: string]: JsonValue }

/** One wish within an intent. Ids are made before planning, so that a retry means the same records. */
export type Write =
  | { readonly op: 'create'; readonly id: RecordId; readonly values: FieldValues }
  | { readonly op: 'set'; readonly id: RecordId; readonly values: FieldValues }
  | { readonly op: 'delete'; readonly id: RecordId }
  | { readonly op: 'restore'; readonly id: RecordId }

/** What a person wants done, as one entry (or one run) and one undo. */
export type Intent = {
  readonly kind: Exclude<IntentKind, 'undo' | 'redo' | 'strike' | 'abandon'>
  readonly writes: readonly Write[]
  readonly reason?: string
}

export type Actor = { readonly id: RecordId; readonly name: string; readonly roles: readonly Role[] }

/** An intent that was checked in full: what its entry or entries will say. */
export type PlannedIntent = {
  readonly kind: IntentKind
  readonly changes: readonly Change[]
  readonly reason?: string
  readonly undoes?: string
  readonly strikes?: readonly Strike[]
}

/** Why a value was refused; the sentence is made in the renderer, in the user's language. */
export type FieldProblem =
  | 'required'
  | 'wrongKind'
  | 'tooLong'
  | 'controlCharacters'
  | 'notAChoice'
  | 'notANumber'
  | 'outOfRange'
  | 'notADate'
  /** A day that has not come yet, for something that has happened. */
  | 'afterToday'
  | 'notAnInstant'
  | 'notKana'
  | 'notAMail'
  | 'notAPhone'
  | 'notAUrl'
  | 'notAZone'
  | 'noSuchRecord'
  | 'unknownField'
  | 'notUnique'
  /** The reason of a strike holds one of the texts it strikes. */
  | 'quotesStruck'

export type PlanFailure =
  | {
      readonly type: 'FieldsRefused'
      readonly fields: readonly {
        readonly record: RecordId
        readonly field: string
        readonly problem: FieldProblem
      }[]
    }
  | { readonly type: 'NotAllowed'; readonly recordType: string; readonly op: Write['op'] | 'strike' }
  | { readonly type: 'NoSuchRecord'; readonly record: RecordId }
  | { readonly type: 'RecordExists'; readonly record: RecordId }
  | { readonly type: 'RecordDeleted'; readonly record: RecordId; readonly name: string }
  | { readonly type: 'UnknownType'; readonly recordType: string }
  | { readonly type: 'NothingToUndo' }
  | { readonly type: 'NothingToRedo' }
  /**
   * Some fields were changed since; `by` names the later entry. Undo of the rest needs `force`; where nothing is left
   * (`rest` false) it only makes way for what was done before.
   */
  | {
      readonly type: 'ChangedSince'
      readonly rest: boolean
      readonly fields: readonly {
        readonly record: RecordId
        readonly name: string
        readonly field: string
        readonly by: EntryId
      }[]
    }
  /** Taken back, a value that only one record may have would be that of two: another has it now. */
  | {
      readonly type: 'ValueTaken'
      readonly record: RecordId
      readonly name: string
      readonly field: string
      readonly value: string
      readonly holder: RecordId
      readonly holderName: string
    }
  /** The last administrator may not be taken away. */
  | { readonly type: 'LastAdministrator' }
