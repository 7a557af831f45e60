/** How wide the columns of an A4 list are, and how the paper lies. */

import { writePhone } from '../../shared/domain/written/phone-text'
import { bindingMargins, type Margins, type PaperSize, roomOf } from './paged-page'
import type { Listed } from './prepared-list'
import type { SheetColumn } from './sheet-input'
import { lengthOf } from './text-measure'

export type ListColumn = 'name' | 'unit' | 'role' | 'site' | 'emergencyRole' | 'phone' | 'checked' | 'mail'

export type ListGrid = {
  readonly paper: PaperSize
  readonly margins: Margins
  /** Columns as they stand from left to right; widths in millimetres fill the line. */
  readonly columns: readonly { readonly column: ListColumn; readonly width: number }[]
  /** Millimetres that the widest kind of number takes; 0 where no number has a kind. */
  readonly useWidth: number
}

/** Millimetres: both paddings of a cell, and the sign before a number with some white before it. */
export const PADDING = 3
export const SIGN = 5.5

/** Sizes in points, as in `list-css.ts`. */
export const SIZE = { name: 11.5, text: 9.5, number: 12, small: 9, reading: 8, details: 8.5 } as const

const longest = (texts: readonly string[], points: number, weight?: 400 | 700): number =>
  texts.reduce((most, text) => Math.max(most, lengthOf(text, points, weight)), 0)

const between = (least: number, wanted: number, most: number): number =>
  Math.min(most, Math.max(least, Math.ceil(wanted)))

type ListedTexts = {
  /** What the head of a column says. */
  readonly heads: { readonly [C in ListColumn]: string }
  /** The days of checks as they are printed. */
  readonly days: readonly string[]
}

const order: readonly ListColumn[] = [
  'name',
  'unit',
  'role',
  'site',
  'emergencyRole',
  'phone',
  'checked',
  'mail',
]

/** What a record has in a column of plain text. */
export const columnText = (
  each: Listed,
  column: 'unit' | 'role' | 'site' | 'emergencyRole' | 'mail',
): string => (column === 'site' ? (each.site?.name ?? '') : each[column])

const textColumns = {
  unit: 'department',
  role: 'role',
  site: 'site',
  emergencyRole: 'emergencyRole',
  mail: 'mail',
} as const satisfies { readonly [column: string]: SheetColumn }

/**
 * Least and best width of each column, and with these the way the paper lies: upright as long as everything has room.
 * A column of texts that nobody on the list has is left out.
 */
export const listGrid = (
  listed: readonly Listed[],
  shown: readonly SheetColumn[],
  { heads, days }: ListedTexts,
): ListGrid => {
  const phones = listed.flatMap((each) => each.phones)
  const uses = phones.map(({ label }) => label).filter((label) => label !== '')
  const useWidth = uses.length === 0 ? 0 : Math.ceil(longest(uses, SIZE.small) + 1.5)
  const numbers = phones.map(({ number }) => writePhone(number))
  const phone = between(38, PADDING + SIGN + useWidth + longest(numbers, SIZE.number, 700), 78)
  const checked =
    PADDING + Math.ceil(Math.max(longest(days, SIZE.small), lengthOf(heads.checked, SIZE.small, 700)))
  const wanted = (column: keyof typeof textColumns, points: number): number =>
    PADDING +
    Math.max(
      lengthOf(heads[column], SIZE.small, 700),
      longest(
        listed.map((each) => columnText(each, column)),
        points,
      ),
    )
  const bounds: { readonly [C in ListColumn]: readonly [least: number, best: number] } = {
    name: [34, 45],
    unit: [30, between(30, wanted('unit', SIZE.text), 60)],
    role: [25, between(25, wanted('role', SIZE.text), 40)],
    site: [20, between(20, wanted('site', SIZE.text), 32)],
    emergencyRole: [25, between(25, wanted('emergencyRole', SIZE.text), 40)],
    phone: [phone, phone],
    checked: [checked, checked],
    mail: [45, between(45, wanted('mail', SIZE.small), 80)],
  }
  const columns = order.filter((column) => {
    if (column === 'name' || column === 'phone') return true
    if (column === 'checked') return shown.includes('checked') && phones.length > 0
    return shown.includes(textColumns[column]) && listed.some((each) => columnText(each, column) !== '')
  })
  const least = columns.reduce((sum, column) => sum + bounds[column][0], 0)
  const both = columns.includes('unit') && columns.includes('mail')
  const upright: PaperSize = { size: 'A4', orientation: 'portrait' }
  const lies = both || least > roomOf(upright, bindingMargins.portrait).width
  const paper: PaperSize = lies ? { size: 'A4', orientation: 'landscape' } : upright
  const margins = bindingMargins[paper.orientation]
  const { width: room } = roomOf(paper, margins)
  const best = columns.reduce((sum, column) => sum + bounds[column][1], 0)
  const share =
    best > least ? Math.max(0, Math.min(1, (room - least) / (best - least))) : least > room ? 0 : 1
  const widths = columns.map((column) => {
    const [from, to] = bounds[column]
    return Math.floor((from + (to - from) * share) * 10) / 10
  })
  // More than a lying sheet holds is squeezed; what is left of the line goes to the last column.
  const total = widths.reduce((sum, width) => sum + width, 0)
  const squeeze = Math.min(1, room / total)
  return {
    paper,
    margins,
    columns: columns.map((column, index) => ({
      column,
      width:
        index === columns.length - 1
          ? room - widths.slice(0, -1).reduce((sum, width) => sum + width * squeeze, 0)
          : (widths[index] ?? 0) * squeeze,
    })),
    useWidth,
  }
}
