import type { JsonValue } from '../../shared/base/json'
import { writeDate } from '../../shared/domain/written/date-text'
import { writeDecimal } from '../../shared/domain/written/decimal-text'
import { writeDuration } from '../../shared/domain/written/duration-text'
import { writeInstant } from '../../shared/domain/written/instant-text'
import type { Writing } from '../../shared/domain/written/writing'
import type { Field, FieldKind } from '../../shared/records/define'
import { choiceText } from './choice/choice-text'
import { fileText } from './file/file-text'
import { isMoney, writeMoney } from './money/money-text'
import { tagsOf } from './tags/tags-text'
import { textText } from './text/text-text'
import { uncertainTimeText } from './uncertainTime/uncertain-time-text'

/** How a value is put into words besides its declaration. */
export type TextOptions = {
  readonly writing: Writing
  /** Title of a record that is referred to; its id stands in when it is not known. */
  readonly titleOf?: (id: string) => string | undefined
}

type Write<F extends Field> = (field: F, value: JsonValue, options: TextOptions) => string

const string = (value: JsonValue): string => (typeof value === 'string' ? value : '')

const writers = {
  text: textText,
  longText: (_, value) => string(value),
  integer: (_, value) => (value === null ? '' : String(value)),
  decimal: (_, value) => writeDecimal(string(value)),
  money: (_, value, { writing }) => (isMoney(value) ? writeMoney(value, writing.language) : string(value)),
  choice: (field, value, { writing }) => choiceText(field.choices, value, writing.language),
  tags: (field, value, { writing }) =>
    tagsOf(value)
      .map((tag) => choiceText(field.choices, tag, writing.language))
      .join(writing.language === 'ja' ? '\u3001' : ', '),
  date: (_, value, { writing }) => writeDate(string(value), writing),
  instant: (_, value, { writing }) => (value === null ? '' : writeInstant(string(value), writing)),
  uncertainTime: (_, value, { writing }) => uncertainTimeText(value, writing),
  duration: (_, value, { writing }) =>
    typeof value === 'number' ? writeDuration(value, writing.language) : string(value),
  ref: (_, value, { titleOf }) => titleOf?.(string(value)) ?? string(value),
  children: () => '',
  file: (_, value, { writing }) => fileText(value, writing.language),
} as const satisfies { readonly [K in FieldKind]: Write<Extract<Field, { kind: K }>> }

/** A value in words, by the kind of its field, for history, confirmations and search; '' for an empty one. */
export const fieldText = (field: Field, value: JsonValue, options: TextOptions): string => {
  // The map gives every kind the writer of its own fields.
  const write = writers[field.kind] as Write<Field>
  return write(field, value, options)
}
