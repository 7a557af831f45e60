/** Problems of an import in sentences. */
import type { TFunction } from 'i18next'
import type { ImportPreview, ImportProblem, RowProblem } from '../../../shared/exchange/import-plan'

const MEGABYTE = 1024 * 1024

/** Why a file cannot be read, and what to do. */
export const fileProblem = (t: TFunction<'import'>, problem: ImportProblem): string => {
  switch (problem.type) {
    case 'Binary':
      return t(problem.looksLike === null ? 'problem_Binary' : `problem_Binary_${problem.looksLike}`)
    case 'TooLarge':
      return t('problem_TooLarge', { limit: Math.floor(problem.limitBytes / MEGABYTE) })
    case 'TooManyColumns':
      return t('problem_TooManyColumns', { columns: problem.columns, limit: problem.limit })
    case 'UnknownEncoding':
      return t('problem_UnknownEncoding', { row: problem.row })
    case 'BrokenQuotes':
      return t('problem_BrokenQuotes', { row: problem.row })
    case 'TooManyRows':
      return t('problem_TooManyRows', { limit: problem.limit })
    case 'Empty':
    case 'NoRows':
    case 'NoCards':
    case 'Unreadable':
    case 'Cancelled':
      return t(`problem_${problem.type}`)
  }
}

/** How a column is called: its header, with its number where another has the same, or its number. */
export const columnName = (t: TFunction<'import'>, { columns }: ImportPreview, column: number): string => {
  const number = column + 1
  const header = columns[column]?.header
  if (!header) return t('columnNumber', { number })
  const isTwice = columns.some((other, at) => at !== column && other.header === header)
  return isTwice ? t('columnTwice', { header, number }) : header
}

/** Values are shown up to this many characters; the rest is in the file. */
const SHOWN = 60

/** What is wrong with one cell, with its column. */
export const cellProblem = (
  t: TFunction<'import'>,
  preview: ImportPreview,
  { column, problem, value, refuses }: RowProblem,
): string => {
  const key = problem === 'raggedRow' && !refuses ? 'cell_raggedShort' : (`cell_${problem}` as const)
  const short = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value
  const where = column < 0 ? '' : t('atColumn', { column: columnName(t, preview, column) })
  return where + t(key, { value: short })
}
