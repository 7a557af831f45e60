import { foldWidth } from './fold-width'
import type { Writing } from './writing'

/** Reads a length of time in minutes: 90, 1:30, 1時間30分, 90分, 1h30m, 2日. Null when it is none. */
export const parseDuration = (typed: string): number | null => {
  const text = foldWidth(typed).toLowerCase()
  if (/^\d{1,7}$/u.test(text)) return Number(text)
  const clock = /^(\d{1,5}):([0-5]?\d)$/u.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const words =
    /^(?:(\d{1,4})\s*(?:日間?|d(?:ays?)?))?\s*(?:(\d{1,5})\s*(?:時間?|h(?:ours?)?))?\s*(?:(\d{1,6})\s*(?:分間?|m(?:in(?:utes?)?)?))?$/u.exec(
      text,
    )
  if (!words || text === '') return null
  return Number(words[1] ?? 0) * 1440 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0)
}

/** Minutes in words: 1時間30分, 1 h 30 min. Days are not used: an office's day has no fixed length. */
export const writeDuration = (minutes: number, language: Writing['language']): string => {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts =
    language === 'ja'
      ? [hours ? `${hours}時間` : '', rest || !hours ? `${rest}分` : '']
      : [hours ? `${hours} h` : '', rest || !hours ? `${rest} min` : '']
  return parts.filter(Boolean).join(language === 'ja' ? '' : ' ')
}
