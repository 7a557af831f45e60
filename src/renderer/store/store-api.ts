/**
 * What the page may ask of the store worker, which alone owns the databases, the columns in memory and the commit
 * queue. Over Comlink: everything is plain data.
 */
import type { Result } from '../../shared/base/result'
import type {
  HostCall,
  LedgerFailure,
  LedgerState,
  SegmentProblem,
  VaultFailure,
} from '../../shared/contract/host-api'
import type { Alphabet } from '../../shared/domain/reading/initials'
import type {
  FieldMapping,
  ImportPreview,
  ImportProblem,
  RememberedMapping,
  RowVerdict,
  TableChoice,
  VerdictKind,
} from '../../shared/exchange/import-plan'
import type { EntryHead, EntryId, RecordId } from '../../shared/journal/entry'
import type { FieldValues, Intent, PlanFailure } from '../../shared/journal/intent'
import type { HistoryItem } from '../../shared/journal/narrate'
import type { Row } from '../../shared/journal/row'
import type { Role } from '../../shared/records/define'
import type { FileKeepFailure, FileReadFailure } from './stored-files'

/**
 * Where what is entered is kept. `journalOnly`: in this browser alone, and it will reach the vault when that can be
 * written again. With `refused` it will not without a person's doing: the vault takes the first line that waits for
 * no lesser reason than the one named (`HostDefect`: the host broke over it), and is asked again at the next write and
 * the next start only.
 */
export type KeptState =
  | { readonly where: 'vault'; readonly refused: null }
  | {
      readonly where: 'journalOnly'
      readonly refused: null | LedgerFailure | VaultFailure | { readonly type: 'HostDefect' }
    }

/** What was found and done at start, told to the person where it matters. */
export type Opened = {
  readonly ledger: Extract<LedgerState, { state: 'open' }>
  /** The browser's databases were empty or behind and were filled from the vault. */
  readonly filled: null | 'empty' | 'behind' | 'damaged'
  /** Entries that were only in this browser and were brought to the vault. */
  readonly brought: number
  /** Entries that stood under a number the vault had given to others; entered again under a new device. */
  readonly reentered: number
  /** A run of this device that never ended and was set aside. */
  readonly abandonedRuns: number
  /** No user yet: first run. */
  readonly empty: boolean
  /** Where entries are kept as of now; `kept` events tell of changes. */
  readonly kept: KeptState
}

export type OpenFailure =
  | { readonly type: 'NoLedger' }
  | { readonly type: 'Host'; readonly failure: LedgerFailure | VaultFailure }
  | { readonly type: 'DatabaseUnusable'; readonly name: string }
  /** Written by a newer Daicho: readable elsewhere, never written here. */
  | { readonly type: 'NewerFormat' }

export type CommitFailure =
  | PlanFailure
  /** The vault refused or is gone, and the journal too: nothing was kept. */
  | {
      readonly type: 'NotKept'
      /** `HostDefect`: something broke over it; the fault log has it, and whether it was written shows at the next write. */
      readonly failure:
        | LedgerFailure
        | VaultFailure
        | { readonly type: 'JournalFailed' }
        | { readonly type: 'HostDefect' }
    }
  | { readonly type: 'NoActor' }
  | { readonly type: 'LeaseLost' }
  /** A strike that was recorded earlier could not be carried out yet; there is one at a time. */
  | { readonly type: 'StrikeWaiting' }

export type Committed = {
  readonly intent: string
  readonly head: EntryId
  /** `journalOnly`: the vault could not be written; kept in one place only. */
  readonly kept: 'vault' | 'journalOnly'
  /** A strike that is recorded, and whose lines were not all replaced yet. */
  readonly struckLater?: true
}

/** A row with what screens show beside it. */
export type RecordView = {
  readonly row: Row
  /** Child records by the name of the children field, in order: the live ones, of a deleted record those deleted with it. */
  readonly children: { readonly [field: string]: readonly Row[] }
  /** Title of every record that is referred to. */
  readonly titles: { readonly [id: RecordId]: string }
}

/**
 * `''` in `oneOf` finds empty values. On a children field: `''` finds records without a live child,
 * `before:YYYY-MM-DD` those with a live child whose `checked` day (see its declaration) is earlier, and `never` those
 * with a live child that has no such day.
 */
export type ListFilter = { readonly field: string; readonly oneOf: readonly string[] }

