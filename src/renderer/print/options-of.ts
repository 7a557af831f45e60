/** Reads what a contact list asks for from its record, with what holds where it says nothing. */
import type { JsonValue } from '../../shared/base/json'
import type { ContactSubject } from '../../shared/domain/contacts/contact'
import type { ContactRule } from '../../shared/domain/contacts/select'
import type { FieldValues } from '../../shared/journal/intent'
import type { Field, Language } from '../../shared/records/define'
import { contactList } from '../../shared/records/paper/contact-list'
import type { SheetColumn, SheetOptions } from './sheet-input'

/** A list with its rules and members as they stand in the ledger or in a form. */
export type KeptList = {
  readonly values: FieldValues
  readonly rules: readonly FieldValues[]
  readonly members: readonly FieldValues[]
}

type Fields = typeof contactList.fields
type ChoiceName = { [N in keyof Fields]: Fields[N] extends { kind: 'choice' } ? N : never }[keyof Fields]
type TagsName = { [N in keyof Fields]: Fields[N] extends { kind: 'tags' } ? N : never }[keyof Fields]

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

const whenEmpty = (name: keyof Fields): JsonValue => (contactList.fields[name] as Field).whenEmpty ?? null

/** The key of a choice that holds: the one chosen, else what its declaration says; null for neither. */
export const choiceOf = <N extends ChoiceName>(
  values: FieldValues,
  name: N,
): (keyof Fields[N]['choices'] & string) | null => {
  const known = contactList.fields[name].choices
  const chosen = [values[name], whenEmpty(name)].find(
    (value): value is string => typeof value === 'string' && Object.hasOwn(known, value),
  )
  return (chosen as (keyof Fields[N]['choices'] & string) | undefined) ?? null
}

/** The members of a tags field that hold, in the order of its declaration. */
export const tagsOf = <N extends TagsName>(
  values: FieldValues,
  name: N,
): readonly (keyof Fields[N]['choices'] & string)[] => {
  const value = values[name] ?? whenEmpty(name)
  const chosen: readonly JsonValue[] = Array.isArray(value) ? value : []
  return (Object.keys(contactList.fields[name].choices) as (keyof Fields[N]['choices'] & string)[]).filter(
    (key) => chosen.includes(key),
  )
}

/** `language`: of who looks at it, for a list that names none. */
export const optionsOf = ({ values, rules, members }: KeptList, language: Language): SheetOptions => ({
  title: text(values.name),
  layout: choiceOf(values, 'layout') ?? 'list',
  audience: choiceOf(values, 'audience'),
  masked: tagsOf(values, 'masked'),
  choice: {
    chosen: choiceOf(values, 'chosen') ?? 'rules',
    subjects: tagsOf(values, 'subjects') as readonly ContactSubject[],
    rules: rules.flatMap((rule): ContactRule[] => {
      const [subject, value] = [text(rule.subject), text(rule.value)]
      return subject === '' || value === '' ? [] : [{ subject, value } as ContactRule]
    }),
    members: members.flatMap((member) => {
      const record = text(member.record)
      return record === '' ? [] : [{ record, how: member.how === 'leaveOut' ? 'leaveOut' : 'add' } as const]
    }),
  },
  grouping: choiceOf(values, 'grouping') ?? 'department',
  order: choiceOf(values, 'order') ?? 'reading',
  columns: tagsOf(values, 'columns') as readonly SheetColumn[],
  paper: choiceOf(values, 'paper') ?? 'auto',
  note: text(values.note),
  language: choiceOf(values, 'language') ?? language,
})
