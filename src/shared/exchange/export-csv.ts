/** A table as a CSV file that spreadsheets open: cells guarded, lines ended as RFC 4180 says. */
import { unparse } from 'papaparse'
import type { RecordId } from '../journal/entry'
import { type Cp932, encodeCp932, findUnmappable, type Unmappable } from './export-cp932'
import { type ExportTable, guarded } from './export-table'

/** The text of the file, without a byte order mark. */
export const csvText = (table: ExportTable): string => {
  const { headers, rows } = guarded(table)
  return `${unparse({ fields: [...headers], data: rows.map((row) => [...row]) }, { newline: '\r\n' })}\r\n`
}

/** A cell with characters that CP932 does not have. */
export type UnmappableCell = {
  readonly record: RecordId
  /** Header of its column. */
  readonly header: string
  readonly value: string
  readonly characters: readonly Unmappable[]
}

/** The cells that CP932 cannot hold, by record and column. `ids`: of the records, one per row. */
export const unmappableCells = (
  { headers, rows }: ExportTable,
  ids: readonly RecordId[],
  codes: Cp932,
): readonly UnmappableCell[] =>
  rows.flatMap((row, at) =>
    row.flatMap((value, column): readonly UnmappableCell[] => {
      const characters = findUnmappable(value, codes)
      const record = ids[at]
      if (characters.length === 0 || record === undefined) return []
      return [{ record, header: headers[column] ?? '', value, characters }]
    }),
  )

/** The bytes of the file in CP932. */
export const csvInCp932 = (table: ExportTable, codes: Cp932): Uint8Array => encodeCp932(csvText(table), codes)
