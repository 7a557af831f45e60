/** One page per site: where it is, how to reach it, who has a role there, who serves it, whom to call nearby. */
import { escapeHtml } from './escape'
import { dialled } from './list-rows'
import { bindingMargins, type PaperSize, roomOf } from './paged-page'
import type { Listed, ListedPhone, Prepared } from './prepared-list'
import { addressText, contractNumbers, deputyOf } from './sheet-facts'
import { NO_PHONE, noPhoneWords, sheetHead, UNCHECKED, writtenPhone } from './sheet-head'
import type { SheetPages } from './sheet-pages'
import { type SiteSheet, siteSheets } from './site-sheets'
import { lengthOf, linesOf, mm, shortenedTo } from './text-measure'

const PAPER: PaperSize = { size: 'A4', orientation: 'portrait' }

/** Millimetres: what a record is called, what is said of it, its numbers. */
const COLUMNS = { who: 66, phones: 109 } as const
const LABEL = 34

type Row = { readonly html: string; readonly height: number }

/** A part of a page: a heading that goes on where the part does, and rows. */
type Part = { readonly title: string; readonly rows: readonly Row[] }

const HEADING = 9
const SITE = 13

export const sitePages = (prepared: Prepared): SheetPages => {
  const { words } = prepared
  const margins = bindingMargins.portrait
  const room = roomOf(PAPER, margins)
  const sheets = siteSheets(prepared)
  const printed = [
    ...new Set(
      sheets.flatMap(({ site, people, organisations, authorities }) => [
        site,
        ...people,
        ...organisations,
        ...authorities,
      ]),
    ),
  ]
  const head = sheetHead(prepared, printed, room.width)
  const pages: string[] = []
  for (const sheet of sheets) {
    const first = pages.length === 0
    const broken = pagesOf(sheet, prepared, first ? room.first - head.height : room.later, room.later)
    pages.push(...broken.map((page, index) => (first && index === 0 ? `${head.html}${page}` : page)))
  }
  return {
    paper: PAPER,
    margins,
    css: siteCss,
    printed,
    pages:
      pages.length === 0
        ? [`${head.html}<p class="empty">${escapeHtml(words.sheetNoSiteToPrint)}</p>`]
        : pages,
  }
}

/** A site on as many pages as it needs, which is one unless very much is known of it. */
const pagesOf = (sheet: SiteSheet, prepared: Prepared, first: number, later: number): readonly string[] => {
  const { words } = prepared
  const pages: string[] = []
  const siteTitle = (again: boolean) =>
    `<h2 class="site">${escapeHtml(`${sheet.site.name}${again ? words.sheetContinued : ''}`)}</h2>`
  let html = siteTitle(false)
  let left = first - SITE - 2
  for (const { title, rows } of partsOf(sheet, prepared)) {
    let open = false
    rows.forEach((row, index) => {
      const heading = open || title === '' ? 0 : HEADING
      // A heading is followed by a row on its page.
      if (row.height + heading > left && left < later - SITE - 2) {
        if (open) html += '</div>'
        open = false
        pages.push(html)
        html = siteTitle(true)
        left = later - SITE - 2
      }
      if (!open) {
        const words_ = `${title}${index > 0 ? words.sheetContinued : ''}`
        html += `${title === '' ? '' : `<h3>${escapeHtml(words_)}</h3>`}<div class="part">`
        left -= title === '' ? 0 : HEADING
        open = true
      }
      html += row.html
      left -= row.height
    })
    if (open) html += '</div>'
  }
  return [...pages, html]
}

const partsOf = (
  { site, people, organisations, authorities }: SiteSheet,
  prepared: Prepared,
): readonly Part[] => {
  const { words } = prepared
  const none = (sentence: string): Row => ({
    html: `<p class="nothing">${escapeHtml(sentence)}</p>`,
    height: linesOf(sentence, 9.5, 170) * mm(14) + 2,
  })
  const head = site.head === null ? undefined : prepared.anybody(site.head.id)
  const headName = head?.name ?? site.head?.name ?? ''
  const about = [
    fact(words.sheetAddress, addressText(site, prepared), words),
    phonesFact(words.sheetPhones, site.phones, prepared),
    head
      ? phonesFact(words.sheetHead, head.phones.slice(0, 2), prepared, headName)
      : fact(words.sheetHead, headName, words),
    fact(words.sheetAssembly, site.assemblyPoint, words),
    ...(site.access === '' ? [] : [fact(words.sheetAccess, site.access, words)]),
    ...(site.keys === '' ? [] : [fact(words.sheetKeys, site.keys, words)]),
  ]
  return [
    { title: '', rows: about },
    {
      title: words.sheetRolesHere,
      rows:
        people.length === 0
          ? [none(words.sheetNobodyHere)]
          : people.map((each) => recordRow(each, [each.emergencyRole, each.role], prepared)),
    },
    {
      title: words.sheetServices,
      rows:
        organisations.length === 0
          ? [none(words.sheetNoServices)]
          : organisations.map((each) => recordRow(each, [each.unit], prepared)),
    },
    {
      title: words.sheetAuthorities,
      rows:
        authorities.length === 0
          ? [none(words.sheetNoAuthorities)]
          : authorities.map((each) => recordRow(each, [], prepared)),
    },
  ]
}

/** A text that takes more lines ends in a sign that says so. */
const MOST_LINES = 8

const fact = (label: string, whole: string, words: Prepared['words']): Row => {
  const text = shortenedTo(MOST_LINES, whole, 11, COLUMNS.who + COLUMNS.phones - LABEL - 3)
  return {
    html: `<div class="fact"><b>${escapeHtml(label)}</b><p>${escapeHtml(text || words.sheetNotKnown)}</p></div>`,
    height: linesOf(text, 11, COLUMNS.who + COLUMNS.phones - LABEL - 3) * mm(16) + 1.4,
  }
}

