/** What a contact list says, before it is laid out: who stands on it, in order and in groups, with what wants checking marked. */
import type { Contact, ContactPhone, ContactSubject } from '../../shared/domain/contacts/contact'
import { firstNumber } from '../../shared/domain/contacts/first-number'
import { type Mask, maskContact } from '../../shared/domain/contacts/mask'
import { positionRank } from '../../shared/domain/contacts/position-rank'
import { selectContacts } from '../../shared/domain/contacts/select'
import { dayIn, daysBetween } from '../../shared/domain/written/date-text'
import type { Writing } from '../../shared/domain/written/writing'
import type { Choice, Label, RecordDeclaration } from '../../shared/records/define'
import { organisation } from '../../shared/records/people/organisation'
import { organisationPhone } from '../../shared/records/people/organisation-phone'
import { phone } from '../../shared/records/people/phone'
import { sitePhone } from '../../shared/records/people/site-phone'
import { wantsCheck } from '../../shared/records/wants-check'
import { paperTexts } from '../texts/paper'
import { headingOf, inNameOrder } from './reading-order'
import type { SheetInput, SheetOptions } from './sheet-input'

export type Words = { readonly [K in keyof (typeof paperTexts)['ja']]: string }

export type ListedPhone = ContactPhone & {
  /** What its use is called in the language of the sheet; empty where it has none. */
  readonly label: string
  readonly unchecked: boolean
}

/** A contact as it stands on the sheet: masked, and in the sheet's language. */
export type Listed = Omit<Contact, 'phones' | 'kinds'> & {
  readonly phones: readonly ListedPhone[]
  /** The number to call first. */
  readonly first: ListedPhone | null
  /** False for a name that was struck out; then words stand in its place. */
  readonly isNamed: boolean
  readonly kindKeys: readonly string[]
  /** Labels of the kinds of an organisation. */
  readonly kinds: readonly string[]
  /** Department of our own, organisation (and department) of others, kinds of an organisation. */
  readonly unit: string
}

export type ListedGroup = {
  /** The heading; null where there are no groups. */
  readonly label: string | null
  readonly members: readonly Listed[]
}

export type Prepared = {
  readonly input: SheetInput
  readonly options: SheetOptions
  readonly words: Words
  readonly writing: Writing
  /** As it is printed. */
  readonly title: string
  /** Those on the list, in its order. */
  readonly listed: readonly Listed[]
  readonly groups: readonly ListedGroup[]
  /** Everybody by id, as this sheet may show them: deputies and heads need not be on the list. */
  readonly anybody: (id: string) => Listed | undefined
  /** Whether numbers are masked: then nobody is said to have none. */
  readonly hidesNumbers: boolean
}

const phoneTypes: { readonly [S in ContactSubject]: RecordDeclaration } = {
  person: phone,
  contact: phone,
  organisation: organisationPhone,
  site: sitePhone,
}

type Choices = { readonly [key: string]: Choice }

const kindChoices: Choices = organisation.fields.kinds.choices

const labelsOf = (label: Label | undefined): readonly string[] => (label ? [label.ja, label.en] : [])

/** Who stands on a list of these options, unmasked, in no order. */
export const chosenContacts = ({ contacts, options }: Pick<SheetInput, 'contacts' | 'options'>) =>
  selectContacts(contacts, options.choice, (kind) => labelsOf(kindChoices[kind]?.label))

const prepared = new WeakMap<SheetInput, Prepared>()

/** Once per input: for its characters, which bring the fonts, and for the page with them. */
export const prepareList = (input: SheetInput): Prepared => {
  const known = prepared.get(input) ?? prepareAnew(input)
  prepared.set(input, known)
  return known
}

const prepareAnew = (input: SheetInput): Prepared => {
  const { options, office } = input
  const { language } = options
  const words: Words = paperTexts[language]
  const byId = new Map(input.contacts.map((contact) => [contact.id, contact]))
  const shown = new Map<string, Listed>()
  const anybody = (id: string): Listed | undefined => {
    const known = shown.get(id)
    if (known) return known
    const contact = byId.get(id)
    if (!contact) return undefined
    const made = listedOf(contact, input, words)
    shown.set(id, made)
    return made
  }
  const chosen = chosenContacts(input).flatMap(({ id }) => anybody(id) ?? [])
  const listed = inListOrder(chosen, options)
  return {
    input,
    options,
    words,
    writing: { language, zone: office.zone, years: office.years },
    title: sheetTitle(options),
    listed,
    groups: groupsOf(listed, options, words),
    anybody,
    hidesNumbers: options.masked.some((mask: Mask) => mask === 'home' || mask === 'mobile'),
  }
}

const usualTitles = {
  list: 'sheetDefaultTitle',
  tree: 'sheetTreeTitle',
  wallet: 'sheetWalletTitle',
  wall: 'sheetWallTitle',
  sites: 'sheetSitesTitle',
} as const

