/** A file of separated values as a table of texts: encoding, delimiter and header row are found or given. */
import { parse } from 'papaparse'
import { err, ok, type Result } from '../base/result'
import { decodeBytes } from './decode-bytes'
import { foldHeader } from './fold-text'
import type { ColumnSeen, Decode, Delimiter, ImportProblem, TableChoice, TableFound } from './import-plan'
import { KANA_ONLY, looksLikeData } from './looks-like'

/** 32 MiB: about 100,000 rows of 300 characters. */
export const MAX_TABLE_BYTES = 32 * 1024 * 1024
export const MAX_COLUMNS = 300
/** Distinct values a column shows of itself. */
const SAMPLES = 20

export type TableRow = {
  /** 1-based, as a spreadsheet counts: header and empty rows included. */
  readonly row: number
  /** Exactly one per column. */
  readonly cells: readonly string[]
  /** Cells that are not empty beyond the last column, or the lack of cells before it. */
  readonly ragged: 'short' | 'long' | null
}

export type Table = {
  readonly found: TableFound
  /** One per column; empty where the file says none. */
  readonly headers: readonly string[]
  readonly rows: readonly TableRow[]
}

export type TableReading = {
  readonly decode: Decode
  readonly choice?: TableChoice
  /** Folded names a header may have; any of them in the first row makes it the header row. */
  readonly knownHeaders?: ReadonlySet<string>
}

/** Reads a table; what a person chose takes the place of what would be found. */
export const readTable = (bytes: Uint8Array, reading: TableReading): Result<Table, ImportProblem> => {
  if (bytes.length === 0) return err({ type: 'Empty' })
  if (bytes.length > MAX_TABLE_BYTES) return err({ type: 'TooLarge', limitBytes: MAX_TABLE_BYTES })
  const { choice = {}, knownHeaders = new Set<string>() } = reading
  const decoded = decodeBytes(bytes, reading.decode, choice.encoding)
  if (!decoded.ok) return decoded
  // One kind of line end, also inside quotes: files that went through several programs mix them.
  const text = decoded.value.text.replace(/\r\n?/g, '\n')
  if (text.trim() === '') return err({ type: 'Empty' })
  const delimiter = choice.delimiter ?? findDelimiter(text)
  const records = parseRecords(text, delimiter)
  if (!records.ok) return records
  const [first] = records.value
  if (!first) return err({ type: 'Empty' })
  const headerRow = choice.headerRow ?? isHeaderRow(first.cells, records.value.slice(1, 50), knownHeaders)
  const body = headerRow ? records.value.slice(1) : records.value
  // A last column without a name is a column when most rows have it.
  const width = Math.max(headerRow ? widthOf(first.cells) : 1, mostCommonWidth(body))
  if (width > MAX_COLUMNS) return err({ type: 'TooManyColumns', columns: width, limit: MAX_COLUMNS })
  if (body.length === 0) return err({ type: 'NoRows' })
  const { encoding } = decoded.value
  return ok({
    found: { encoding, delimiter, headerRow, rows: body.length },
    headers: fitted(headerRow ? first.cells.map((cell) => cell.trim()) : [], width),
    rows: body.map(({ row, cells }) => ({
      row,
      cells: fitted(cells, width),
      ragged: raggedness(cells, width),
    })),
  })
}

/** Header and some distinct values of every column. */
export const columnsOf = (table: Table): readonly ColumnSeen[] =>
  table.headers.map((header, column) => {
    const samples = new Set<string>()
    for (const { cells } of table.rows) {
      const value = cells[column]?.trim()
      if (value) samples.add(value)
      if (samples.size === SAMPLES) break
    }
    return { header, samples: [...samples] }
  })

type ParsedRecord = { readonly row: number; readonly cells: readonly string[] }

const parseRecords = (text: string, delimiter: Delimiter): Result<readonly ParsedRecord[], ImportProblem> => {
  const { data, errors } = parse<string[]>(text, { delimiter, newline: '\n', header: false })
  const quotes = errors.find(({ type }) => type === 'Quotes')
  if (quotes) return err({ type: 'BrokenQuotes', row: (quotes.row ?? 0) + 1 })
  return ok(
    data
      .map((cells, index) => ({ row: index + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
  )
}

const delimiters: readonly Delimiter[] = [',', '\t', ';', '|']

/** The delimiter that splits most of the first rows into the same number of cells, more than one. */
const findDelimiter = (text: string): Delimiter => {
  let best: { delimiter: Delimiter; share: number; width: number } | null = null
  for (const delimiter of delimiters) {
    const { data } = parse<string[]>(text.slice(0, 200_000), { delimiter, newline: '\n', preview: 50 })
    const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ''))
    const widths = rows.map((cells) => cells.length)
    const width = mostCommon(widths)
    if (width < 2) continue
    const share = widths.filter((count) => count === width).length / widths.length
    if (!best || share > best.share + 0.2 || (share > best.share - 0.2 && width > best.width)) {
      best = { delimiter, share, width }
    }
  }
  return best?.delimiter ?? ','
}

/**
 * One known name is enough; otherwise the first row is a header unless it holds data such as mails and numbers, or
 * nothing tells it from the rows below: a list of names alone, or a column of kana throughout.
 */
const isHeaderRow = (
  first: readonly string[],
  later: readonly ParsedRecord[],
  knownHeaders: ReadonlySet<string>,
): boolean => {
  const cells = first.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (cells.some((cell) => knownHeaders.has(foldHeader(cell)))) return true
  if (cells.some(looksLikeData)) return false
  const distinct = new Set(cells.map(foldHeader)).size === cells.length
  const below = later.map((record) => record.cells)
  if (later.some((record) => record.cells.some(looksLikeData))) return true
  return (
    distinct && cells.length > 1 && !first.some((_, column) => isKanaThroughout(column, [first, ...below]))
  )
}

const isKanaThroughout = (column: number, rows: readonly (readonly string[])[]): boolean => {
  const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
  return cells.length > 1 && cells.every((cell) => KANA_ONLY.test(cell))
}

const widthOf = (cells: readonly string[]): number => {
  // Spreadsheets leave a tail of empty cells behind deleted columns.
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return last + 1
}

const mostCommonWidth = (records: readonly ParsedRecord[]): number =>
  mostCommon(records.map(({ cells }) => widthOf(cells)))

const mostCommon = (counts: readonly number[]): number => {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  const [most] = [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)
  return most?.[0] ?? 0
}

const fitted = (cells: readonly string[], width: number): readonly string[] =>
  Array.from({ length: width }, (_, i) => cells[i] ?? '')

const raggedness = (cells: readonly string[], width: number): TableRow['ragged'] => {
  if (widthOf(cells) > width) return 'long'
  return cells.length < width ? 'short' : null
}
