/** One page per site: where it is, how to reach it, who has a role there, who serves it, whom to call nearby. */
import { escapeHtml } from './escape'
import { dialled } from './list-rows'
import { bindingMargins, type PaperSize, roomOf } from './paged-page'
import type { Listed, ListedPhone, Prepared } from './prepared-list'
import { partsInLine } from './said-parts'
import { addressText, contractNumbers, printedPhones } from './sheet-facts'
import { kindOf, NO_PHONE, noPhoneWords, sheetHead, UNCHECKED, writtenPhone } from './sheet-head'
import type { SheetPages } from './sheet-pages'
import { recordsOn, type SiteSheet, siteSheets } from './site-sheets'
import { lengthOf, linesOf, linesOfParts, mm, shortenedTo } from './text-measure'

const PAPER: PaperSize = { size: 'A4', orientation: 'portrait' }

/** Millimetres: what a record is called, what is said of it, its numbers. */
const COLUMNS = { who: 69, phones: 106 } as const
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
  const printed = recordsOn(sheets)
  const head = sheetHead(prepared, printed, room.width)
  const pages: string[] = []
  for (const sheet of sheets) {
    const first = pages.length === 0
    const broken = onOnePage(sheet, prepared, first ? room.first - head.height : room.later, room.later)
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

/** How much smaller a page is set so that a site of which much is known still takes one. */
const TIGHT = 0.84

const onOnePage = (sheet: SiteSheet, prepared: Prepared, first: number, later: number): readonly string[] => {
  const usual = pagesOf(sheet, prepared, first, later)
  if (usual.length === 1) return usual
  const tight = pagesOf(sheet, prepared, first / TIGHT, later / TIGHT)
  return tight.length === 1 ? tight.map((page) => `<div class="tight">${page}</div>`) : usual
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
  { site, people, organisations, shared, authorities }: SiteSheet,
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
          : people.map((each) => recordRow(each, each.emergencyRole, prepared)),
    },
    {
      title: words.sheetServices,
      rows:
        organisations.length === 0
          ? [none(words.sheetNoServices)]
          : organisations.map((each) => recordRow(each, each.unit, prepared)),
    },
    ...(shared.length === 0
      ? []
      : [
          {
            title: words.sheetSharedServices,
            rows: shared.map((each) => recordRow(each, each.unit, prepared)),
          },
        ]),
    {
      title: words.sheetAuthorities,
      rows:
        authorities.length === 0
          ? [none(words.sheetNoAuthorities)]
          : authorities.map((each) => recordRow(each, '', prepared)),
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
  const room = COLUMNS.who + COLUMNS.phones - LABEL - 3
  const numbers = numbersRow(phones, room, prepared)
  const who = name === '' ? '' : `<p>${escapeHtml(name)}</p>`
  return {
    html: `<div class="fact"><b>${escapeHtml(label)}</b><div>${who}${numbers.html}</div></div>`,
    height: (name === '' ? 0 : linesOf(name, 11, room) * mm(16)) + numbers.height + 1.4,
  }
}

/** Numbers beside each other, as many to a line as it holds. */
const numbersRow = (phones: readonly ListedPhone[], room: number, prepared: Prepared): Row => {
  if (phones.length === 0)
    return {
      html: `<p class="calls"><span class="none">${NO_PHONE} ${escapeHtml(noPhoneWords(prepared))}</span></p>`,
      height: mm(17),
    }
  const calls = phones.map((phone) => {
    const written = shortenedTo(2, writtenPhone(phone, prepared), 12, room - 4, 700)
    const said = shortenedTo(2, phone.remark, 8.5, room - 4)
    const mark = phone.unchecked ? `<span class="mark">${UNCHECKED}</span>` : ''
    const label = kindOf(phone)
    const kind = label === '' ? '' : `<span class="kind">${escapeHtml(label)}</span>`
    const remark = said === '' ? '' : `<span class="remark">${escapeHtml(said)}</span>`
    return {
      width:
        (phone.unchecked ? 5 : 0) +
        lengthOf(label, 9) +
        lengthOf(written, 12, 700) +
        (said === '' ? 0 : lengthOf(said, 8.5) + 2) +
        2.5,
      html: `<span class="call">${mark}${kind}<b class="number">${dialled(phone.number, written)}</b>${remark}</span>`,
    }
  })
  const lines = linesOfParts(
    calls.map(({ width }) => width),
    5,
    room,
  )
  return {
    html: `<p class="calls">${calls.map(({ html }) => html).join(' ')}</p>`,
    height: lines * mm(17),
  }
}

/** `beside`: words that stand next to the name. */
const recordRow = (each: Listed, beside: string, prepared: Prepared): Row => {
  const { words } = prepared
  const room = COLUMNS.who - 3
  const said = [
    ...contractNumbers(each, prepared).map(([label, value]) => ({ label, value })),
    { label: words.sheetHours, value: each.hours },
    { label: words.sheetDesk, value: each.emergencyDesk },
  ].filter(({ value }) => value !== '')
  const details = partsInLine(said, { points: 9, room: COLUMNS.who + COLUMNS.phones - 8, most: MOST_LINES })
  const name = shortenedTo(4, each.name, 11, room, 700)
  const about = shortenedTo(3, beside, 9, room)
  const isShort = lengthOf(name, 11, 700) + lengthOf(about, 9) + 2 <= room
  const numbers = numbersRow(printedPhones(each, prepared), COLUMNS.phones - 3, prepared)
  return {
    html: `<div class="record"><p class="who"><b>${escapeHtml(name)}</b>${about === '' ? '' : `<span${isShort ? '' : ' class="under"'}>${escapeHtml(about)}</span>`}</p>${numbers.html}${said.length === 0 ? '' : `<p class="details">${details.html}</p>`}</div>`,
    height:
      Math.max(
        isShort
          ? mm(17)
          : linesOf(name, 11, room, 700) * mm(17) + (about === '' ? 0 : linesOf(about, 9, room) * mm(13)),
        numbers.height,
      ) +
      (said.length === 0 ? 0 : details.lines * mm(12.5)) +
      1.4,
  }
}

const siteCss = `
.tight { zoom: ${TIGHT}; }
.site { margin: 2mm 0 0; height: ${SITE - 2}mm; font-size: 18pt; line-height: ${SITE - 2}mm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.page:not(.first) .site { margin-top: 0; }
h3 { margin: 0; height: ${HEADING}mm; padding: 2.6mm 0 0; border-bottom: 0.8pt solid #000; font-size: 11pt; line-height: 6mm; }
.fact { display: grid; grid-template-columns: ${LABEL}mm minmax(0, 1fr); padding: 0.6mm 0; border-bottom: 0.25pt solid #999; }
.fact b:first-child { font-size: 9.5pt; line-height: 16pt; }
.fact p { font-size: 11pt; line-height: 16pt; white-space: pre-line; }
.record { display: grid; grid-template-columns: ${COLUMNS.who}mm minmax(0, 1fr); padding: 0.6mm 0; border-bottom: 0.25pt solid #999; }
.record .details { grid-column: 1 / -1; font-size: 9pt; line-height: 12.5pt; }
.record .who { padding-right: 3mm; font-size: 11pt; line-height: 17pt; }
.who span { margin-left: 2mm; font-size: 9pt; line-height: 1; }
.who .under { display: block; margin-left: 0; line-height: 13pt; }
.calls { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 5mm; font-size: 12pt; line-height: 17pt; }
.fact .calls { font-size: 12pt; line-height: 17pt; }
.mark { display: inline-block; width: 4.5mm; font-size: 9.5pt; line-height: 1; }
.kind { margin-right: 1.5mm; font-size: 9pt; line-height: 1; }
.number { font-size: 12pt; font-weight: 700; white-space: nowrap; }
.remark { margin-left: 2mm; font-size: 8.5pt; line-height: 1; }
.none { font-size: 9.5pt; line-height: 1; }
.details .whole { white-space: nowrap; }
.nothing { padding: 1mm 0; font-size: 9.5pt; line-height: 14pt; }
@media screen and (max-width: 160mm) { .record { display: block; } }
`
