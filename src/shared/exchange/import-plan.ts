/** Types of an import: from a table of texts to writes, with every refusal in the words of row and column. */
import type { RecordId } from '../journal/entry'
import type { FieldProblem, FieldValues, Write } from '../journal/intent'

/** What a column becomes: a field, a child value, a part of the name, or nothing. */
export type ColumnTarget =
  | { readonly to: 'nothing' }
  | { readonly to: 'field'; readonly field: string }
  /** Given and family name columns are joined in the order of the language of the value. */
  | { readonly to: 'familyName' | 'givenName' | 'familyReading' | 'givenReading' }
  | { readonly to: 'phone'; readonly use: string | null }

export type FieldMapping = {
  readonly recordType: string
  /** One per column of the file, in order. */
  readonly columns: readonly ColumnTarget[]
  /**
   * Fields that find an existing record, the strongest first: a row is looked for by the first of them it has a value
   * for and that finds one. Empty: every row is new.
   */
  readonly key: readonly string[]
  /** Puts the 0 back in front of phone numbers that a spreadsheet took for a number. */
  readonly restoreZero?: boolean
  /** Takes rows in without the cells that cannot be taken, where the record can do without them. */
  readonly leaveOutBadCells?: boolean
  /** A record found by its mail or number takes the row's name, though it is a wholly different one. */
  readonly renames?: boolean
}

export type ColumnSeen = { readonly header: string; readonly samples: readonly string[] }

export type Encoding = 'utf-8' | 'utf-8-bom' | 'shift_jis' | 'euc-jp' | 'utf-16le' | 'utf-16be'
export type Delimiter = ',' | '\t' | ';' | '|'

export type TableFound = {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly headerRow: boolean
  readonly rows: number
}

/** What a person said about the file where the program had found something else. */
export type TableChoice = {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly headerRow?: boolean
}

export type CellProblem =
  | FieldProblem
  | 'ambiguousDate'
  /** More or fewer cells than the table has columns. */
  | 'raggedRow'
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
}

export type RowVerdict = {
  /** 1-based number of the row as a spreadsheet counts it: header and empty rows included. */
  readonly row: number
  readonly action: 'create' | 'change' | 'same' | 'refused'
  readonly title: string
  readonly record: RecordId | null
  readonly changes: readonly RowChange[]
  readonly problems: readonly RowProblem[]
}

export type ImportPreview = {
  readonly file: string
  readonly table: TableFound
  readonly columns: readonly ColumnSeen[]
  readonly mapping: FieldMapping
  readonly verdicts: readonly RowVerdict[]
  readonly counts: {
    readonly create: number
    readonly change: number
    readonly same: number
    readonly refused: number
  }
}

/** What `runImport` will commit; kept in the worker. */
export type PreparedImport = { readonly preview: ImportPreview; readonly writes: readonly Write[] }

/** A record of the ledger as an import looks at it, with its children by the name of the children field, in order. */
export type ExistingRecord = {
  readonly id: RecordId
  readonly values: FieldValues
  readonly children: {
    readonly [field: string]: readonly { readonly id: RecordId; readonly values: FieldValues }[]
  }
}

/** What is in the ledger already: the live records of the type. Read once. */
export type ImportView = { readonly records: Iterable<ExistingRecord> }

/**
 * Bytes as text: null when the bytes are not of that encoding. `lenient`: never null, what cannot be read stands
 * as U+FFFD. No byte order mark in the result. In browser and Node: `decodeWith(TextDecoder)`.
 */
export type Decode = (bytes: Uint8Array, encoding: Encoding, lenient: boolean) => string | null

export type ImportProblem =
  | { readonly type: 'Empty' }
  /** `looksLike`: what the first bytes say it is, where they do. */
  | { readonly type: 'Binary'; readonly looksLike: 'xlsx' | 'xls' | 'pdf' | 'image' | 'archive' | null }
  | { readonly type: 'TooLarge'; readonly limitBytes: number }
  | { readonly type: 'TooManyColumns'; readonly columns: number; readonly limit: number }
  | { readonly type: 'NoRows' }
  | { readonly type: 'UnknownEncoding'; readonly row: number }
  | { readonly type: 'BrokenQuotes'; readonly row: number }
