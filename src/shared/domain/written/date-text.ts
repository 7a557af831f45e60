import { tz } from '@date-fns/tz'
import { format, parseISO, addDays as shiftDays } from 'date-fns'
import { foldWidth } from './fold-width'
import type { Writing } from './writing'

/** First year of each era, as it is written: kanji or the letter on forms, and the name in English. */
const eras: readonly (readonly [names: string, first: number, english: string])[] = [
  ['令和|令|R', 2019, 'Reiwa'],
  ['平成|平|H', 1989, 'Heisei'],
  ['昭和|昭|S', 1926, 'Sh[oō]wa'],
  ['大正|大|T', 1912, 'Taish[oō]'],
  ['明治|明|M', 1868, 'Meiji'],
]

const eraDate = new RegExp(
  `^(?:${eras.map(([names]) => `(${names})`).join('|')})\\s*(\\d{1,2}|元)\\s*[年./-]\\s*(\\d{1,2})\\s*[月./-]\\s*(\\d{1,2})\\s*日?$`,
  'iu',
)

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const englishEraDate = new RegExp(
  `^(\\d{1,2})\\s+(${months.join('|')})[a-z]*\\s+(?:${eras.map(([, , name]) => `(${name})`).join('|')})\\s+(\\d{1,2})$`,
  'iu',
)

/**
 * Reads a day as people type it: 2026-11-22, 2026/11/22, 2026年11月22日, 20261122, 令和8年11月22日, R8.11.22, 22 Nov Reiwa 8,
 * and without a year (11/22, 11月22日) the one in the year of `today`. Full-width figures count. Null when it is no day.
 */
export const parseDate = (typed: string, today: string): string | null => {
  const text = foldWidth(typed)
  if (/^(?:t|today|今日|本日)$/iu.test(text)) return today
  const era = eraDate.exec(text)
  if (era) {
    const at = eras.findIndex((_, index) => era[index + 1] !== undefined)
    const [year, month, day] = era.slice(eras.length + 1)
    const first = eras[at]?.[1] ?? 0
    return realDay(first - 1 + (year === '元' ? 1 : Number(year)), Number(month), Number(day))
  }
  const english = englishEraDate.exec(text)
  if (english) {
    const at = eras.findIndex((_, index) => english[index + 3] !== undefined)
    const month = months.indexOf((english[2] ?? '').toLowerCase()) + 1
    return realDay((eras[at]?.[1] ?? 0) - 1 + Number(english[eras.length + 3]), month, Number(english[1]))
  }
  const full =
    /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/u.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/u.exec(text)
  if (full) return realDay(Number(full[1]), Number(full[2]), Number(full[3]))
  const short = /^(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/u.exec(text)
  if (short) return realDay(Number(today.slice(0, 4)), Number(short[1]), Number(short[2]))
  return null
}

const realDay = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  // Years below 100 would be read as 19xx; no office record is that old.
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/** Days are counted in UTC: zones have days that are 23 hours long, or missing (Apia, 2011-12-30). */
const atMidnight = (date: string) => parseISO(date, { in: tz('UTC') })

/** `days` later (earlier when negative). */
export const addDays = (date: string, days: number): string =>
  format(shiftDays(atMidnight(date), days), 'yyyy-MM-dd')

const DAY_MS = 24 * 60 * 60 * 1000

/** Whole days from one day to another: a date without a time is a midnight in UTC, where every day has 24 hours. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The day it is in a zone at an instant. */
export const dayIn = (zone: string, at: Date): string =>
  // Swedish dates are written as ISO ones.
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)

const eraFormat = {
  ja: new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { timeZone: 'UTC', dateStyle: 'long' }),
  // US month names have three letters all; British ones write Sept.
  en: new Intl.DateTimeFormat('en-US-u-ca-japanese', {
    timeZone: 'UTC',
    era: 'long',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  }),
}

/** The era before its year, as Japan says it in English too. */
const writeEraInEnglish = (day: Date): string => {
  const parts = new Map(eraFormat.en.formatToParts(day).map(({ type, value }) => [type, value]))
  return ['day', 'month', 'era', 'year'].map((type) => parts.get(type as 'day')).join(' ')
}

/** A day as the office writes it: 2026/11/22, 令和8年11月22日; in English 2026-11-22, 22 Nov Reiwa 8. */
export const writeDate = (date: string, writing: Writing): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date)) return date
  if (writing.years === 'era') {
    const day = new Date(`${date}T00:00:00Z`)
    return writing.language === 'ja' ? eraFormat.ja.format(day) : writeEraInEnglish(day)
  }
  return writing.language === 'ja' ? date.replaceAll('-', '/') : date
}
