import { err, ok, type Result } from '../base/result'
import { parseDate } from '../domain/written/date-text'

/** A day in a file, year first or with the era; one in day-or-month order is ambiguous, one without a year is none. */
export const readDate = (text: string): Result<string, 'notADate' | 'ambiguousDate'> => {
  const plain = text
    .normalize('NFKC')
    .trim()
    // A midnight that a database put behind the date says nothing.
    .replace(/[T ]0?0:00(?::00(?:\.0+)?)?Z?$/, '')
    .replace(/\([日月火水木金土]\)$/, '')
  if (/^\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})$/.test(plain)) return err('ambiguousDate')
  // Without a day that counts as today, nothing that leans on it can be read.
  const date = parseDate(plain, '')
  return date ? ok(date) : err('notADate')
}
