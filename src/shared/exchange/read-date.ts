import { err, ok, type Result } from '../base/result'
import { addDays, parseDate } from '../domain/written/date-text'
import type { DayOrder } from './import-plan'

export type DateReading = {
  /** How 03/04/2026 is meant, where a person said so. */
  readonly dayOrder?: DayOrder | undefined
  /** Numbers are days as spreadsheets count them, where a person said so. */
  readonly serialDates?: boolean | undefined
}

type DateProblem = 'notADate' | 'ambiguousDate' | 'serialDate'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = '(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?'
const dayFirst = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s./-]*${MONTH}[\\s,./-]*(\\d{4})$`, 'i')
const monthFirst = new RegExp(`^${MONTH}[\\s./-]*(\\d{1,2})(?:st|nd|rd|th)?[\\s,./-]+(\\d{4})$`, 'i')

/** 1900-03-01 to 2099-12-31: before that, spreadsheets count a day that never was. */
const SERIALS = { first: 61, last: 73050 }

/**
 * A day in a file: year first, with the era, with the month in words. Where day and month could be either, and where a
 * number may be a spreadsheet's count of days, nothing is guessed: the person says once for the file.
 */
export const readDate = (
  text: string,
  { dayOrder, serialDates }: DateReading = {},
): Result<string, DateProblem> => {
  const plain = text
    .normalize('NFKC')
    .trim()
    // A midnight that a database put behind the date says nothing.
    .replace(/[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|\s?AM)?$/, '')
    .replace(/\s*\([日月火水木金土]曜?日?\)$/, '')
  const figures = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2}|\d{4})$/.exec(plain)
  if (figures) return byFigures(Number(figures[1]), Number(figures[3]), figures[4] ?? '', dayOrder)
  const words = dayFirst.exec(plain)
  if (words) return real(Number(words[3]), monthOf(words[2]), Number(words[1]))
  const american = monthFirst.exec(plain)
  if (american) return real(Number(american[3]), monthOf(american[1]), Number(american[2]))
  // Spreadsheets may add the time of day as a fraction.
  const serial = /^(\d{2,5})(?:\.\d+)?$/.exec(plain)
  if (serial) return bySerial(Number(serial[1]), serialDates === true)
  // Without a day that counts as today, nothing that leans on it can be read.
  const date = parseDate(plain, '')
  return date ? ok(date) : err('notADate')
}

const monthOf = (word = ''): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1

const real = (year: number, month: number, day: number): Result<string, DateProblem> => {
  const date = parseDate(`${year}/${month}/${day}`, '')
  return date ? ok(date) : err('notADate')
}

/** Two figures of a year are of this century up to 69. */
const fullYear = (figures: string): number =>
  figures.length === 4 ? Number(figures) : Number(figures) + (Number(figures) < 70 ? 2000 : 1900)

const byFigures = (
  first: number,
  second: number,
  third: string,
  dayOrder: DayOrder | undefined,
): Result<string, DateProblem> => {
  // A year of one figure is none: the last figure is a day, and the year comes first.
  if (third.length === 1)
    return dayOrder === 'ymd'
      ? real(fullYear(String(first).padStart(2, '0')), second, Number(third))
      : err('ambiguousDate')
  const orders = {
    dmy: real(fullYear(third), second, first),
    mdy: real(fullYear(third), first, second),
    ymd: third.length === 2 ? real(fullYear(String(first).padStart(2, '0')), second, Number(third)) : null,
  } satisfies { readonly [O in DayOrder]: Result<string, DateProblem> | null }
  const possible = Object.values(orders).filter((date) => date?.ok)
  const days = new Set(possible.map((date) => date?.ok && date.value))
  const [only] = possible
  if (!only) return err('notADate')
  if (days.size === 1) return only
  return (dayOrder && orders[dayOrder]) ?? err('ambiguousDate')
}

const bySerial = (days: number, isSaid: boolean): Result<string, DateProblem> => {
  if (days < SERIALS.first || days > SERIALS.last) return err('notADate')
  // Day 25,569 of spreadsheets is 1 January 1970.
  return isSaid ? ok(addDays('1970-01-01', days - 25_569)) : err('serialDate')
}