export type ListQuery = {
  readonly type: string
  readonly life: 'live' | 'deleted'
  /** Words that must all be found (folded for width, kana, case). */
  readonly text?: string
  readonly filters?: readonly ListFilter[]
  readonly sort?: { readonly field: string; readonly descending: boolean }
  /**
   * Of a type that is ordered by a reading: `kana` (when absent) goes by readings; `latin` by names from A to Z, also
   * where sorted by the name, those in other letters last.
   */
  readonly alphabet?: Alphabet
}

/** Where the records of one letter begin in an open list. `index` as in `ListRow`. */
export type ListMark = { readonly index: string | null; readonly at: number }

/** A value records have, for choosing a filter. `shown`: title of what is referred to, otherwise the value itself. */
export type ListValue = { readonly value: string; readonly shown: string; readonly count: number }

/** A list that stays open in the worker; windows of it are fetched by offset. */
export type ListHandle = {
  readonly id: number
  readonly total: number
}

export type ListRow = {
  readonly id: RecordId
  readonly values: FieldValues
  /** Shown text of refs and children columns by field. */
  readonly shown: { readonly [field: string]: string }
  /** Values of the child records by children field, in order: the live ones, of a deleted record those deleted with it. */
  readonly children: { readonly [field: string]: readonly FieldValues[] }
  /** Letter it stands under: kana row of its reading (あ … わ, A, #; null without one), or A … Z, #. */
  readonly index: string | null
}

export type HistoryQuery = {
  /** One record with its children; absent: the whole ledger. */
  readonly record?: RecordId
  /** Entries older than this one; absent: from the newest. */
  readonly before?: string
  readonly limit: number
  /** Every record of every item is listed, not only the first. */
  readonly whole?: boolean
}

export type HistoryPage = { readonly items: readonly HistoryItem[]; readonly next: string | null }

/**
 * `kind`: what would be taken back or done again, also where it was taken back and done again before. `name`: of what it
 * changed first, '' when that was struck out, null when it changed nothing.
 */
export type UndoState = {
  readonly undo: {
    readonly intent: string
    readonly kind: EntryHead['kind']
    readonly name: string | null
  } | null
  readonly redo: {
    readonly intent: string
    readonly kind: EntryHead['kind']
    readonly name: string | null
  } | null
}

export type VerifyProblem =
  | {
      readonly kind: 'chain'
      readonly entry: EntryId
      readonly problem: 'hash' | 'prev' | 'seq' | 'body' | 'ledger' | 'unreadable'
    }
  | { readonly kind: 'run'; readonly entry: EntryId }
  | { readonly kind: 'storeMissing' | 'storeDiffers' | 'vaultMissing'; readonly entry: EntryId }
  /** The strike of this entry is recorded, and its line still holds what was struck. */
  | { readonly kind: 'strikeToDo'; readonly entry: EntryId }
  /** The vault could not say what it holds, or check its segments: `code` is the failure's name. */
  | { readonly kind: 'vaultUnread' | 'segmentsUnread'; readonly code: string }
  | { readonly kind: 'row'; readonly record: RecordId; readonly field: string }
  | { readonly kind: 'segment'; readonly problem: SegmentProblem }

export type VerifyReport = {
  readonly entries: number
  readonly rows: number
  readonly segments: number
  readonly struck: readonly { readonly entry: EntryId; readonly by: EntryId; readonly reason: string }[]
  /** First is what does not fit first, in the order of the journal. */
  readonly problems: readonly VerifyProblem[]
  readonly heads: readonly { readonly device: string; readonly seq: number; readonly hash: string }[]
  /** Entries that only wait in this browser for the vault. */
  readonly waiting: number
  readonly cancelled: boolean
}

/** Whether a hash from paper is a state this ledger still contains. */
/**
 * `hash` over the heads of all devices; `entry`: the newest of them by its clock; `own`: number of this device's last
 * entry, 0 before its first.
 */
export type LedgerHead = { readonly entry: EntryId; readonly own: number; readonly hash: string }

export type HashAnswer =
  /**
   * The state right behind `entry`. `covers`: the entries of all devices, or (a sheet of an older Daicho) only those of
   * the entry's device, of which `entriesSince` then speaks.
   */
  | {
      readonly type: 'entry'
      readonly entry: EntryId
      readonly at: string
      readonly entriesSince: number
      readonly covers: 'ledger' | 'device'
    }
  | { readonly type: 'unknown' }
  | { readonly type: 'tooShort' }

export type Progress = { readonly step: string; readonly done: number; readonly total: number }

export type StoreEvent =
  /** Records of these types changed; windows of them are to be read again. No `ids`: very many, or all of those types. */
  | { readonly type: 'changed'; readonly recordTypes: readonly string[]; readonly ids: readonly RecordId[] }
  | ({ readonly type: 'kept' } & KeptState)
  | { readonly type: 'progress'; readonly progress: Progress }

