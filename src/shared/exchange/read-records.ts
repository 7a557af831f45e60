/** Separated values as records of cells, read from texts that follow each other. */
import Papa from 'papaparse'
import { err, ok, type Result } from '../base/result'
import type { Delimiter, ImportProblem } from './import-plan'

export type ParsedRecord = {
  /** 1-based number of the record in the file; empty ones count. */
  readonly row: number
  readonly cells: readonly string[]
}

/** Characters a single record may have: more is a quote that never closes. */
const LONGEST_RECORD = 4 * 1024 * 1024

/** Takes the text of a file piece by piece and gives its records, empty ones left out. */
export class RecordReader {
  readonly #parser: Papa.Parser
  /** What is not parsed yet: the beginning of a record. */
  #rest = ''
  #rows = 0

  constructor(delimiter: Delimiter) {
    this.#parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' })
  }

  /** The records that end in this piece. */
  read(piece: string, isLast: boolean): Result<readonly ParsedRecord[], ImportProblem> {
    let text = this.#rest + piece
    // One kind of line end, also inside quotes: files that went through several programs mix them.
    const held = !isLast && text.endsWith('\r') ? '\r' : ''
    if (held) text = text.slice(0, -1)
    text = text.replace(/\r\n?/g, '\n')
    // DOS programs end a text with Ctrl+Z.
    if (isLast && text.endsWith('\u001a')) text = text.slice(0, -1)
    const { data, errors, meta } = this.#parser.parse(text, 0, !isLast) as Parsed
    const quotes = errors.find(({ type }) => type === 'Quotes')
    if (quotes) return err({ type: 'BrokenQuotes', row: this.#rows + quotes.row + 1 })
    this.#rest = isLast ? '' : text.slice(meta.cursor) + held
    const first = this.#rows + 1
    this.#rows += data.length
    if (this.#rest.length > LONGEST_RECORD) return err({ type: 'BrokenQuotes', row: this.#rows + 1 })
    return ok(
      data.map((cells, index) => ({ row: first + index, cells })).filter(({ cells }) => cells.some(isFilled)),
    )
  }
}

type Parsed = {
  readonly data: string[][]
  readonly errors: readonly { readonly type: string; readonly row: number }[]
  readonly meta: { readonly cursor: number }
}

const isFilled = (cell: string): boolean => cell !== '' && cell.trim() !== ''
