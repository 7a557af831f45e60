/**
 * One check per kind of field: whether a value may be stored, and the form it is stored in. Texts are made
 * well-formed and trimmed, half-width katakana full-width; what is empty becomes null. References are checked by `plan`, which knows the records.
 */
import type { JsonValue } from '../base/json'
import { err, ok, type Result } from '../base/result'
import { findTextProblem, foldKanaWidth, foldLatinWidth, wellFormed } from '../base/text'
import {
  type Field,
  type FieldKind,
  type IntegerField,
  type TagsField,
  type TextField,
  typesReferredTo,
} from '../records/define'
import { typeOfId } from '../records/registry'
import type { FieldProblem } from './intent'
import { isMembers } from './shape'

type Checked = Result<JsonValue, FieldProblem>

const DECIMAL = /^-?\d{1,30}(\.\d{1,20})?$/
const CURRENCY = /^[A-Z]{3}$/
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(:(\d{2})(\.\d{1,3})?)?Z$/
const SHA256 = /^[0-9a-f]{64}$/
const RECORD_ID = /^[a-z][A-Za-z0-9]*:[A-Za-z0-9_-]{1,64}$/

/** Kana of either kind and width, Latin letters and digits (for names from elsewhere), marks and spaces. */
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}\p{Nd}ー・゛゜\u3099\u309A'’.,\- ]+$/u
const MAIL = /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/
/** 254 octets: RFC 5321, 4.5.3.1.3 less the angle brackets. */
const MAIL_LIMIT = 254
const PHONE = /^[+\d()\-‐‑‒–—―−ー~.,;/#*\sx]+$/i
/** Words people write into numbers: extension, in Japanese and English. */
const PHONE_WORDS = /内線|代表|直通|ext\.?|extension/gi
const PHONE_LIMIT = 64
const URL_TEXT = /^https?:\/\/[^\s<>"]+$/i
const URL_LIMIT = 2048

/** True for an id of the form `type:letters`. */
export const isRecordId = (id: string): boolean => RECORD_ID.test(id)

/** A text on one line, trimmed and well-formed; '' when empty. */
function checkLine(value: unknown): Result<string, FieldProblem> {
  if (typeof value !== 'string') return err('wrongKind')
  const text = wellFormed(value).trim()
  const problem = findTextProblem(text)
  return problem === null ? ok(text) : err(problem)
}

/** Text over several lines: line feeds only, no blank lines around it. */
function checkLongText(value: unknown): Result<string, FieldProblem> {
  if (typeof value !== 'string') return err('wrongKind')
  const text = foldKanaWidth(wellFormed(value))
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
  const problem = findTextProblem(text, true)
  return problem === null ? ok(text) : err(problem)
}

/** A reason as it is stored; '' when there is none. */
export const checkReason = (value: string): Result<string, FieldProblem> => checkLongText(value.trim())

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

function findFormatProblem(text: string, format: NonNullable<TextField['format']>): FieldProblem | null {
  switch (format) {
    case 'kana':
      return KANA.test(text.normalize('NFKC')) ? null : 'notKana'
    case 'email':
      return text.length <= MAIL_LIMIT && MAIL.test(text) ? null : 'notAMail'
    case 'phone': {
      const plain = text.normalize('NFKC').replace(PHONE_WORDS, '')
      const digits = plain.replace(/\D/g, '').length
      return text.length <= PHONE_LIMIT && digits >= 2 && PHONE.test(plain) ? null : 'notAPhone'
    }
    case 'url':
      return text.length <= URL_LIMIT && URL_TEXT.test(text) ? null : 'notAUrl'
    case 'zone':
      return isZone(text) ? null : 'notAZone'
  }
}

function checkText(field: TextField, value: unknown): Checked {
  const line = checkLine(value)
  if (!line.ok || line.value === '') return line
  const kana = foldKanaWidth(line.value)
  const text = ok(field.format === 'email' ? foldLatinWidth(kana) : kana)
  const problem = field.format ? findFormatProblem(text.value, field.format) : null
  return problem === null ? text : err(problem)
}

function checkInteger(value: unknown, min: number, max: number): Checked {
  if (!Number.isSafeInteger(value)) return err('notANumber')
  const number = value as number
  // Adding 0 turns −0 into 0.
  return number < min || number > max ? err('outOfRange') : ok(number + 0)
}

/** Decimal text without plus sign, leading zeros or a negative zero; the number of decimals is kept. */
function checkDecimal(value: unknown): Result<string, FieldProblem> {
  if (typeof value !== 'string') return err('wrongKind')
  const text = value.trim()
  if (text === '') return ok('')
  if (!DECIMAL.test(text)) return err('notANumber')
  const digits = text.replace(/^-/, '').replace(/^0+(?=\d)/, '')
  return ok(text.startsWith('-') && /[1-9]/.test(digits) ? `-${digits}` : digits)
}

function checkMoney(value: unknown): Checked {
  if (!isMembers(value) || Object.keys(value).length !== 2) return err('wrongKind')
  const { amount, currency } = value
  if (typeof currency !== 'string' || !CURRENCY.test(currency)) return err('wrongKind')
  const checked = checkDecimal(amount)
  if (!checked.ok) return checked
  return checked.value === '' ? err('notANumber') : ok({ amount: checked.value, currency })
}

function checkTags(field: TagsField, value: unknown): Checked {
  if (!Array.isArray(value)) return err('wrongKind')
  const members = new Set<string>()
  for (const member of value) {
    const text = checkLine(member)
    if (!text.ok) return text
    if (text.value === '') continue
    if (field.choices && !Object.hasOwn(field.choices, text.value)) return err('notAChoice')
    members.add(field.choices ? text.value : foldKanaWidth(text.value))
  }
  return ok([...members].sort())
}

/** True for a day of the calendar as YYYY-MM-DD. */
function isDate(text: string): boolean {
  const found = DATE.exec(text)
  if (!found) return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return year >= 1 && day >= 1 && day <= (days[month - 1] ?? 0)
}

/** An instant in the one form that compares as text: milliseconds, UTC. Null when it is none. */
function toInstant(value: unknown): string | null {
  const found = typeof value === 'string' ? INSTANT.exec(value) : null
  if (!found || !isDate(found[1] ?? '')) return null
  const ms = Date.parse(found[0])
  // Hour 24 and second 60 are read as the next hour or minute, or refused; neither is stored.
  return Number.isNaN(ms) || found[2] === '24' ? null : new Date(ms).toISOString()
}

function checkUncertainTime(value: unknown): Checked {
  if (!isMembers(value) || Object.keys(value).length !== 2) return err('wrongKind')
  const from = toInstant(value.from)
  const to = toInstant(value.to)
  if (from === null || to === null) return err('notAnInstant')
  return from <= to ? ok({ from, to }) : err('outOfRange')
}

function checkFile(value: unknown): Checked {
  if (!isMembers(value) || Object.keys(value).length !== 3) return err('wrongKind')
  const { sha256, name, bytes } = value
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) return err('wrongKind')
  const checked = checkLine(name)
  if (!checked.ok) return checked
  if (checked.value === '') return err('wrongKind')
  const size = checkInteger(bytes, 0, Number.MAX_SAFE_INTEGER)
  return size.ok ? ok({ sha256, name: checked.value, bytes: size.value }) : size
}

type KindOf<K extends FieldKind> = Extract<Field, { kind: K }>

const checks: { readonly [K in FieldKind]: (field: KindOf<K>, value: unknown) => Checked } = {
  text: checkText,
  longText: (_, value) => checkLongText(value),
  integer: (field: IntegerField, value) =>
    checkInteger(value, field.min ?? Number.MIN_SAFE_INTEGER, field.max ?? Number.MAX_SAFE_INTEGER),
  decimal: (_, value) => checkDecimal(value),
  money: (_, value) => checkMoney(value),
  choice: (field, value) =>
    typeof value !== 'string'
      ? err('wrongKind')
      : value === '' || Object.hasOwn(field.choices, value)
        ? ok(value)
        : err('notAChoice'),
  tags: checkTags,
  date: (_, value) =>
    typeof value !== 'string'
      ? err('wrongKind')
      : value === '' || isDate(value)
        ? ok(value)
        : err('notADate'),
  instant: (_, value) => {
    if (value === '') return ok('')
    const instant = toInstant(value)
    return instant === null ? err('notAnInstant') : ok(instant)
  },
  uncertainTime: (_, value) => checkUncertainTime(value),
  duration: (_, value) => checkInteger(value, 0, Number.MAX_SAFE_INTEGER),
  ref: (field, value) =>
    typeof value !== 'string'
      ? err('wrongKind')
      : value === '' || (isRecordId(value) && typesReferredTo(field).includes(typeOfId(value)))
        ? ok(value)
        : err('noSuchRecord'),
  children: () => err('wrongKind'),
  file: (_, value) => checkFile(value),
}

/** The form a value is stored in (null: empty), or why it is refused. Whether it may be empty is not asked here. */
export function checkValue(field: Field, value: unknown): Checked {
  if (value === null || value === undefined) return field.kind === 'children' ? err('wrongKind') : ok(null)
  const check = checks[field.kind] as (field: Field, value: unknown) => Checked
  const checked = check(field, value)
  if (!checked.ok) return checked
  const empty = checked.value === '' || (Array.isArray(checked.value) && checked.value.length === 0)
  return empty ? ok(null) : checked
}

/** Whether a checked value is a day that has not come yet, in a field that must not hold one. `today`: YYYY-MM-DD. */
export const isAfterToday = (field: Field, value: unknown, today: string): boolean =>
  field.kind === 'date' && field.notAfter === 'today' && typeof value === 'string' && value > today