export type OfficeCounts = {
  readonly [recordType: string]: { readonly live: number; readonly deleted: number }
}

/** `PinWait`: too many wrong ones in a row; none is looked at for so long. */
export type SwitchFailure =
  | { readonly type: 'WrongPin' | 'PinNeeded' | 'NoSuchUser' }
  | { readonly type: 'PinWait'; readonly seconds: number }

export type ImportOptions = {
  readonly recordType?: string
  /** What the person said about the file. */
  readonly choice?: TableChoice
  /** Mappings of earlier imports. */
  readonly remembered?: readonly RememberedMapping[]
}

export type StoreApi = {
  open(host: HostCall, onEvent: (event: StoreEvent) => void): Promise<Result<Opened, OpenFailure>>
  close(): Promise<void>

  /** First run: office, first person and first user (an administrator) in one entry. */
  setUp(office: {
    name: string
    language: 'ja' | 'en'
    zone: string
    userName: string
    reading?: string
  }): Promise<Result<Committed, CommitFailure>>
  /** Fills an empty sample ledger with the sample office. */
  fillSample(language: 'ja' | 'en'): Promise<Result<Committed, CommitFailure>>

  /** Who writes from now on; the PIN is checked here. */
  switchUser(user: RecordId, pin?: string): Promise<Result<null, SwitchFailure>>
  currentUser(): Promise<{
    readonly id: RecordId
    readonly name: string
    readonly roles: readonly Role[]
  } | null>
  /** Hashes and sets (null: removes) the PIN of a user. */
  setPin(user: RecordId, pin: string | null): Promise<Result<Committed, CommitFailure>>

  commit(intent: Intent): Promise<Result<Committed, CommitFailure>>
  undo(force?: boolean): Promise<Result<Committed, CommitFailure>>
  redo(force?: boolean): Promise<Result<Committed, CommitFailure>>
  undoState(): Promise<UndoState>
  /** Strikes out fields of every entry that holds them for this record (and its children). */
  strike(
    record: RecordId,
    fields: readonly string[],
    reason: string,
  ): Promise<Result<Committed, CommitFailure>>

  record(id: RecordId): Promise<RecordView | null>
  records(ids: readonly RecordId[]): Promise<readonly RecordView[]>
  openList(query: ListQuery): Promise<ListHandle>
  listRows(list: number, from: number, to: number): Promise<readonly ListRow[]>
  listIds(list: number): Promise<readonly RecordId[]>
  /** The letters that records of the list stand under, in order; none where it is ordered by something else. */
  listMarks(list: number): Promise<readonly ListMark[]>
  closeList(list: number): Promise<void>
  /**
   * The values a text, choice, tags or ref field has among records of this type and life (members of tags one by
   * one, '' for empty), each with the number of records, the most used first; `limit` values at most.
   */
  listValues(
    query: Pick<ListQuery, 'type' | 'life'>,
    field: string,
    limit: number,
  ): Promise<readonly ListValue[]>
  counts(): Promise<OfficeCounts>
  history(query: HistoryQuery): Promise<HistoryPage>
  /** The state of the ledger as it is shown: what sheets carry. Null without entries. */
  head(): Promise<LedgerHead | null>

  /** Keeps a file in the vault (`FILE_BYTES` at most) for a record to refer to; the same content again changes nothing. */
  keepFile(
    bytes: Uint8Array,
  ): Promise<Result<{ readonly sha256: string; readonly bytes: number }, FileKeepFailure>>
  readFile(sha256: string): Promise<Result<Uint8Array<ArrayBuffer>, FileReadFailure>>

  verify(onProgress: (progress: Progress) => void): Promise<VerifyReport>
  cancelVerify(): Promise<void>
  findHash(text: string): Promise<HashAnswer>

  /**
   * Reads a file, proposes a mapping (or uses the given or a remembered one) and says what would happen; keeps it ready
   * for `runImport`. Another call, and `cancelImport`, call it off. `recordType`: `person` when absent.
   */
  previewImport(
    file: { name: string; bytes: Blob },
    mapping?: FieldMapping,
    options?: ImportOptions,
    onProgress?: (progress: Progress) => void,
  ): Promise<Result<ImportPreview, ImportProblem>>
  /** Verdicts of the last preview, of one kind, from one place to another. */
  importRows(kind: VerdictKind, from: number, to: number): Promise<readonly RowVerdict[]>
  cancelImport(): Promise<void>
  /** Does what the last preview said: all or nothing, one run, one undo. */
  runImport(): Promise<Result<Committed, CommitFailure>>
}
