/** Dates as people and programs write them, year first or with the era. */
import { err, ok, type Result } from '../base/result'

/** First year of each era, as Gregorian year of its year 1. */
const eras: readonly (readonly [words: RegExp, firstYear: number])[] = [
  [/^(?:令和|R)/i, 2019],
  [/^(?:平成|H)/i, 1989],
  [/^(?:昭和|S)/i, 1926],
  [/^(?:大正|T)/i, 1912],
  [/^(?:明治|M)/i, 1868],
]

/** `2026-04-01`, `2026/4/1`, `20260401`, `2026年4月1日`, `令和8年4月1日`, `R8.4.1`; a date in day-or-month order is ambiguous. */
export const readDate = (text: string): Result<string, 'notADate' | 'ambiguousDate'> => {
  const plain = text
    .normalize('NFKC')
    .trim()
    // A midnight that a database put behind the date says nothing.
    .replace(/[T ]00:00(?::00(?:\.0+)?)?Z?$/, '')
    .replace(/\([日月火水木金土]\)$/, '')
  const western = /^(\d{4})(?:[-/.年]\s?)(\d{1,2})(?:[-/.月]\s?)(\d{1,2})日?$/.exec(plain)
  if (western) return calendarDay(Number(western[1]), Number(western[2]), Number(western[3]))
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (packed) return calendarDay(Number(packed[1]), Number(packed[2]), Number(packed[3]))
  const era = eras.find(([words]) => words.test(plain))
  if (era) {
    const [words, firstYear] = era
    const parts = /^(元|\d{1,2})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?$/.exec(
      plain.replace(words, '').trim(),
    )
    if (!parts) return err('notADate')
    const year = parts[1] === '元' ? 1 : Number(parts[1])
    return calendarDay(firstYear + year - 1, Number(parts[2]), Number(parts[3]))
  }
  return /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(plain) ? err('ambiguousDate') : err('notADate')
}

const calendarDay = (year: number, month: number, day: number): Result<string, 'notADate'> => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (days === undefined || day < 1 || day > days || year < 1) return err('notADate')
  const digits = (value: number, width: number) => String(value).padStart(width, '0')
  return ok(`${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`)
}
