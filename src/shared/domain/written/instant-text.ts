import { TZDate } from '@date-fns/tz'
import { dayIn, writeDate } from './date-text'
import { foldWidth } from './fold-width'
import type { Writing } from './writing'

/** Reads a time of day: 9:05, 0905, 9時5分, 9時. Returns "HH:MM", or null when it is none. */
export const parseTime = (typed: string): string | null => {
  const text = foldWidth(typed)
  const found = /^(\d{1,2})\s*[:時.]\s*(?:(\d{1,2})\s*分?)?$/u.exec(text) ?? /^(\d{2})(\d{2})$/u.exec(text)
  if (!found) return null
  const hours = Number(found[1])
  const minutes = Number(found[2] ?? 0)
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Day and time of day in a zone → ISO UTC. A time the clock skips (summer time) counts as the one after the gap. */
export const toInstant = (date: string, time: string, zone: string): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(new TZDate(year, month - 1, day, hours, minutes, zone).getTime()).toISOString()
}

/** ISO UTC → day and time of day in a zone; null for what is no instant. */
export const fromInstant = (instant: string, zone: string): { date: string; time: string } | null => {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return null
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  return { date: dayIn(zone, at), time: time.format(at) }
}

/** An instant as the office writes it, in the office's zone: 2026/11/22 14:05. */
export const writeInstant = (instant: string, writing: Writing): string => {
  const parts = fromInstant(instant, writing.zone)
  return parts ? `${writeDate(parts.date, writing)} ${parts.time}` : instant
}
