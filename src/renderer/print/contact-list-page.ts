/** The contact list as a printed document. */
import { writeDate } from '../../shared/domain/written/date-text'
import { writeInstant } from '../../shared/domain/written/instant-text'
import { telOf, writePhone } from '../../shared/domain/written/phone-text'
import type { Writing } from '../../shared/domain/written/writing'
import { sheetCode } from '../../shared/exchange/sheet-code'
import { phone } from '../../shared/records/people/phone'
import { figures } from '../texts/figures'
import { paperTexts } from '../texts/paper'
import {
  type ContactColumn,
  type ContactGroup,
  type ContactList,
  type ContactListInput,
  type ContactListOptions,
  contactList,
  type ListedContact,
  type ListedPhone,
} from './contact-list'
import { contactListCss } from './contact-list-css'
import { escapeHtml } from './escape'
import type { PaperFont } from './font-slices'
import type { PaperText } from './paper-text'
import { printPage } from './print-page'
import { qrCode } from './qr-code'
import { shortHash } from './sheet-identity'

/** A longer number may take several lines; all others stand on one, beside the day of their check. */
const LONG_NUMBER = 24

/** Signs that hold without colour. */
const UNCHECKED = '▲'
const NO_PHONE = '×'

/** The page, whole. Pure: the same input gives the same page. `fonts`: as `contactListText` asks. */
export const contactListPage = (input: ContactListInput, fonts: readonly PaperFont[]): string =>
  printPage({ ...layOut(input), fonts })

/** The characters of the page by weight, to bring the fonts for it. */
export const contactListText = (input: ContactListInput): PaperText => {
  const { title, organisation, foot, body } = layOut(input)
  const text = `${title}${organisation}${foot}${body}0123456789/ …`
  const bold = [...body.matchAll(/<(h1|h2|th|b)\b[^>]*>(.*?)<\/\1>/gs)].map((found) => found[2]).join('')
  return { 400: text, 700: `${title}${bold}…` }
}

/** The title as it is printed. */
export const contactListTitle = ({ title, language }: ContactListOptions): string =>
  title.trim() || paperTexts[language].sheetDefaultTitle

type Words = { readonly [K in keyof (typeof paperTexts)['ja']]: string }

/** What every part of the page is written with. */
type Pen = {
  readonly words: Words
  readonly writing: Writing
  readonly columns: readonly ContactColumn[]
  readonly days: number
}

type Layout = ReturnType<typeof layOutAnew>
const laidOut = new WeakMap<ContactListInput, Layout>()

/** Once per input: for its characters, which bring the fonts, and for the page with them. */
const layOut = (input: ContactListInput): Layout => {
  const known = laidOut.get(input) ?? layOutAnew(input)
  laidOut.set(input, known)
  return known
}

const layOutAnew = (input: ContactListInput) => {
  const { options, office, drawn } = input
  const list = contactList(input)
  const words: Words = paperTexts[options.language]
  const writing: Writing = { language: options.language, zone: office.zone, years: office.years }
  // The department is the heading of its group already.
  const columns =
    options.grouping === 'department'
      ? options.columns.filter((column) => column !== 'department')
      : options.columns
  const pen: Pen = { words, writing, columns, days: office.uncheckedAfterDays }
  const title = contactListTitle(options)
  const { version, content, head } = list.identity
  const asOf = `${words.sheetAsOf} ${writeInstant(drawn.at, writing)}`
  const marks = [
    `${words.sheetVersion} ${version}`,
    `${words.sheetContent} ${shortHash(content)}`,
    ...(head === null ? [] : [`${words.sheetLedger} ${shortHash(head)}`]),
  ]
  return {
    language: options.language,
    title,
    organisation: office.name,
    foot: [asOf, ...marks, words.sheetPersonal].join('　'),
    css: contactListCss,
    body: [
      heading(title, office.name, asOf, list, pen),
      legend(list, pen),
      table(list, input, pen),
      verifyLine(head, pen),
    ].join('\n'),
  }
}

const heading = (title: string, organisation: string, asOf: string, list: ContactList, pen: Pen): string => {
  const { words } = pen
  const { version, content, head } = list.identity
  const summary = fill(pen, words.sheetSummary, { people: list.counts.people, phones: list.counts.phones })
  const mark = (label: string, value: string) =>
    `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`
  return `<header class="head">
<div class="head-text">
<p class="organisation">${escapeHtml(organisation)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="as-of">${escapeHtml(asOf)}　${escapeHtml(summary)}　<span class="care">${escapeHtml(words.sheetPersonal)}</span></p>
<dl class="marks">${mark(words.sheetVersion, version)}${mark(words.sheetContent, shortHash(content))}${head === null ? '' : mark(words.sheetLedger, shortHash(head))}</dl>
</div>
${qrCode(sheetCode(list.identity), escapeHtml(words.sheetQr))}
</header>`
}

