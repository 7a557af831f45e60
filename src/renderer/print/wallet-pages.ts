/**
 * Cards for the wallet: 91 × 55 mm when folded, printed side by side as front and back of one strip, four strips on a
 * sheet of A4, to be cut and folded in the middle with the print outwards.
 */
import { dayIn, writeDate } from '../../shared/domain/written/date-text'
import { cardOrder } from './card-order'
import { escapeHtml } from './escape'
import { dialled } from './list-rows'
import type { Margins, PaperSize } from './paged-page'
import type { Listed, Prepared } from './prepared-list'
import { identityOf } from './sheet-facts'
import { fill, NO_PHONE, sheetHead, UNCHECKED, writtenPhone } from './sheet-head'
import { hashOf, shortHash } from './sheet-identity'
import type { SheetPages } from './sheet-pages'
import { lengthOf, linesOf, mm, shortenedTo } from './text-measure'

/** Size of a business card in Japan (4号), in millimetres. */
export const CARD = { width: 91, height: 55 } as const

const STRIPS = 4
const PAPER: PaperSize = { size: 'A4', orientation: 'portrait' }
/** Two cards beside each other need all the width; the sheet is cut up and never filed. */
const MARGINS: Margins = { top: 16, first: 11, right: 14, bottom: 17, left: 14 }
const WIDTH = 182

/** Millimetres within a card. */
const INSIDE = { x: 3.2, y: 2.4 } as const
const HEAD = 5.4
const FOOT = 3.6
const ROOM = CARD.height - 2 * INSIDE.y - HEAD - FOOT
const ROW_WIDTH = CARD.width - 2 * INSIDE.x

/** Millimetres of the line of emergency calls; how many of the rows that come first stand on every card. */
const CALLS = 5
const MOST_LEADS = 3

type Row = {
  readonly html: string
  readonly height: number
  readonly unchecked: boolean
  readonly unreached: boolean
}

export const walletPages = (prepared: Prepared): SheetPages => {
  const { words } = prepared
  const { leads, others } = cardOrder(prepared)
  const listed = [...leads, ...others]
  const rowsOf = (some: readonly Listed[]) => some.map((each) => rowOf(each, prepared))
  const calls: Row = {
    html: `<p class="calls"><b>${escapeHtml(words.sheetEmergencyCalls)}</b></p>`,
    height: CALLS,
    unchecked: false,
    unreached: false,
  }
  const faces = facesOf(rowsOf(listed), calls, rowsOf(leads.slice(0, MOST_LEADS)))
  const cards = Array.from(
    { length: Math.max(1, Math.ceil(faces.length / 2)) },
    (_, index) => [faces[index * 2] ?? [], faces[index * 2 + 1] ?? []] as const,
  )
  const copies = Math.max(1, Math.floor(STRIPS / cards.length))
  const how = copies > 1 ? fill(prepared, words.sheetCut, { count: copies }) : words.sheetCutOne
  const head = sheetHead(prepared, listed, WIDTH, [how], true)
  const strips = cards.flatMap((card, index) =>
    Array.from({ length: copies }, () => stripOf(card, index, cards.length, prepared)),
  )
  // The head of the first page takes the place of a strip where it has become long.
  const room = 297 - MARGINS.first - MARGINS.bottom - head.height
  const onFirst = Math.max(1, Math.min(STRIPS, Math.floor((room - 2) / CARD.height)))
  const pages = [strips.slice(0, onFirst)]
  for (let from = onFirst; from < strips.length; from += STRIPS) pages.push(strips.slice(from, from + STRIPS))
  return {
    paper: PAPER,
    margins: MARGINS,
    css: walletCss,
    printed: listed,
    pages: pages.map(
      (page, index) => `${index === 0 ? head.html : ''}<div class="strips">${page.join('')}</div>`,
    ),
  }
}

/**
 * Rows in the order given, as many on each face of a card as it holds. `calls` stands above them on every front, and
 * on that of each further card what the first begins with, as `again`.
 */
const facesOf = (rows: readonly Row[], calls: Row, again: readonly Row[]): readonly (readonly Row[])[] => {
  const faces: Row[][] = []
  let left = 0
  for (const row of rows) {
    if (row.height > left || faces.length === 0) {
      const above = faces.length % 2 === 1 ? [] : faces.length === 0 ? [calls] : [calls, ...again]
      faces.push([...above])
      left = ROOM - above.reduce((sum, { height }) => sum + height, 0)
    }
    faces.at(-1)?.push(row)
    left -= row.height
  }
  return faces
}

