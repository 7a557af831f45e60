/** A contact list while it is put together: what a new one begins with, and what another layout proposes. */
import type { JsonValue } from '../../../shared/base/json'
import { newRecordId } from '../../../shared/base/random'
import type { Contact } from '../../../shared/domain/contacts/contact'
import { type Audience, proposedMasks } from '../../../shared/domain/contacts/mask'
import type { RecordId } from '../../../shared/journal/entry'
import type { FieldValues } from '../../../shared/journal/intent'
import type { Language } from '../../../shared/records/define'
import type { ChildDraft, Draft } from '../../generic/form/draft'
import { choiceOf, type KeptList, tagsOf } from '../../print/options-of'
import type { SheetColumn, SheetGrouping, SheetLayout, SheetOrder } from '../../print/sheet-input'

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

export const newId = (type: string): RecordId => newRecordId(type, randomBytes)

type Usual = {
  readonly subjects: readonly string[]
  readonly columns: readonly SheetColumn[]
  readonly grouping: SheetGrouping
  readonly order: SheetOrder
}

/** What a layout shows unless a person says otherwise. */
const usualOf = (layout: SheetLayout, language: Language, contacts: readonly Contact[]): Usual => {
  // Readings are for Japanese eyes.
  const reading: readonly SheetColumn[] = language === 'ja' ? ['reading'] : []
  const grouping = usualGrouping(contacts)
  if (layout === 'tree') return { subjects: ['person'], columns: ['role'], grouping, order: 'reading' }
  // Who decides stands first on a card.
  if (layout === 'wallet') return { subjects: ['person'], columns: ['role'], grouping, order: 'role' }
  if (layout === 'wall')
    return {
      subjects: ['organisation', 'site'],
      columns: ['role', 'numbers', 'hours'],
      grouping,
      order: 'reading',
    }
  if (layout === 'sites')
    return { subjects: ['person', 'contact', 'organisation', 'site'], columns: [], grouping, order: 'role' }
  const columns: readonly SheetColumn[] = [
    ...reading,
    'role',
    ...(grouping === 'department' ? [] : (['department'] as const)),
    'checked',
  ]
  // Whoever comes from the list of people expects everybody of it on paper.
  return { subjects: ['contact', 'person'], columns, grouping, order: 'reading' }
}

/** By department, unless nearly everybody has one of their own. */
const usualGrouping = (contacts: readonly Contact[]): SheetGrouping => {
  const people = contacts.filter(({ subject }) => subject === 'person')
  return new Set(people.map(({ department }) => department)).size * 3 <= people.length + 3
    ? 'department'
    : 'kana'
}

/** A list nobody saved yet. */
export const newList = (layout: SheetLayout, language: Language, contacts: readonly Contact[]): Draft => ({
  id: newId('contactList'),
  values: { name: '', layout, language, ...usualOf(layout, language, contacts) },
  children: { rules: [], members: [] },
})

/** The options as they are read from a draft or from a record. */
export const keptList = ({ values, children }: Pick<Draft, 'values' | 'children'>): KeptList => ({
  values,
  rules: (children.rules ?? []).map((rule) => rule.values),
  members: (children.members ?? []).map((member) => member.values),
})

const same = (a: JsonValue, b: JsonValue): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Another layout brings what is usual for it, where what was usual for the one before was not changed. */
export const withLayout = (
  values: FieldValues,
  layout: SheetLayout,
  language: Language,
  contacts: readonly Contact[],
): FieldValues => {
  const before = usualOf(choiceOf(values, 'layout') ?? 'list', language, contacts)
  const after = usualOf(layout, language, contacts)
  const stood = {
    subjects: tagsOf(values, 'subjects'),
    columns: tagsOf(values, 'columns'),
    grouping: choiceOf(values, 'grouping'),
    order: choiceOf(values, 'order'),
  }
  const kept = (name: keyof Usual): FieldValues => {
    const isUsual = same([...(stood[name] ?? [])].sort(), [...before[name]].sort())
    return isUsual ? { [name]: after[name] } : {}
  }
  return { ...values, layout, ...kept('subjects'), ...kept('columns'), ...kept('grouping'), ...kept('order') }
}

/** Who gets a list proposes what is masked on it. */
export const withAudience = (values: FieldValues, audience: Audience | null): FieldValues => ({
  ...values,
  audience,
  masked: audience === null ? [] : proposedMasks[audience],
})

/** The hand choices with one record added or left out, at their end; a choice that says what held anyway stays. */
export const withMember = (
  members: readonly ChildDraft[],
  record: string,
  how: 'add' | 'leaveOut',
): readonly ChildDraft[] => [
  ...members.filter(({ values }) => values.record !== record),
  { id: newId('contactListMember'), values: { record, how } },
]

/** What a child says, without its place among the others, which saving gives it. */
const said = (children: readonly ChildDraft[]): JsonValue =>
  children.map(({ id, values: { order: _, ...values } }): JsonValue => [id, { ...values }])

/** A draft of what stood, made one of what stands now: what was changed in it stays changed. */
export const rebased = (draft: Draft, stood: Draft, stands: Draft): Draft => {
  const names = new Set([...Object.keys(draft.values), ...Object.keys(stands.values)])
  const values = Object.fromEntries(
    [...names].map((name) => {
      const [own, was, is] = [draft, stood, stands].map(({ values: of }) => of[name] ?? null)
      return [name, same(own ?? null, was ?? null) ? (is ?? null) : (own ?? null)]
    }),
  )
  const children = Object.fromEntries(
    Object.keys(stands.children).map((name) => {
      const [own, was, is] = [draft, stood, stands].map(({ children: of }) => of[name] ?? [])
      const isOwn = !same(said(own ?? []), said(was ?? [])) && !same(said(own ?? []), said(is ?? []))
      return [name, (isOwn ? own : is) ?? []]
    }),
  )
  return { id: draft.id, values, children }
}
