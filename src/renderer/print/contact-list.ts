/** What a contact list says, before it is laid out: people in groups, in order, with what wants checking marked. */
import type { JsonValue } from '../../shared/base/json'
import { dayIn, daysBetween } from '../../shared/domain/written/date-text'
import type { Writing } from '../../shared/domain/written/writing'
import type { SheetIdentity } from '../../shared/exchange/sheet-code'
import type { Language } from '../../shared/records/define'
import { phone } from '../../shared/records/people/phone'
import { wantsCheck } from '../../shared/records/wants-check'
import { headingOf, inNameOrder } from './reading-order'
import { hashOf } from './sheet-identity'

export type ContactPhone = {
  readonly use: string | null
  readonly number: string
  /** YYYY-MM-DD, or null: nobody was ever reached on it. */
  readonly checkedOn: string | null
}

export type Contact = {
  readonly id: string
  readonly name: string
  readonly reading: string
  readonly role: string
  readonly department: string
  readonly mail: string
  readonly phones: readonly ContactPhone[]
}

export type ContactColumn = 'reading' | 'role' | 'department' | 'checked' | 'mail'
export type ContactGrouping = 'department' | 'kana' | 'none'

export type ContactListOptions = {
  readonly title: string
  readonly grouping: ContactGrouping
  readonly columns: readonly ContactColumn[]
  readonly language: Language
}

export type ContactListInput = {
  readonly people: readonly Contact[]
  readonly options: ContactListOptions
  readonly office: {
    readonly name: string
    readonly zone: string
    readonly years: Writing['years']
    readonly uncheckedAfterDays: number
  }
  /** The moment (ISO UTC) and the state of the ledger the list is drawn from. */
  readonly drawn: {
    readonly at: string
    readonly ledger: string
    readonly version: string
    readonly head: string | null
  }
}

export type ListedPhone = ContactPhone & { readonly unchecked: boolean }
export type ListedContact = Omit<Contact, 'phones'> & { readonly phones: readonly ListedPhone[] }

/** `key`: the department or initial; empty for those without one, who stand last. */
export type ContactGroup = { readonly key: string; readonly people: readonly ListedContact[] }

export type ContactList = {
  readonly groups: readonly ContactGroup[]
  readonly counts: {
    readonly people: number
    readonly phones: number
    readonly unchecked: number
    readonly noPhone: number
  }
  readonly identity: SheetIdentity
}

/** Puts people in order and in groups, and says by what the sheet is known again. */
export const contactList = ({ people, options, office, drawn }: ContactListInput): ContactList => {
  const today = dayIn(office.zone, new Date(drawn.at))
  const isUnchecked = (number: ContactPhone) =>
    wantsCheck(phone, (field) => (number as Readonly<Record<string, string | null>>)[field]) &&
    (number.checkedOn === null || daysBetween(number.checkedOn, today) > office.uncheckedAfterDays)
  const listed = inNameOrder(people, options.language).map((person) => ({
    ...person,
    phones: person.phones.map((number) => ({ ...number, unchecked: isUnchecked(number) })),
  }))
  const phones = listed.flatMap((person) => person.phones)
  return {
    groups: grouped(listed, options),
    counts: {
      people: listed.length,
      phones: phones.length,
      unchecked: phones.filter(({ unchecked }) => unchecked).length,
      noPhone: listed.filter((person) => person.phones.length === 0).length,
    },
    identity: {
      ledger: drawn.ledger,
      sheet: `contacts-${hashOf([options.title, options.grouping, ...options.columns]).slice(0, 8)}`,
      version: drawn.version,
      content: contentHash(people, options, office.name),
      head: drawn.head,
    },
  }
}

/**
 * The hash over what the list says: title, organisation and the values that are shown, whatever language, era or order
 * they are printed in; not when it was printed, nor what had become unchecked by then.
 */
const contentHash = (
  people: readonly Contact[],
  options: ContactListOptions,
  organisation: string,
): string => {
  const shows = (column: ContactColumn) => options.columns.includes(column)
  const rows = people
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((person): JsonValue => {
      const phones = person.phones.map(({ use, number, checkedOn }) =>
        shows('checked') ? [use, number, checkedOn] : [use, number],
      )
      return {
        name: person.name,
        phones,
        ...(shows('reading') ? { reading: person.reading } : {}),
        ...(shows('role') ? { role: person.role } : {}),
        ...(shows('department') || options.grouping === 'department'
          ? { department: person.department }
          : {}),
        ...(shows('mail') ? { mail: person.mail } : {}),
      }
    })
  return hashOf({
    sheet: 'contact-list',
    title: options.title,
    organisation,
    grouping: options.grouping,
    rows,
  })
}

const collator = new Intl.Collator('ja', { numeric: true })

const grouped = (
  people: readonly ListedContact[],
  { grouping, language }: ContactListOptions,
): readonly ContactGroup[] => {
  if (people.length === 0) return []
  if (grouping === 'none') return [{ key: '', people }]
  const groups = new Map<string, ListedContact[]>()
  for (const person of people) {
    const key = grouping === 'department' ? person.department : headingOf(person, language)
    const group = groups.get(key)
    if (group) group.push(person)
    else groups.set(key, [person])
  }
  const entries = [...groups].map(([key, members]) => ({ key, people: members }))
  // Initials come in the order of the people; departments are sorted, people without one last.
  if (grouping === 'kana') return entries
  return entries.sort((a, b) => Number(a.key === '') - Number(b.key === '') || collator.compare(a.key, b.key))
}