const rowOf = (each: Listed, prepared: Prepared): Row => {
  const { options, words } = prepared
  const shows = (column: (typeof options.columns)[number]) => options.columns.includes(column)
  const said = [
    shows('emergencyRole') ? each.emergencyRole : '',
    shows('role') ? each.role : '',
    shows('numbers') && each.contractNumber !== '' ? `${words.sheetContract} ${each.contractNumber}` : '',
  ]
    .filter((text) => text !== '')
    .join(' ')
  const role = shortenedTo(1, said, 7, 60)
  const written =
    each.first === null ? '' : shortenedTo(2, writtenPhone(each.first, prepared), 10, ROW_WIDTH, 700)
  const number =
    each.first === null
      ? `<span class="none">${NO_PHONE}</span>`
      : `${each.first.unchecked ? `<span class="mark">${UNCHECKED}</span>` : ''}<b class="number">${dialled(each.first.number, written)}</b>`
  const numberWidth = each.first === null ? 4 : lengthOf(written, 10, 700) + (each.first.unchecked ? 3.5 : 0)
  const space = ROW_WIDTH - numberWidth - 2
  // What a column this narrow cannot hold stands above its number.
  const isBeside = space >= 28
  const room = isBeside ? space : ROW_WIDTH
  const name = shortenedTo(3, each.name, 9, room)
  const isShort = lengthOf(name, 9) + lengthOf(role, 7) + 1.5 <= room
  const lines = isShort
    ? mm(12.5)
    : linesOf(name, 9, room) * mm(12.5) + (role === '' ? 0 : linesOf(role, 7, room) * mm(9))
  return {
    unchecked: each.first?.unchecked ?? false,
    unreached: each.first?.unchecked === true && each.first.unreachedOn !== null,
    height: (isBeside ? lines : lines + linesOf(written, 10, ROW_WIDTH, 700) * mm(12.5)) + 0.5,
    html: `<div class="entry${isBeside ? '' : ' stacked'}"><p class="who${isShort ? ' short' : ''}"><span>${escapeHtml(name)}</span>${role === '' ? '' : ` <small>${escapeHtml(role)}</small>`}</p><p class="call">${number}</p></div>`,
  }
}

const stripOf = (
  [front, back]: readonly [readonly Row[], readonly Row[]],
  at: number,
  count: number,
  prepared: Prepared,
): string => {
  const { title, words, input, writing } = prepared
  const { version, content } = identityOf(input, hashOf)
  const day = writeDate(dayIn(writing.zone, new Date(input.drawn.at)), writing)
  const which = count > 1 ? fill(prepared, words.sheetCard, { at: at + 1, count }) : ''
  const foot = (text: string) => `<p class="card-foot">${escapeHtml(text)}</p>`
  const face = (rows: readonly Row[], head: string, below: string) =>
    `<div class="face"><p class="card-head">${head}</p><div class="entries">${rows.map(({ html }) => html).join('')}</div>${foot(below)}</div>`
  const rows = [...front, ...back]
  const sign = rows.some(({ unreached }) => unreached) ? words.sheetCardUnreached : words.sheetCardUnchecked
  const about = [
    ...(rows.some(({ unchecked }) => unchecked)
      ? [fill(prepared, sign, { days: input.office.uncheckedAfterDays })]
      : []),
    `${words.sheetAsOf.replace('{{at}}', () => day)}`,
    version,
    shortHash(content).slice(0, 9),
  ].join('　')
  return `<div class="strip">${face(front, `<b>${escapeHtml(title)}</b><span>${escapeHtml(which)}</span>`, `${input.office.name}　${words.sheetPersonal}`)}${face(back, `<b>${escapeHtml(input.office.name)}</b>`, about)}<span class="fold" aria-hidden="true">${escapeHtml(words.sheetFold)}</span>${cutMarks}</div>`
}

/** Corners to cut along, outside of the card. */
const cutMarks = '<i class="cut nw"></i><i class="cut ne"></i><i class="cut sw"></i><i class="cut se"></i>'

const walletCss = `
.head .qr { margin-right: 0; }
.strips { margin-top: 3mm; }
.strip { position: relative; display: flex; width: ${WIDTH}mm; height: ${CARD.height}mm; border: 0.2pt solid #aaa; border-width: 0 0.2pt 0.2pt; }
.strip:first-child { border-top-width: 0.2pt; }
.face { width: ${CARD.width}mm; height: ${CARD.height}mm; padding: ${INSIDE.y}mm ${INSIDE.x}mm; overflow: hidden; }
.face + .face { border-left: 0.5pt dashed #000; }
.card-head { display: flex; justify-content: space-between; gap: 2mm; height: ${HEAD - 0.8}mm; margin-bottom: 0.8mm; border-bottom: 0.5pt solid #000; font-size: 8pt; line-height: ${HEAD - 1}mm; white-space: nowrap; overflow: hidden; }
.card-head b { overflow: hidden; text-overflow: ellipsis; }
.calls { height: ${CALLS}mm; font-size: 8pt; line-height: ${CALLS - 0.6}mm; font-weight: 700; white-space: nowrap; overflow: hidden; }
.entries { height: ${ROOM}mm; }
.entry { display: flex; justify-content: space-between; align-items: baseline; gap: 2mm; padding-bottom: 0.5mm; line-height: 12.5pt; }
.entry.stacked { display: block; }
.entry .who { min-width: 0; font-size: 9pt; line-height: 12.5pt; }
.entry .who.short { white-space: nowrap; }
.entry .who:not(.short) span { display: block; }
.entry .who:not(.short) small { display: block; }
.entry small { font-size: 7pt; line-height: 9pt; }
.entry .call { white-space: nowrap; font-size: 8pt; }
.entry.stacked .call { text-align: right; white-space: normal; }
.number { font-size: 10pt; font-weight: 700; }
.mark { margin-right: 1mm; font-size: 7pt; }
.card-foot { height: ${FOOT}mm; font-size: 6.5pt; line-height: ${FOOT}mm; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.fold { position: absolute; left: 50%; top: 0.4mm; transform: translateX(-50%); padding: 0 0.6mm; background: #fff; font-size: 5.5pt; line-height: 2mm; }
.cut { position: absolute; width: 4mm; height: 4mm; border: 0 solid #000; }
.cut.nw { left: -4.6mm; top: 0; border-top-width: 0.5pt; }
.cut.sw { left: -4.6mm; bottom: 0; border-bottom-width: 0.5pt; }
.cut.ne { right: -4.6mm; top: 0; border-top-width: 0.5pt; }
.cut.se { right: -4.6mm; bottom: 0; border-bottom-width: 0.5pt; }
`