const legend = ({ counts }: ContactList, pen: Pen): string => {
  const { words, days } = pen
  const signs = [
    ...(counts.unchecked > 0
      ? [
          `<b>${UNCHECKED}</b> ${escapeHtml(fill(pen, words.sheetLegendUnchecked, { days, count: counts.unchecked }))}`,
        ]
      : []),
    ...(counts.noPhone > 0
      ? [`<b>${NO_PHONE}</b> ${escapeHtml(fill(pen, words.sheetLegendNoPhone, { count: counts.noPhone }))}`]
      : []),
  ]
  return signs.length === 0
    ? ''
    : `<p class="legend">${signs.map((sign) => `<span>${sign}</span>`).join(' ')}</p>`
}

const table = (list: ContactList, { options }: ContactListInput, pen: Pen): string => {
  const { words, columns } = pen
  if (list.groups.length === 0) return `<p class="empty">${escapeHtml(words.sheetEmpty)}</p>`
  const head = [
    `<th scope="col" class="name">${escapeHtml(words.sheetName)}</th>`,
    ...(columns.includes('department') ? [`<th scope="col">${escapeHtml(words.sheetDepartment)}</th>`] : []),
    ...(columns.includes('role') ? [`<th scope="col">${escapeHtml(words.sheetRole)}</th>`] : []),
    `<th scope="col" class="phone">${escapeHtml(words.sheetPhone)}</th>`,
    ...(columns.includes('checked')
      ? [`<th scope="col" class="checked">${escapeHtml(words.sheetChecked)}</th>`]
      : []),
    ...(columns.includes('mail') ? [`<th scope="col">${escapeHtml(words.sheetMail)}</th>`] : []),
  ]
  const groups = list.groups.map((group) => {
    const label = groupLabel(group, options.grouping, words)
    const title =
      label === null
        ? ''
        : `<tr class="group"><th scope="rowgroup" colspan="${head.length}"><b>${escapeHtml(label)}</b> <span class="count">${escapeHtml(fill(pen, words.sheetGroupCount, { count: group.people.length }))}</span></th></tr>`
    return `<tbody>${title}${group.people.map((person) => row(person, pen)).join('')}</tbody>`
  })
  return `<table><thead><tr>${head.join('')}</tr></thead>${groups.join('\n')}</table>`
}

/** At the end of the last page: what the figures at the foot are for. */
const verifyLine = (head: string | null, { words }: Pen): string =>
  head === null ? '' : `<p class="verify">${escapeHtml(words.sheetVerify)}</p>`

const groupLabel = (
  { key }: ContactGroup,
  grouping: ContactListInput['options']['grouping'],
  words: Words,
): string | null => {
  if (grouping === 'none') return null
  if (key !== '') return key
  return grouping === 'department' ? words.sheetNoDepartment : words.sheetNoReading
}

const row = (person: ListedContact, pen: Pen): string => {
  const { columns, words } = pen
  const reading =
    columns.includes('reading') && person.reading !== ''
      ? `<span class="reading">${escapeHtml(person.reading)}</span>`
      : ''
  const cells = [
    `<th scope="row" class="name">${reading}<span class="full-name">${escapeHtml(person.name)}</span></th>`,
    ...(columns.includes('department') ? [`<td>${escapeHtml(person.department)}</td>`] : []),
    ...(columns.includes('role') ? [`<td>${escapeHtml(person.role)}</td>`] : []),
    `<td class="phone">${person.phones.length > 0 ? person.phones.map((each) => phoneLine(each, pen)).join('') : `<div class="line"><span class="sign">${NO_PHONE}</span><span class="none">${escapeHtml(words.sheetNoPhone)}</span></div>`}</td>`,
    ...(columns.includes('checked')
      ? [`<td class="checked">${person.phones.map((each) => checkedLine(each, pen)).join('')}</td>`]
      : []),
    ...(columns.includes('mail')
      ? [`<td class="mail">${escapeHtml(person.mail).replace('@', '@<wbr>')}</td>`]
      : []),
  ]
  return `<tr>${cells.join('')}</tr>`
}

const phoneLine = ({ use, number, unchecked }: ListedPhone, { writing }: Pen): string => {
  const uses: { readonly [key: string]: { readonly label: { readonly ja: string; readonly en: string } } } =
    phone.fields.use.choices
  const label = use === null ? '' : (uses[use]?.label[writing.language] ?? use)
  return `<div class="line${number.length > LONG_NUMBER ? ' long' : ''}"><span class="sign">${unchecked ? UNCHECKED : ''}</span><span class="use">${escapeHtml(label)}</span> <b class="number">${dialled(number)}</b></div>`
}

/** A number to tap, where there is one to dial. */
const dialled = (number: string): string => {
  const shown = escapeHtml(writePhone(number))
  const tel = telOf(number)
  return tel === null ? shown : `<a href="${escapeHtml(tel)}">${shown}</a>`
}

const checkedLine = ({ checkedOn }: ListedPhone, { words, writing }: Pen): string =>
  `<div class="line">${escapeHtml(checkedOn === null ? words.sheetNeverChecked : writeDate(checkedOn, writing))}</div>`

const fill = ({ writing }: Pen, sentence: string, values: { readonly [name: string]: number }): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name]
    return value === undefined ? '' : figures(value, writing.language)
  })
