/** A cell's text as the value of a field: guards of spreadsheets taken off, widths and kana made usual. */
import type { JsonValue } from '../base/json'
import { toHiragana } from '../domain/reading/kana'
import { parseDuration } from '../domain/written/duration-text'
import { foldWidth } from '../domain/written/fold-width'
import type { Choice, Field } from '../records/define'
import { foldHeader, hasLostZero, usualWidth } from './fold-text'
import { withoutGuard } from './guard'
import type { CellProblem } from './import-plan'
import { type DateReading, readDate } from './read-date'

export type CellValue = {
  /** null: the cell says nothing. */
  readonly value: JsonValue
  readonly problem: { readonly problem: CellProblem; readonly refuses: boolean } | null
}

const nothing: CellValue = { value: null, problem: null }
const plain = (value: JsonValue): CellValue => ({ value, problem: null })
const refused = (value: JsonValue, problem: CellProblem): CellValue => ({
  value,
  problem: { problem, refuses: true },
})

const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}$/i
const LONE_DASH = /^[-‐-―−ー]+$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * The value a cell gives a field. Texts keep every character form; only spaces at the ends and guards go. Of a
 * reference it is the name, which `resolveNames` finds.
 */
export const normaliseCell = (cell: string, field: Field, dates: DateReading = {}): CellValue => {
  const text = unguard(cell)
  if (text === '') return nothing
  if (text.includes('\ufffd')) return refused(text, 'undecodable')
  if (CONTROL.test(text)) return refused(text, 'controlCharacters')
  switch (field.kind) {
    case 'text':
      return normaliseText(text, field.format)
    case 'longText':
      // Spaces before the first line may be meant.
      return flagFormula(withoutGuard(cell.replace(/^\ufeff/, '')).trimEnd())
    case 'integer':
      return normaliseInteger(text)
    case 'duration':
      return normaliseDuration(text)
    case 'ref':
      return plain(text.replace(/[\s\u3000]+/g, ' '))
    case 'decimal':
      return plain(usualWidth(text).replace(/[,\s]/g, ''))
    case 'choice':
      return normaliseChoice(text, field.choices)
    case 'tags':
      return normaliseTags(text, field.choices)
    case 'date': {
      const date = readDate(text, dates)
      return date.ok ? plain(date.value) : refused(text, date.error)
    }
    case 'instant':
    case 'uncertainTime':
    case 'money':
    case 'children':
    case 'file':
      // No column can become one of these yet.
      return refused(text, 'wrongKind')
  }
}

/** One cell may hold several numbers, one under the other or divided by / ; or 、 */
export const splitPhones = (cell: string): readonly string[] => {
  const parts = unguard(cell)
    .split(/[\n;；、／]|\s\/\s|,\s*(?=[+0(])|(?<=\d)\/(?=[+0(])/)
    .map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

/** A phone number with usual digits and hyphens; what a spreadsheet did to it is named. */
export const normalisePhone = (cell: string, restoreZero: boolean): CellValue => {
  const text = unguard(cell)
  if (text === '' || LONE_DASH.test(text)) return nothing
  if (text.includes('\ufffd')) return refused(text, 'undecodable')
  if (CONTROL.test(text)) return refused(text, 'controlCharacters')
  const number = foldWidth(text)
    .replace(/\s+/g, ' ')
    .replace(/^(?:tel|phone|電話)[.:]?\s*/i, '')
  if (SCIENTIFIC.test(number)) return refused(text, 'mangledNumber')
  // A number of 9 or 10 bare digits without its 0: 312345678, 9012345678.
  const digits = number.replace(/\.0+$/, '')
  if (hasLostZero(digits)) {
    return restoreZero
      ? plain(`0${digits}`)
      : { value: digits, problem: { problem: 'lostZero', refuses: false } }
  }
  return plain(number)
}

/** Takes off what programs put around a text to keep it a text: `'0901`, `="0901"`, and spaces at both ends. */
export const unguard = (cell: string): string => {
  const text = cell.replace(/^[\s\u3000\ufeff]+|[\s\u3000]+$/g, '')
  const wrapped = /^="((?:[^"]|"")*)"$/.exec(text)
  if (wrapped?.[1] !== undefined) return wrapped[1].replaceAll('""', '"').trim()
  return withoutGuard(text)
}

