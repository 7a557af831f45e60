/**
 * Which of the first rows say what the columns are: none, one, or two, where a group of columns has a head of its own
 * (連絡先 over 電話 and メール) or a title stands over the table.
 */
import { foldHeader } from './fold-text'
import type { ColumnSeen, HeaderRows } from './import-plan'
import { KANA_ONLY, looksLikeData } from './looks-like'

type Cells = readonly string[]

/** Rows looked at below a header. */
const LOOKED_AT = 50

/** How many rows of headers a table begins with. `known`: folded names a header may have. */
export const findHeaderRows = (rows: readonly Cells[], known: ReadonlySet<string>): HeaderRows => {
  const [first, second] = rows
  if (!first) return 0
  if (second && rows.length > 2 && areTwo(first, second, known)) return 2
  return isHeader(first, rows.slice(1, LOOKED_AT), known) ? 1 : 0
}

const filledOf = (cells: Cells): readonly string[] =>
  cells.map((cell) => cell.trim()).filter((cell) => cell !== '')

const knownIn = (cells: Cells, known: ReadonlySet<string>): number =>
  cells.filter((cell) => known.has(foldHeader(cell))).length

/**
 * The second row is one of headers when it names more columns than the first, or completes it, and one of its names is
 * known; rows of data are never headers.
 */
const areTwo = (first: Cells, second: Cells, known: ReadonlySet<string>): boolean => {
  const [above, below] = [filledOf(first), filledOf(second)]
  if (above.length === 0 || below.length < 2) return false
  if (above.some(looksLikeData) || below.some(looksLikeData)) return false
  if (knownIn(below, known) === 0) return false
  const at = (cells: Cells, column: number): string => cells[column]?.trim() ?? ''
  /** A head over several columns leaves the cells beside it empty, or says the same in each. */
  const isOverSeveral = (column: number): boolean =>
    [column - 1, column + 1].some((beside) => {
      const other = at(first, beside)
      const isInRange = beside >= 0 && beside < second.length
      return isInRange && (other === '' || at(first, column) === '' || other === at(first, column))
    })
  const pairs = second.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
  // What stands below a header of its own column alone is a value.
  const isValue = (column: number): boolean =>
    at(first, column) !== '' && !isOverSeveral(column) && !known.has(foldHeader(at(second, column)))
  return pairs.some(isOverSeveral) && !pairs.some(isValue)
}

/**
 * One known name is enough; otherwise the first row is a header unless it holds data such as mails and numbers, or
 * nothing tells it from the rows below: a list of names alone, or a column of kana throughout.
 */
const isHeader = (first: Cells, below: readonly Cells[], known: ReadonlySet<string>): boolean => {
  const cells = filledOf(first)
  if (knownIn(cells, known) > 0) return true
  if (cells.some(looksLikeData)) return false
  if (below.some((row) => row.some(looksLikeData))) return true
  const distinct = new Set(cells.map(foldHeader)).size === cells.length
  return (
    distinct && cells.length > 1 && !first.some((_, column) => isKanaThroughout(column, [first, ...below]))
  )
}

const isKanaThroughout = (column: number, rows: readonly Cells[]): boolean => {
  const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
  return cells.length > 1 && cells.every((cell) => KANA_ONLY.test(cell))
}

/** The headers of a table of some width. */
export const headersOf = (
  rows: readonly Cells[],
  headerRows: HeaderRows,
  width: number,
): readonly Omit<ColumnSeen, 'samples'>[] => {
  const cellsOf = (row: Cells | undefined) => Array.from({ length: width }, (_, at) => clean(row?.[at]))
  if (headerRows === 0) return cellsOf(undefined).map((header) => ({ header }))
  const lines = rows.slice(0, headerRows).map(cellsOf)
  if (headerRows === 1) return (lines[0] ?? []).map((header) => ({ header }))
  const [heads = [], subs = []] = lines
  // A title over the whole table is no head of a group.
  const isTitle = heads.filter((head) => head !== '').length === 1 && width > 2
  let group = ''
  return subs.map((sub, at) => {
    const head = heads[at] ?? ''
    // A head with nothing below it is a column of its own, not the head of those behind it.
    if (head !== '') group = sub === '' ? '' : head
    if (sub === '' && !isTitle) return { header: head }
    if (isTitle || group === '' || group === sub) return { header: sub }
    return { header: `${group} ${sub}`, names: [`${group} ${sub}`, sub, group] }
  })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const clean = (cell = ''): string => cell.replace(/[\s\u3000\u0000-\u001f]+/g, ' ').trim()
