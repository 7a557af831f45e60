/** A file of address cards (vCard 2.1, 3.0, 4.0) as the table that every import works on: one row per card. */
import { err, ok, type Result } from '../base/result'
import { guard } from './guard'
import type { Decode, ImportProblem, RowProblem } from './import-plan'
import { MAX_COLUMNS, type Table, type TableRow, tableOfRows } from './table'
import { type RawCard, readRawCards } from './vcard-cards'
import { type CardColumn, readCardCells } from './vcard-cells'
import { byteText } from './vcard-lines'
import { valueDecoder, withoutUtf16 } from './vcard-text'

/** Whether a file is one of cards: by its name, or by how it begins. */
export const looksLikeCards = (name: string, start: Uint8Array): boolean =>
  /\.(?:vcf|vcard)$/i.test(name) ||
  /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*BEGIN\s*:\s*VCARD/i.test(
    byteText(start.subarray(0, 200)).replace(/\0/g, ''),
  )

/** Reads the cards of a file; a broken one is a row that says so, with the line it breaks off at. */
export const readCards = async (bytes: Uint8Array, decode: Decode): Promise<Result<Table, ImportProblem>> => {
  if (bytes.length === 0) return err({ type: 'Empty' })
  const plain = withoutUtf16(bytes, decode)
  const cards = plain === null ? [] : readRawCards(plain)
  if (cards.length === 0) return err({ type: 'NoCards' })
  const toText = await valueDecoder(cards, decode)
  const columns = new Map<string, CardColumn>()
  const read = cards.map((card) => {
    const { cells, columns: its, leftOut } = readCardCells(card, toText)
    // A broken card proposes no columns: it may be none at all.
    if (card.brokenAt === null) for (const column of its) columns.set(column.header, column)
    return { card, cells, leftOut }
  })
  const inOrder = sortedColumns([...columns.values()])
  if (inOrder.length > MAX_COLUMNS) {
    return err({ type: 'TooManyColumns', columns: inOrder.length, limit: MAX_COLUMNS })
  }
  if (inOrder.length === 0 && cards.every(({ brokenAt }) => brokenAt !== null)) {
    inOrder.push({ header: 'FN', names: ['full name', 'fn'] })
  }
  const rows = read.map(
    ({ card, cells, leftOut }): TableRow => ({
      row: card.number,
      // An apostrophe that a spreadsheet would want is taken off every cell: one that is meant must not be lost.
      cells: inOrder.map(({ header }) => guard((cells.get(header) ?? []).join('\n'))),
      ragged: null,
      problems: problemsOf(card, leftOut),
    }),
  )
  return ok(tableOfRows({ format: 'cards' }, inOrder, rows))
}

const problemsOf = ({ brokenAt }: RawCard, leftOut: readonly string[]): readonly RowProblem[] => [
  ...(brokenAt === null
    ? []
    : [{ column: -1, problem: 'brokenCard', value: String(brokenAt), refuses: true } as const]),
  ...leftOut.map((value) => ({ column: -1, problem: 'leftOutOfCard', value, refuses: false }) as const),
]

const ORDER = ['FN', 'YOMI', 'ORG', 'ORG YOMI', 'ORG 2', 'TITLE', 'ROLE', 'TEL', 'EMAIL', 'ADR', 'NOTE']

/** The columns of every card in one order, whichever card had them first. */
const sortedColumns = (columns: readonly CardColumn[]): CardColumn[] => {
  const rank = ({ header }: CardColumn): number => {
    const exact = ORDER.indexOf(header)
    const within = ORDER.indexOf(header.split(' ')[0] ?? '')
    if (exact >= 0) return exact * 2
    return within >= 0 ? within * 2 + 1 : ORDER.length * 2
  }
  return columns.toSorted((a, b) => rank(a) - rank(b))
}