/** Whether a cell says what the record has already, but for spaces and writings that do not count. */
export const isSameText = (
  kept: JsonValue | undefined,
  read: JsonValue,
  field: Field | undefined,
): boolean => {
  if (typeof kept !== 'string' || typeof read !== 'string') return false
  if (field?.kind === 'longText') return kept.trimEnd() === read.trimEnd()
  return field?.kind === 'text' && normaliseText(kept.trim(), field.format).value === read
}

const normaliseText = (text: string, format: Extract<Field, { kind: 'text' }>['format']): CellValue => {
  const line = text.replace(/[\s\u3000]+/g, ' ')
  switch (format) {
    case 'kana':
      return plain(toHiragana(line).trim())
    case 'email':
      if (LONE_DASH.test(line)) return nothing
      return plain(
        usualWidth(line)
          .replace(/^mailto:/i, '')
          .replace(/\s/g, ''),
      )
    case 'phone':
      return normalisePhone(line, false)
    case 'url':
    case 'zone':
      return plain(line)
    case undefined:
      // 1E2 may be a section, 3E12 a number of staff: only the person can tell.
      return SCIENTIFIC.test(line)
        ? { value: line, problem: { problem: 'maybeMangled', refuses: false } }
        : flagFormula(line)
  }
}

/** Text that a spreadsheet would compute stays text; the person is told. */
const flagFormula = (text: string): CellValue =>
  /^[=+@]|^-\S/.test(text) && !/^[+-]?[\d\s().,-]+$/.test(text)
    ? { value: text, problem: { problem: 'formulaLike', refuses: false } }
    : plain(text)

const normaliseInteger = (text: string): CellValue => {
  const digits = usualWidth(text).replace(/[,\s]/g, '')
  const number = Number(digits)
  return /^[+-]?\d+$/.test(digits) && Number.isSafeInteger(number)
    ? plain(number + 0)
    : refused(text, 'notANumber')
}

/** Minutes, or hours and minutes in figures or words; the seconds of a spreadsheet's time of day say nothing. */
const normaliseDuration = (text: string): CellValue => {
  const minutes = parseDuration(
    usualWidth(text)
      .replace(/^(\d{1,5}:\d{2}):00$/, '$1')
      .replace(/^約/, ''),
  )
  return minutes === null ? refused(text, 'notADuration') : plain(minutes)
}

type Choices = { readonly [key: string]: Choice }

/** A choice by its key or its label in either language; a label of several words (電気・ガス・水道) by any of them. */
const choiceKey = (text: string, choices: Choices): string | undefined => {
  const folded = foldHeader(text)
  if (folded === '') return undefined
  const labelsOf = (key: string) => Object.values(choices[key]?.label ?? {})
  const keys = Object.keys(choices)
  const whole = keys.find((key) => [key, ...labelsOf(key)].some((word) => foldHeader(word) === folded))
  if (whole !== undefined) return whole
  const byPart = keys.filter((key) =>
    labelsOf(key).some((label) => label.split(/[・,/]/).some((part) => foldHeader(part) === folded)),
  )
  return byPart.length === 1 ? byPart[0] : undefined
}

const normaliseChoice = (text: string, choices: Choices): CellValue => {
  const key = choiceKey(text, choices)
  return key === undefined ? refused(text, 'notAChoice') : plain(key)
}

const normaliseTags = (text: string, choices: Choices | undefined): CellValue => {
  const members = text
    .split(/[,、;；／/\n]/)
    .map((member) => member.trim())
    .filter((member) => member !== '')
  const keys = members.map((member) => (choices ? choiceKey(member, choices) : member))
  return keys.every((key) => key !== undefined)
    ? plain([...new Set(keys)].sort())
    : refused(text, 'notAChoice')
}
