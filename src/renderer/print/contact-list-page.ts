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
import { type ListColumn, type ListLayout, layoutCss, listLayout } from './contact-list-columns'
import { contactListCss } from './contact-list-css'
import { escapeHtml } from './escape'
import type { PaperFont } from './font-slices'
import type { PaperText } from './paper-text'
import { printPage } from './print-page'
import { qrCode } from './qr-code'
import { shortHash } from './sheet-identity'

/** Signs between two places where a mail address may break that still fit the narrowest column. */
const WHOLE_PART = 24

/** Signs that hold without colour. */
const UNCHECKED = '▲'
const NO_PHONE = '×'

/** The page, whole. Pure: the same input gives the same page. `fonts`: as `contactListText` asks. */
export const contactListPage = (input: ContactListInput, fonts: readonly PaperFont[]): string =>
  printPage({ ...layOut(input), fonts })

/** The characters of the page by weight, to bring the fonts for it. */
export const contactListText = (input: ContactListInput): PaperText => {
  const { title, organisation, foot, body } = layOut(input)
  const text = `${title}${organisation}${foot.flat().join('')}${body}0123456789/ 　\u00a0…`
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
  readonly layout: ListLayout
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
  const people = list.groups.flatMap((group) => group.people)
  const phones = people.flatMap((person) => person.phones)
  const layout = listLayout(people, columns, {
    heads: columnHeads(words),
    uses: [...new Set(phones.map(({ use }) => useLabel(use, writing)))].filter((use) => use !== ''),
    days: [...new Set(phones.map(({ checkedOn }) => checkText(checkedOn, words, writing)))],
  })
  const pen: Pen = { words, writing, columns, layout, days: office.uncheckedAfterDays }
  const title = contactListTitle(options)
  const { version, content, head } = list.identity
  const asOf = words.sheetAsOf.replace('{{at}}', () => writeInstant(drawn.at, writing))
  const { days } = pen
  return {
    language: options.language,
    title,
    organisation: office.name,
    orientation: layout.orientation,
    // Loose sheets are read alone: what the signs mean stands on each of them.
    foot: [
      [
        ...(list.counts.unchecked > 0
          ? [`${UNCHECKED} ${fill(pen, words.sheetFootUnchecked, { days })}`]
          : []),
        ...(list.counts.noPhone > 0 ? [`${NO_PHONE} ${words.sheetNoPhone}`] : []),
        words.sheetPersonal,
      ],
      [
        asOf,
        `${words.sheetVersion} ${version}`,
        `${words.sheetContent} ${shortHash(content)}`,
        ...(head === null ? [] : [`${words.sheetLedger} ${shortHash(head)}`]),
      ],
    ],
    css: `${contactListCss}${layoutCss(layout)}\n`,
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

const columnHeads = (words: Words): { readonly [C in ListColumn]: string } => ({
  name: words.sheetName,
  department: words.sheetDepartment,
  role: words.sheetRole,
  phone: words.sheetPhone,
  checked: words.sheetChecked,
  mail: words.sheetMail,
})

/** One table of one cell, whose head repeats on every page; in it a table for each group, whose head repeats as well. */
const table = (list: ContactList, { options }: ContactListInput, pen: Pen): string => {
  const { words, layout } = pen
  if (list.groups.length === 0) return `<p class="empty">${escapeHtml(words.sheetEmpty)}</p>`
  const texts = columnHeads(words)
  const heads = layout.columns.map(({ column }) => `<b class="${column}">${escapeHtml(texts[column])}</b>`)
  const cols = layout.columns.map(({ column }) => `<col class="${column}">`)
  const headings = layout.columns.map(({ column }) => `<th scope="col">${escapeHtml(texts[column])}</th>`)
  const groups = list.groups.map((group) => {
    const label = groupLabel(group, options.grouping, words)
    const count = escapeHtml(fill(pen, words.sheetGroupCount, { count: group.people.length }))
    const title = label === null ? '' : `<h2>${escapeHtml(label)} <span class="count">${count}</span></h2>`
    const again =
      label === null
        ? ''
        : `<tr aria-hidden="true"><td class="again" colspan="${heads.length}"><div><b>${escapeHtml(label)}</b><span>${escapeHtml(words.sheetContinued)}</span></div></td></tr>`
    const small = group.people.length < 3 ? ' class="small"' : ''
    return `<section${small}>${title}<div class="rows${label === null ? '' : ' grouped'}"><table${label === null ? '' : ` aria-label="${escapeHtml(label)}"`}><colgroup>${cols.join('')}</colgroup><thead>${again}<tr class="columns">${headings.join('')}</tr></thead><tbody>${group.people.map((person) => row(person, pen)).join('')}</tbody></table></div></section>`
  })
  return `<table class="list" role="presentation"><thead aria-hidden="true"><tr><td><div class="heads">${heads.join('')}</div></td></tr></thead><tbody><tr><td>${groups.join('\n')}</td></tr></tbody></table>`
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
    ...(columns.includes('mail') ? [`<td class="mail">${mailParts(person.mail)}</td>`] : []),
  ]
  return `<tr class="person">${cells.join('')}</tr>`
}

/** A mail address breaks before its @ and after its dots, and within a part only where that is longer than the column. */
const mailParts = (mail: string): string =>
  mail
    .split(/(?=@)|(?<=\.)/)
    .map((part) =>
      part.length > WHOLE_PART ? escapeHtml(part) : `<span class="whole">${escapeHtml(part)}</span>`,
    )
    .join('<wbr>')

const useLabel = (use: string | null, { language }: Writing): string => {
  const uses: { readonly [key: string]: { readonly label: { readonly ja: string; readonly en: string } } } =
    phone.fields.use.choices
  return use === null ? '' : (uses[use]?.label[language] ?? use)
}

/** A number without a kind stands where the kinds of others stand. */
const phoneLine = ({ use, number, unchecked }: ListedPhone, { writing, layout }: Pen): string => {
  const label = useLabel(use, writing)
  const kind = label === '' ? '' : `<span class="use">${escapeHtml(label)}</span>`
  return `<div class="line${layout.isLong(number) ? ' long' : ''}"><span class="sign">${unchecked ? UNCHECKED : ''}</span>${kind}<b class="number">${dialled(number)}</b></div>`
}

/** A number to tap, where there is one to dial. */
const dialled = (number: string): string => {
  const shown = escapeHtml(writePhone(number))
  const tel = telOf(number)
  return tel === null ? shown : `<a href="${escapeHtml(tel)}">${shown}</a>`
}

const checkText = (checkedOn: string | null, words: Words, writing: Writing): string =>
  checkedOn === null ? words.sheetNeverChecked : writeDate(checkedOn, writing)

const checkedLine = ({ checkedOn }: ListedPhone, { words, writing }: Pen): string =>
  `<div class="line">${escapeHtml(checkText(checkedOn, words, writing))}</div>`

const fill = ({ writing }: Pen, sentence: string, values: { readonly [name: string]: number }): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name]
    return value === undefined ? '' : figures(value, writing.language)
  })
