/** Types of an import: from a table of texts to writes, with every refusal in the words of row and column. */
import type { RecordId } from '../journal/entry'
import type { FieldProblem, FieldValues, Write } from '../journal/intent'

/** What a column becomes: a field, a child value, a part of the name, or nothing. */
export type ColumnTarget =
  | { readonly to: 'nothing' }
  | { readonly to: 'field'; readonly field: string }
  /** Given and family name columns are joined in the order of the language of the value. */
  | { readonly to: 'familyName' | 'givenName' | 'familyReading' | 'givenReading' }
  /** A phone number, or several. `use`: a choice of the field `use` of the type's phones. */
  | { readonly to: 'phone'; readonly use: string | null }
  /** A field of the phones that the nearest phone column before it (or, for want of one, behind it) brings. */
  | { readonly to: 'phoneField'; readonly field: string }

/** How 03/04/2026 is read. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

/** Fields by which records are known together: all of them must be the same. */
export type Key = readonly string[]

export type FieldMapping = {
  readonly recordType: string
  /** One per column of the file, in order. */
  readonly columns: readonly ColumnTarget[]
  /**
   * Keys that find an existing record, the strongest first: a row is looked for by the first of them it has a value
   * for and that finds one. Empty: every row is new.
   */
  readonly key: readonly Key[]
  /** Puts the 0 back in front of phone numbers that a spreadsheet took for a number. */
  readonly restoreZero?: boolean
  /** Takes rows in without the cells that cannot be taken, where the record can do without them. */
  readonly leaveOutBadCells?: boolean
  /** A record found by its mail or number takes the row's name, though it is a wholly different one. */
  readonly renames?: boolean
  /** How a date is read in which day, month and year could stand in more than one order. */
  readonly dayOrder?: DayOrder
  /** Numbers in columns of dates are days as a spreadsheet counts them. */
  readonly serialDates?: boolean
  /** Types of which records are made where a row names one that is not there. */
  readonly makeMissing?: readonly string[]
  /** Records that the file does not name are deleted. Never while rows are refused. */
  readonly deleteGone?: boolean
}

/** What is to be known of a header beside its text. */
export type ColumnSeen = {
  /** As it is shown: of two header rows, both. */
  readonly header: string
  /** What to know the column by where that is not the header alone, the most telling first. */
  readonly names?: readonly string[]
  readonly samples: readonly string[]
}

export type Encoding = 'utf-8' | 'utf-8-bom' | 'shift_jis' | 'euc-jp' | 'utf-16le' | 'utf-16be'
export type Delimiter = ',' | '\t' | ';' | '|'
/** Rows of the file that say what its columns are. */
export type HeaderRows = 0 | 1 | 2

export type TableFound =
  | {
      readonly format: 'separated'
      readonly encoding: Encoding
      readonly delimiter: Delimiter
      readonly headerRows: HeaderRows
    }
  /** Address cards (vCard): what says row is a card, columns are made. */
  | { readonly format: 'cards' }

/** What a person said about the file where the program had found something else. */
export type TableChoice = {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly headerRows?: HeaderRows
}

export type CellProblem =
  | FieldProblem
  /** Day and month could be either. */
  | 'ambiguousDate'
  /** A number where a date is wanted: a day as spreadsheets count them, perhaps. */
  | 'serialDate'
  /** More or fewer cells than the table has columns. */
  | 'raggedRow'
  | 'notADuration'
  | 'formulaLike'
  /** A phone number whose digits are lost for good (9.01E+10). */
  | 'mangledNumber'
  /** A text that looks like one. */
  | 'maybeMangled'
  /** A phone number without the 0 it began with. */
  | 'lostZero'
  | 'twoMatches'
  /** The record that the cell finds goes by another name, which is the `value`. */
  | 'otherName'
  /** Another row of the file, named in `value`, is the same record with other values. */
  | 'repeatedRow'
  /** Bytes that do not belong to the encoding. */
  | 'undecodable'
  /** Several records go by the name that a reference names. */
  | 'twoOfName'
  /** The row that a reference names is not imported. */
  | 'refNotImported'
  /** Not in the file, and a user of Daicho: never deleted by an import. */
  | 'isUser'
  /** A card that breaks off or is none; `value`: its line in the file. */
  | 'brokenCard'
  /** Something of a card that is not kept, such as a photo: `value` says what. */
  | 'leftOutOfCard'

export type RowProblem = {
  /** 0-based column of the file; -1: the whole row. */
  readonly column: number
  readonly problem: CellProblem
  readonly value: string
  /** The row is not imported because of it; otherwise it is only to be looked at. */
  readonly refuses: boolean
}

