/**
 * A file as a table of texts, whatever its format: what CSV and address cards have in common, and all that the rest of
 * an import knows of a file. Rows are read when they are asked for, some at a time, so that a file of any size passes
 * through without being held.
 */
import { ok, type Result } from '../base/result'
import type { ColumnSeen, ImportProblem, RowProblem, TableFound } from './import-plan'

/** 200 MB: what an office can have is far smaller; what is larger is no address file. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024
export const MAX_COLUMNS = 300
/** Distinct values a column shows of itself. */
const SAMPLES = 20

export type TableRow = {
  /** 1-based, as a spreadsheet counts: header and empty rows included. Of cards: number of the card. */
  readonly row: number
  /** Exactly one per column. */
  readonly cells: readonly string[]
  /** Cells that are not empty beyond the last column, or the lack of cells before it. */
  readonly ragged: 'short' | 'long' | null
  /** What is to be said of the row itself before anything is made of it. */
  readonly problems?: readonly RowProblem[]
}

/** Some rows, or why no more can be read. */
export type RowBatch = Result<readonly TableRow[], ImportProblem>

export type Table = {
  readonly found: TableFound
  /** One per column; the header is empty where the file says none. */
  readonly columns: readonly ColumnSeen[]
  /** The rows from the first, each time it is called. Ends after a problem. */
  readonly rows: () => AsyncIterable<RowBatch>
}

/** A table of rows that are all there already. */
export const tableOfRows = (
  found: TableFound,
  headers: readonly Omit<ColumnSeen, 'samples'>[],
  rows: readonly TableRow[],
): Table => ({
  found,
  columns: columnsOf(headers, rows),
  rows: async function* () {
    yield ok(rows)
  },
})

/** Headers with some distinct values of every column. */
export const columnsOf = (
  headers: readonly Omit<ColumnSeen, 'samples'>[],
  rows: readonly TableRow[],
): readonly ColumnSeen[] =>
  headers.map((header, column) => {
    const samples = new Set<string>()
    for (const { cells } of rows) {
      const value = cells[column]?.trim()
      if (value) samples.add(value)
      if (samples.size === SAMPLES) break
    }
    return { ...header, samples: [...samples] }
  })