const phonesFact = (label: string, phones: readonly ListedPhone[], prepared: Prepared, name = ''): Row => {
  const lines = phones.map((phone) => phoneLine(phone, COLUMNS.who + COLUMNS.phones - LABEL - 3))
  const nothing = lines.length === 0 ? `<p>${NO_PHONE} ${escapeHtml(noPhoneWords(prepared))}</p>` : ''
  const who = name === '' ? '' : `<p>${escapeHtml(name)}</p>`
  return {
    html: `<div class="fact"><b>${escapeHtml(label)}</b><div>${who}${lines.map(({ html }) => html).join('')}${nothing}</div></div>`,
    height:
      (name === '' ? 0 : mm(16)) +
      (lines.length === 0 ? mm(16) : lines.reduce((sum, { height }) => sum + height, 0)) +
      1.4,
  }
}

const phoneLine = (phone: ListedPhone, room: number): Row => {
  const written = shortenedTo(3, writtenPhone(phone), 13, room - 4, 700)
  const said = shortenedTo(2, phone.remark, 8.5, room - 4)
  const remark = said === '' ? '' : `<span class="remark">${escapeHtml(said)}</span>`
  const width = lengthOf(phone.label, 9) + lengthOf(written, 13, 700) + 5 + lengthOf(said, 8.5) + 6
  return {
    html: `<p class="call"><span class="mark">${phone.unchecked ? UNCHECKED : ''}</span>${phone.label === '' ? '' : `<span class="kind">${escapeHtml(phone.label)}</span>`}<b class="number">${dialled(phone.number, written)}</b>${remark}</p>`,
    height: Math.max(1, Math.ceil(width / room)) * mm(17),
  }
}

const recordRow = (each: Listed, said: readonly string[], prepared: Prepared): Row => {
  const { words } = prepared
  const deputy = deputyOf(each, prepared)
  const room = COLUMNS.who - 3
  const name = shortenedTo(4, each.name, 11, room, 700)
  const about = shortenedTo(3, said.filter((text) => text !== '').join(' '), 9, room)
  const all = [
    ...contractNumbers(each, prepared).map(([label, value]) => `${label} ${value}`),
    each.hours === '' ? '' : `${words.sheetHours} ${each.hours}`,
    each.emergencyDesk === '' ? '' : `${words.sheetDesk} ${each.emergencyDesk}`,
    deputy === null
      ? ''
      : `${words.sheetDeputy} ${deputy.name}${deputy.phone ? ` ${writtenPhone(deputy.phone)}` : ''}`,
  ]
    .filter((text) => text !== '')
    .join('　')
  const details = shortenedTo(MOST_LINES, all, 9, COLUMNS.who + COLUMNS.phones - 8)
  const phones = each.phones.map((phone) => phoneLine(phone, COLUMNS.phones - 3))
  const called =
    phones.length === 0
      ? `<p class="call"><span class="none">${NO_PHONE} ${escapeHtml(noPhoneWords(prepared))}</span></p>`
      : phones.map(({ html }) => html).join('')
  return {
    html: `<div class="record"><div class="who"><p class="name"><b>${escapeHtml(name)}</b></p>${about === '' ? '' : `<p>${escapeHtml(about)}</p>`}</div><div class="calls">${called}</div>${details === '' ? '' : `<p class="details">${escapeHtml(details)}</p>`}</div>`,
    height:
      Math.max(
        linesOf(name, 11, room, 700) * mm(15) + (about === '' ? 0 : linesOf(about, 9, room) * mm(12)),
        phones.length === 0 ? mm(17) : phones.reduce((sum, { height }) => sum + height, 0),
      ) +
      (details === '' ? 0 : linesOf(details, 9, COLUMNS.who + COLUMNS.phones - 8) * mm(12.5)) +
      1.5,
  }
}

const siteCss = `
.site { margin: 2mm 0 0; height: ${SITE - 2}mm; font-size: 18pt; line-height: ${SITE - 2}mm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.page:not(.first) .site { margin-top: 0; }
h3 { margin: 0; height: ${HEADING}mm; padding: 2.6mm 0 0; border-bottom: 0.8pt solid #000; font-size: 11pt; line-height: 6mm; }
.fact { display: grid; grid-template-columns: ${LABEL}mm minmax(0, 1fr); padding: 0.6mm 0; border-bottom: 0.25pt solid #999; }
.fact b:first-child { font-size: 9.5pt; line-height: 16pt; }
.fact p { font-size: 11pt; line-height: 16pt; white-space: pre-line; }
.record { display: grid; grid-template-columns: ${COLUMNS.who}mm minmax(0, 1fr); padding: 0.6mm 0; border-bottom: 0.25pt solid #999; }
.record .details { grid-column: 1 / -1; font-size: 9pt; line-height: 12.5pt; }
.record .who { padding-right: 3mm; }
.record .who p { font-size: 9pt; line-height: 12pt; }
.record .who .name { font-size: 11pt; line-height: 15pt; }
.part .call { font-size: 13pt; line-height: 17pt; white-space: normal; }
.mark { display: inline-block; width: 4.5mm; font-size: 9.5pt; line-height: 1; }
.kind { display: inline-block; line-height: 1; min-width: 22mm; margin-right: 1.5mm; font-size: 9pt; }
.number { font-size: 13pt; font-weight: 700; }
.remark { margin-left: 2.5mm; font-size: 8.5pt; line-height: 1; }
.none { font-size: 9.5pt; line-height: 1; }
.nothing { padding: 1mm 0; font-size: 9.5pt; line-height: 14pt; }
@media screen and (max-width: 160mm) { .record { display: block; } }
`
