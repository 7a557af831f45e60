/** Types of an import: from a table of texts to writes, with every refusal in the words of row and column. */
import type { RecordId } from '../journal/entry'
import type { FieldProblem, Write } from '../journal/intent'

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
  /** Fields that find an existing record; empty: every row is new. */
  readonly key: readonly string[]
}

export type ColumnSeen = { readonly header: string; readonly samples: readonly string[] }

export type TableFound = {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'shift_jis' | 'euc-jp' | 'utf-16le' | 'utf-16be'
  readonly delimiter: ',' | '\t' | ';' | '|'
  readonly headerRow: boolean
  readonly rows: number
}

export type CellProblem =
  | FieldProblem
  | 'ambiguousDate'
  | 'raggedRow'
  | 'formulaLike'
  | 'mangledNumber'
  | 'twoMatches'

export type RowVerdict = {
  /** 1-based line of the record in the file, header included. */
  readonly row: number
  readonly action: 'create' | 'change' | 'same' | 'refused'
  readonly title: string
  readonly record: RecordId | null
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[]
  readonly problems: readonly {
    readonly column: number
    readonly problem: CellProblem
    readonly value: string
  }[]
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

export type ImportProblem =
  | { readonly type: 'Empty' }
  | { readonly type: 'Binary' }
  | { readonly type: 'TooLarge'; readonly limitBytes: number }
  | { readonly type: 'TooManyColumns'; readonly columns: number; readonly limit: number }
  | { readonly type: 'NoRows' }
  | { readonly type: 'UnknownEncoding'; readonly row: number }
  | { readonly type: 'BrokenQuotes'; readonly row: number }
