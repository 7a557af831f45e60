/** A file of separated values as a table of texts: encoding, delimiter and header rows are found or given. */
import Papa from 'papaparse'
import { err, ok, type Result } from '../base/result'
import type { FileBytes } from './file-bytes'
import { findEncoding, type Watch } from './find-encoding'
import { findHeaderRows, headersOf } from './header-rows'
import type { Decode, Delimiter, Encoding, HeaderRows, ImportProblem, TableChoice } from './import-plan'
import { type ParsedRecord, RecordReader } from './read-records'
import { readSlices } from './read-slices'
import { columnsOf, MAX_COLUMNS, MAX_FILE_BYTES, type RowBatch, type Table, type TableRow } from './table'

/** Records from which width, headers and samples are taken. */
const LOOKED_AT = 1000
/** Bytes read at once for them. */
const HEAD_BYTES = 256 * 1024

export type TableReading = {
  readonly decode: Decode
  readonly choice?: TableChoice
  /** Folded names a header may have; any of them in the first row makes it the header row. */
  readonly knownHeaders?: ReadonlySet<string>
  /** Hears how far the file was looked at; true calls the reading off. */
  readonly watch?: Watch
  /** Bytes read at once; for tests. */
  readonly sliceBytes?: number
}

/** Reads the head of a table; what a person chose takes the place of what would be found. */
export const readTable = async (
  file: FileBytes,
  reading: TableReading,
): Promise<Result<Table, ImportProblem>> => {
  if (file.size === 0) return err({ type: 'Empty' })
  if (file.size > MAX_FILE_BYTES) return err({ type: 'TooLarge', limitBytes: MAX_FILE_BYTES })
  const { choice = {}, knownHeaders = new Set<string>() } = reading
  // Finding the encoding reads the file once, its rows once more.
  const watch = (done: number, total: number) => reading.watch?.(done / 2, total) ?? false
  const found = await findEncoding(file, reading.decode, choice.encoding, watch)
  if (!found.ok) return found
  const encoding = found.value
  const delimiter = choice.delimiter ?? findDelimiter(await firstText(file, reading, encoding))
  const head = await firstRecords(file, reading, encoding, delimiter)
  if (!head.ok) return head
  if (head.value.length === 0) return err({ type: 'Empty' })
  const cells = head.value.map((record) => record.cells)
  const headerRows = choice.headerRows ?? findHeaderRows(cells, knownHeaders)
  const body = head.value.slice(headerRows)
  // A last column without a name is a column when most rows have it.
  const width = Math.max(1, ...cells.slice(0, headerRows).map(widthOf), mostCommonWidth(body))
  if (width > MAX_COLUMNS) return err({ type: 'TooManyColumns', columns: width, limit: MAX_COLUMNS })
  if (body.length === 0) return err({ type: 'NoRows' })
  return ok({
    found: { format: 'separated', encoding, delimiter, headerRows },
    columns: columnsOf(headersOf(cells, headerRows, width), toRows(body, width)),
    rows: () => readRows(file, reading, encoding, { delimiter, headerRows, width }),
  })
}

const textOf = (bytes: Uint8Array, { decode }: TableReading, encoding: Encoding): string =>
  decode(bytes, encoding, true) ?? ''

const firstText = async (file: FileBytes, reading: TableReading, encoding: Encoding): Promise<string> => {
  for await (const { bytes } of readSlices(file, encoding, HEAD_BYTES))
    return textOf(bytes, reading, encoding)
  return ''
}

/** Records of the beginning of the file; all of them where it is small. */
const firstRecords = async (
  file: FileBytes,
  reading: TableReading,
  encoding: Encoding,
  delimiter: Delimiter,
): Promise<Result<readonly ParsedRecord[], ImportProblem>> => {
  const first: ParsedRecord[] = []
  const head = { ...reading, sliceBytes: reading.sliceBytes ?? HEAD_BYTES }
  for await (const { records } of readAllRecords(file, head, encoding, delimiter)) {
    if (!records.ok) return records
    for (const record of records.value) if (first.length < LOOKED_AT) first.push(record)
    if (first.length === LOOKED_AT) break
  }
  return ok(first)
}

async function* readAllRecords(
  file: FileBytes,
  reading: TableReading,
  encoding: Encoding,
  delimiter: Delimiter,
): AsyncGenerator<{
  readonly records: Result<readonly ParsedRecord[], ImportProblem>
  readonly end: number
}> {
  const reader = new RecordReader(delimiter)
  for await (const { bytes, isLast, end } of readSlices(file, encoding, reading.sliceBytes)) {
    const records = reader.read(textOf(bytes, reading, encoding), isLast)
    yield { records, end }
    if (!records.ok) return
  }
}

type Shape = { readonly delimiter: Delimiter; readonly headerRows: HeaderRows; readonly width: number }

async function* readRows(
  file: FileBytes,
  reading: TableReading,
  encoding: Encoding,
  { delimiter, headerRows, width }: Shape,
): AsyncGenerator<RowBatch> {
  let headers: number = headerRows
  for await (const { records, end } of readAllRecords(file, reading, encoding, delimiter)) {
    if (!records.ok) {
      yield records
      return
    }
    const body = records.value.slice(headers)
    headers = Math.max(0, headers - records.value.length)
    yield ok(toRows(body, width))
    if (reading.watch?.((file.size + end) / 2, file.size)) {
      yield err({ type: 'Cancelled' })
      return
    }
  }
}

const toRows = (records: readonly ParsedRecord[], width: number): readonly TableRow[] =>
  records.map(({ row, cells }) => ({
    row,
    cells: cells.length === width ? cells : Array.from({ length: width }, (_, at) => cells[at] ?? ''),
    ragged: raggedness(cells, width),
  }))

const delimiters: readonly Delimiter[] = [',', '\t', ';', '|']

/** The delimiter that splits most of the first rows into the same number of cells, more than one. */
const findDelimiter = (beginning: string): Delimiter => {
  const text = beginning.slice(0, 200_000).replace(/\r\n?/g, '\n')
  let best: { delimiter: Delimiter; share: number; width: number } | null = null
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: 50 })
    const widths = data.filter((cells) => cells.some(isFilled)).map((cells) => cells.length)
    const width = mostCommon(widths)
    if (width < 2) continue
    const share = widths.filter((count) => count === width).length / widths.length
    if (!best || share > best.share + 0.2 || (share > best.share - 0.2 && width > best.width)) {
      best = { delimiter, share, width }
    }
  }
  return best?.delimiter ?? ','
}

const isFilled = (cell: string): boolean => cell.trim() !== ''

// Spreadsheets leave a tail of empty cells behind deleted columns.
const widthOf = (cells: readonly string[]): number => cells.findLastIndex(isFilled) + 1

const mostCommonWidth = (records: readonly ParsedRecord[]): number =>
  mostCommon(records.map(({ cells }) => widthOf(cells)))

const mostCommon = (counts: readonly number[]): number => {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  const [most] = [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)
  return most?.[0] ?? 0
}

const raggedness = (cells: readonly string[], width: number): TableRow['ragged'] => {
  if (cells.length > width && widthOf(cells) > width) return 'long'
  return cells.length < width ? 'short' : null
}