/** Texts as they stand in the record; `before` is empty for what is new. */
export type RowChange = {
  readonly field: string
  readonly before: string
  readonly after: string
  /** For a phone: its use from now on. */
  readonly use?: string | null
  /** For a field of a phone. */
  readonly phoneField?: string
}

export type RowVerdict = {
  /** 1-based number of the row as a spreadsheet counts it, header and empty rows included; 0: not in the file. */
  readonly row: number
  /** `gone`: a record the file does not name; `delete`: one that is deleted for it. */
  readonly action: 'create' | 'change' | 'same' | 'refused' | 'gone' | 'delete'
  readonly title: string
  readonly record: RecordId | null
  readonly changes: readonly RowChange[]
  readonly problems: readonly RowProblem[]
}

/** What a dry run can be filtered by; `look`: what is imported and has remarks. */
export type VerdictKind = 'all' | RowVerdict['action'] | 'look'

/** Records that rows name and that are not there. */
export type MissingRecords = {
  readonly recordType: string
  readonly count: number
  /** The first of them. */
  readonly names: readonly string[]
  /** They are made with the import. */
  readonly made: boolean
}

export type ImportPreview = {
  readonly file: string
  readonly table: TableFound
  readonly columns: readonly ColumnSeen[]
  readonly mapping: FieldMapping
  /** Where the mapping comes from. */
  readonly mappingFrom: 'proposed' | 'remembered' | 'given'
  /** Another type that the columns are more like. */
  readonly likelyType: string | null
  /** Rows of the file. */
  readonly rows: number
  /** Verdicts of each kind; rows themselves are asked for in windows. */
  readonly counts: { readonly [K in VerdictKind]: number }
  readonly missing: readonly MissingRecords[]
  /** Records the file does not name that could be deleted for it. */
  readonly deletable: number
  /** Problems that some row has: choices that would settle them are offered. */
  readonly problems: readonly CellProblem[]
  /** Some cell of a row that is refused could be left out. */
  readonly refusesCells: boolean
}

/** A mapping of an earlier import, by the headers it was for. */
export type RememberedMapping = { readonly headers: readonly string[]; readonly mapping: FieldMapping }

/** Verdicts in the order of the file, then what is deleted; of kind `gone` what the file does not name and stays. */
export type Verdicts = {
  readonly window: (kind: VerdictKind, from: number, to: number) => readonly RowVerdict[]
}

/** What `runImport` will commit; kept in the worker. */
export type PreparedImport = {
  readonly preview: ImportPreview
  readonly verdicts: Verdicts
  readonly writes: () => readonly Write[]
}

/** A record of the ledger as an import looks at it, with its children by the name of the children field, in order. */
export type ExistingRecord = {
  readonly id: RecordId
  readonly values: FieldValues
  readonly children: {
    readonly [field: string]: readonly { readonly id: RecordId; readonly values: FieldValues }[]
  }
}

/** What is in the ledger already. Read once. */
export type ImportView = {
  /** The live records of the type. */
  readonly records: Iterable<ExistingRecord>
  /** The live records of the other types that fields of the type refer to. */
  readonly others?: {
    readonly [type: string]: Iterable<{ readonly id: RecordId; readonly values: FieldValues }>
  }
  /** What the office calls itself: its own people come from no other organisation. */
  readonly office?: string
  /** Records that users of Daicho are: an import never deletes them. */
  readonly users?: ReadonlySet<RecordId>
}

/**
 * Bytes as text: null when the bytes are not of that encoding. `lenient`: never null, what cannot be read stands
 * as U+FFFD. No byte order mark in the result. In browser and Node: `decodeWith(TextDecoder)`.
 */
export type Decode = (
  bytes: Uint8Array,
  /** Cards that came by mail may be in iso-2022-jp (JIS); files of separated values never were. */
  encoding: Encoding | 'iso-2022-jp',
  lenient: boolean,
) => string | null

export type ImportProblem =
  | { readonly type: 'Empty' }
  /** `looksLike`: what the first bytes say it is, where they do. */
  | { readonly type: 'Binary'; readonly looksLike: 'xlsx' | 'xls' | 'pdf' | 'image' | 'archive' | null }
  | { readonly type: 'TooLarge'; readonly limitBytes: number }
  | { readonly type: 'TooManyColumns'; readonly columns: number; readonly limit: number }
  | { readonly type: 'TooManyRows'; readonly limit: number }
  | { readonly type: 'NoRows' }
  | { readonly type: 'UnknownEncoding'; readonly row: number }
  | { readonly type: 'BrokenQuotes'; readonly row: number }
  /** No card in a file of cards could be read. */
  | { readonly type: 'NoCards' }
  /** The file could not be read to its end: another program holds it, or it was moved away. */
  | { readonly type: 'Unreadable' }
  /** The person called it off. */
  | { readonly type: 'Cancelled' }
