/**
 * How wide the columns of a contact list are, and how the paper lies. Every group is a table of its own, so widths are
 * fixed before, from what stands in the columns.
 */
import { writePhone } from '../../shared/domain/written/phone-text'
import type { ContactColumn, ListedContact } from './contact-list'

export type ListColumn = 'name' | 'department' | 'role' | 'phone' | 'checked' | 'mail'

export type ListLayout = {
  readonly orientation: 'portrait' | 'landscape'
  /** Columns as they stand from left to right; the last one takes what is left of the line. Millimetres. */
  readonly columns: readonly { readonly column: ListColumn; readonly width: number }[]
  /** Millimetres that the widest kind of number takes; 0 where no number has a kind. */
  readonly useWidth: number
  /** Whether a number takes several lines in its column. */
  readonly isLong: (number: string) => boolean
}

/** Millimetres for text: A4 without the margins of `print-page.ts`. */
const ROOM = { portrait: 175, landscape: 267 } as const

/** Millimetres: both paddings of a cell, and the sign before a number with some white before it. */
const PADDING = 3
const SIGN = 5.5

/** Sizes in points, as in `contact-list-css.ts`. */
const SIZE = { text: 9.5, number: 12, small: 9 } as const

const MM_PER_POINT = 25.4 / 72

/** Shares of the em that signs take in Noto Sans JP, rounded up; bold ones run wider by `BOLD`. */
const advanceOf = (sign: string): number => {
  if ((sign.codePointAt(0) ?? 0) >= 0x370) return 1
  if (/[ \-.,:;'()|/iIjlftr]/.test(sign)) return 0.39
  if (/[mwMW@%&]/.test(sign)) return 0.93
  return /[A-Z]/.test(sign) ? 0.66 : 0.57
}
const BOLD = 1.07

/** About how long a text is, in millimetres; rather too long than too short. */
const lengthOf = (text: string, points: number, weight: 400 | 700 = 400): number => {
  let ems = 0
  for (const sign of text) ems += advanceOf(sign)
  return ems * points * MM_PER_POINT * (weight === 700 ? BOLD : 1)
}

const longest = (texts: readonly string[], points: number, weight?: 400 | 700): number =>
  texts.reduce((most, text) => Math.max(most, lengthOf(text, points, weight)), 0)

const between = (least: number, wanted: number, most: number): number =>
  Math.min(most, Math.max(least, Math.ceil(wanted)))

type ListedTexts = {
  /** What the head of a column says. */
  readonly heads: { readonly [C in ListColumn]: string }
  /** The kinds of numbers that occur. */
  readonly uses: readonly string[]
  /** The days of checks as they are printed. */
  readonly days: readonly string[]
}

/** Least and best width of each column, and with these the way the paper lies: upright as long as everything has room. */
export const listLayout = (
  people: readonly ListedContact[],
  shown: readonly ContactColumn[],
  { heads, uses, days }: ListedTexts,
): ListLayout => {
  const useWidth = uses.length === 0 ? 0 : Math.ceil(longest(uses, SIZE.small) + 1.5)
  const numbers = people.flatMap(({ phones }) => phones.map(({ number }) => writePhone(number)))
  const phone = between(38, PADDING + SIGN + useWidth + longest(numbers, SIZE.number, 700), 78)
  const checked =
    PADDING + Math.ceil(Math.max(longest(days, SIZE.small), lengthOf(heads.checked, SIZE.small, 700)))
  const wanted = (column: 'department' | 'role' | 'mail', points: number): number =>
    PADDING +
    longest(
      people.map((person) => person[column]),
      points,
    )
  const bounds: { readonly [C in ListColumn]: readonly [least: number, best: number] } = {
    name: [34, 45],
    department: [30, between(30, wanted('department', SIZE.text), 60)],
    role: [25, between(25, wanted('role', SIZE.text), 40)],
    phone: [phone, phone],
    checked: [checked, checked],
    mail: [45, between(45, wanted('mail', SIZE.small), 80)],
  }
  const columns = (['name', 'department', 'role', 'phone', 'checked', 'mail'] as const).filter(
    (column) => column === 'name' || column === 'phone' || shown.includes(column),
  )
  const least = columns.reduce((sum, column) => sum + bounds[column][0], 0)
  const both = columns.includes('department') && columns.includes('mail')
  const orientation = both || least > ROOM.portrait ? 'landscape' : 'portrait'
  const best = columns.reduce((sum, column) => sum + bounds[column][1], 0)
  const share = best > least ? Math.max(0, Math.min(1, (ROOM[orientation] - least) / (best - least))) : 0
  return {
    orientation,
    columns: columns.map((column) => {
      const [from, to] = bounds[column]
      return { column, width: Math.floor((from + (to - from) * share) * 10) / 10 }
    }),
    useWidth,
    isLong: (number) => PADDING + SIGN + useWidth + lengthOf(writePhone(number), SIZE.number, 700) > phone,
  }
}

/** The widths as properties that the style of the list asks for. */
export const layoutCss = ({ columns, useWidth }: ListLayout): string => {
  const last = columns.at(-1)?.column
  const width = (column: ListColumn): string => {
    const found = columns.find((each) => each.column === column)
    return found === undefined || column === last ? 'auto' : `${found.width}mm`
  }
  const all: readonly ListColumn[] = ['name', 'department', 'role', 'phone', 'checked', 'mail']
  return `.list { ${all.map((column) => `--${column}: ${width(column)};`).join(' ')} --use: ${useWidth}mm; }`
}