/** The title as it is printed. */
export const sheetTitle = ({ title, layout, language }: SheetOptions): string =>
  title.trim() || paperTexts[language][usualTitles[layout]]

const listedOf = (contact: Contact, { options, office, drawn }: SheetInput, words: Words): Listed => {
  const { language } = options
  const masked = maskContact(contact, options.masked)
  const type = phoneTypes[contact.subject]
  const uses: Choices =
    'choices' in (type.fields.use ?? {}) ? (type.fields.use as { choices: Choices }).choices : {}
  const today = dayIn(office.zone, new Date(drawn.at))
  const phones = masked.phones.map(
    (each): ListedPhone => ({
      ...each,
      label: each.use === null ? '' : (uses[each.use]?.label[language] ?? each.use),
      unchecked:
        wantsCheck(type, (field) => (each as Readonly<Record<string, string | null>>)[field]) &&
        (each.unreachedOn !== null ||
          each.checkedOn === null ||
          daysBetween(each.checkedOn, today) > office.uncheckedAfterDays),
    }),
  )
  const kinds = masked.kinds.map((kind) => kindChoices[kind]?.label[language] ?? kind)
  const first = firstNumber(phones)
  return {
    ...masked,
    name: masked.name || words.sheetStruckName,
    isNamed: masked.name !== '',
    kindKeys: masked.kinds,
    phones,
    first: phones.find((each) => each === first) ?? null,
    kinds,
    unit: unitOf(masked, kinds),
  }
}

const unitOf = (contact: Contact, kinds: readonly string[]): string => {
  if (contact.subject === 'organisation') return kinds.join('・')
  return [contact.organisation?.name ?? '', contact.department].filter((part) => part !== '').join(' ')
}

const inListOrder = (
  chosen: readonly Listed[],
  { order, choice, language }: SheetOptions,
): readonly Listed[] => {
  const byName = inNameOrder(chosen, language)
  if (order === 'role') return byName.toSorted((a, b) => positionRank(a.role) - positionRank(b.role))
  if (order === 'reading') return byName
  const places = new Map(
    choice.members.filter(({ how }) => how === 'add').map(({ record }, place) => [record, place]),
  )
  const placeOf = ({ id }: Listed) => places.get(id) ?? places.size
  return byName.toSorted((a, b) => placeOf(a) - placeOf(b))
}

const subjectOrder: readonly ContactSubject[] = ['person', 'contact', 'organisation', 'site']

const collator = new Intl.Collator('ja', { numeric: true })

type Heading = {
  /** Groups of people come before those of organisations. */
  readonly section: number
  /** Empty for those without one, who stand last in their section. */
  readonly key: string
  readonly label: string
}

const groupsOf = (listed: readonly Listed[], options: SheetOptions, words: Words): readonly ListedGroup[] => {
  if (listed.length === 0) return []
  if (options.grouping === 'none') return [{ label: null, members: listed }]
  const groups = new Map<string, { heading: Heading; members: Listed[] }>()
  for (const each of listed) {
    const heading = headingFor(each, options, words)
    const id = `${heading.section} ${heading.key}`
    const group = groups.get(id)
    if (group) group.members.push(each)
    else groups.set(id, { heading, members: [each] })
  }
  // Initials come in the order of the names, and what was put in order by hand stays so.
  const asTheyCome = options.grouping === 'kana' || options.order === 'hand'
  return [...groups.values()]
    .sort(
      ({ heading: a }, { heading: b }) =>
        a.section - b.section ||
        (asTheyCome && options.grouping === 'kana'
          ? 0
          : Number(a.key === '') - Number(b.key === '') || (asTheyCome ? 0 : collator.compare(a.key, b.key))),
    )
    .map(({ heading: { label }, members }) => ({ label, members }))
}

const headingFor = (each: Listed, { grouping, language }: SheetOptions, words: Words): Heading => {
  const named = (key: string, none: string, section = 0): Heading => ({ section, key, label: key || none })
  if (grouping === 'kana') return named(headingOf(each, language), words.sheetNoReading)
  if (grouping === 'site')
    return named(each.subject === 'site' ? each.name : (each.site?.name ?? ''), words.sheetNoSite)
  if (grouping === 'emergencyRole') return named(each.emergencyRole, words.sheetNoEmergencyRole)
  const section = subjectOrder.indexOf(each.subject)
  if (each.subject === 'contact') return named(each.organisation?.name ?? '', words.sheetOutside, section)
  if (each.subject === 'organisation') return named(each.unit, words.sheetNoKind, section)
  if (each.subject === 'site') return named(words.sheetSites, words.sheetSites, section)
  return named(each.department, words.sheetNoDepartment, section)
}
