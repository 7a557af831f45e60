/** A sheet for the wall: few columns, names in 20 points and numbers in 28, to be read standing. */
import { withoutLegalForm } from '../../shared/domain/contacts/legal-form'
import { escapeHtml } from './escape'
import { dialled } from './list-rows'
import { bindingMargins, type PaperSize, roomOf } from './paged-page'
import type { Listed, ListedGroup, Prepared } from './prepared-list'
import type { SaidPart } from './said-parts'
import { contractNumbers, printedPhones } from './sheet-facts'
import { kindOf, NO_PHONE, noPhoneWords, sheetHead, UNCHECKED, writtenPhone } from './sheet-head'
import type { SheetPages } from './sheet-pages'
import { lengthOf, linesOf, mm, shortenedTo } from './text-measure'

/** Points, and points of a line, on A4; nothing to be read from afar is smaller than 18. */
const NAME = { size: 20, line: 26 } as const
const TEXT = { size: 18, line: 24 } as const
const NUMBER = { size: 28, line: 36 } as const

/** Millimetres of a heading of a group and of the white around a row. */
const HEADING = 14
const ROW_PADDING = 4

type Row = { readonly html: string; readonly height: number }

export const wallPages = (prepared: Prepared): SheetPages => {
  const { words, options, listed } = prepared
  const paper: PaperSize = { size: options.paper === 'a3' ? 'A3' : 'A4', orientation: 'portrait' }
  const margins = bindingMargins.portrait
  const room = roomOf(paper, margins)
  // On A3 everything is as much larger as the sheet is.
  const scale = paper.size === 'A3' ? Math.SQRT2 : 1
  const head = sheetHead(prepared, listed, room.width)
  const rows = prepared.groups.flatMap((group) =>
    group.members.map(
      (each, index): GroupRow => ({
        ...rowOf(each, prepared, room.width, scale),
        group,
        begins: index === 0,
      }),
    ),
  )
  const pages = withoutLeftover(rows, {
    first: room.first - head.height,
    later: room.later,
    heading: HEADING * scale,
  }).map((page) =>
    page
      .map(
        (row, index) =>
          `${row.group.label !== null && (row.begins || index === 0) ? headingOf(row.group, !row.begins, prepared) : ''}${row.html}`,
      )
      .join(''),
  )
  return {
    paper,
    margins,
    css: wallCss(scale),
    printed: listed,
    pages: (pages.length === 0 ? [''] : pages).map((page, index) =>
      index === 0
        ? `${head.html}<div class="wall">${page || `<p class="empty">${escapeHtml(words.sheetEmpty)}</p>`}</div>`
        : `<div class="wall">${page}</div>`,
    ),
  }
}

type GroupRow = Row & { readonly group: ListedGroup; readonly begins: boolean }

type WallRoom = { readonly first: number; readonly later: number; readonly heading: number }

/** `stop`: the row before which a page must end. */
const breakRows = (
  rows: readonly GroupRow[],
  room: WallRoom,
  stop = -1,
): readonly (readonly GroupRow[])[] => {
  const pages: GroupRow[][] = []
  let left = 0
  rows.forEach((row, index) => {
    const heading = row.group.label === null ? 0 : room.heading
    if (index === 0 || index === stop || row.height + (row.begins ? heading : 0) > left) {
      left = pages.length === 0 ? room.first : room.later
      pages.push([])
      left -= row.begins ? 0 : heading
    }
    pages.at(-1)?.push(row)
    left -= row.height + (row.begins ? heading : 0)
  })
  return pages
}

/** A last page with one row takes another from the page before. */
const withoutLeftover = (rows: readonly GroupRow[], room: WallRoom) => {
  const pages = breakRows(rows, room)
  if (pages.at(-1)?.length !== 1 || (pages.at(-2)?.length ?? 0) < 3) return pages
  const again = breakRows(rows, room, rows.length - 2)
  return again.length === pages.length ? again : pages
}

const headingOf = ({ label }: ListedGroup, again: boolean, { words }: Prepared): string =>
  `<h2>${escapeHtml(`${label ?? ''}${again ? words.sheetContinued : ''}`)}</h2>`

const rowOf = (each: Listed, prepared: Prepared, width: number, scale: number): Row => {
  const { options, words } = prepared
  const shows = (column: (typeof options.columns)[number]) => options.columns.includes(column)
  const room = width / scale
  const phones = printedPhones(each, prepared)
  const numbers = phones.map((phone) => {
    const written = shortenedTo(3, writtenPhone(phone, prepared), NUMBER.size, room, 700)
    const sign = phone.unchecked ? `<span class="mark">${UNCHECKED}</span>` : ''
    const label = kindOf(phone)
    const kind = label === '' ? '' : `<span class="kind">${escapeHtml(label)}</span>`
    const before = (phone.unchecked ? 8 : 0) + (label === '' ? 0 : lengthOf(label, TEXT.size) + 3)
    const alone = lengthOf(written, NUMBER.size, 700)
    return {
      width: before + alone,
      lines: linesOf(written, NUMBER.size, room, 700) + (before + alone > room && before > 0 ? 1 : 0),
      html: `<p class="call">${sign}${kind}<b class="number">${dialled(phone.number, written)}</b></p>`,
    }
  })
  const call =
    numbers.length === 0
      ? [
          {
            width: lengthOf(`${NO_PHONE} ${noPhoneWords(prepared)}`, TEXT.size),
            lines: 1,
            html: `<p class="call none">${NO_PHONE} ${escapeHtml(noPhoneWords(prepared))}</p>`,
          },
        ]
      : numbers
  const role = [
    shows('role') ? each.role : '',
    shows('emergencyRole') && options.grouping !== 'emergencyRole' ? each.emergencyRole : '',
    shows('department') && options.grouping !== 'department' ? each.unit : '',
  ]
    .filter((text) => text !== '')
    .map((text) => shortenedTo(2, text, TEXT.size, room / 2))
    .join(' ')
  const said = [
    ...phones.map(({ label, remark }) => ({ label, value: remark })),
    ...(shows('numbers') ? contractNumbers(each, prepared).map(([label, value]) => ({ label, value })) : []),
    ...(shows('hours')
      ? [
          { label: words.sheetHours, value: each.hours },
          { label: words.sheetDesk, value: each.emergencyDesk },
        ]
      : []),
  ].filter(({ value }) => value !== '')
  const details = said.map((part) => detailOf(part, room))
  const title = shortenedTo(4, each.name, NAME.size, room, 700)
  const callWidth = Math.max(...call.map((line) => line.width))
  const callHeight = call.reduce((sum, { lines }) => sum + lines * mm(NUMBER.line), 0)
  const nameOf = (space: number) =>
    linesOf(title, NAME.size, space, 700) * mm(NAME.line) +
    (role === '' ? 0 : linesOf(role, TEXT.size, space) * mm(TEXT.line))
  // Beside each other where the name keeps room for some signs; otherwise the number stands below.
  const besideRoom = room - callWidth - 5
  const isBeside = besideRoom >= 55 && linesOf(title, NAME.size, besideRoom, 700) <= 2
  // A name that a little less makes fit on one line is set a little smaller.
  const isTight =
    isBeside && linesOf(title, NAME.size, besideRoom, 700) > linesOf(title, TEXT.size, besideRoom, 700)
  const top = isBeside ? Math.max(callHeight, nameOf(besideRoom)) : nameOf(room) + callHeight
  const below = details.reduce((sum, { lines }) => sum + lines, 0) * mm(TEXT.line)
  const name = `<div class="who"><p class="name${isTight ? ' tight' : ''}"><b>${companyName(title, isBeside ? besideRoom : room)}</b></p>${role === '' ? '' : `<p class="role">${escapeHtml(role)}</p>`}</div>`
  return {
    height: (top + below + ROW_PADDING) * scale,
    html: `<article class="row${isBeside ? ' beside' : ''}">${name}<div class="calls">${call.map(({ html }) => html).join('')}</div>${details.map(({ html }) => html).join('')}</article>`,
  }
}

/** One line for one thing that is said; a value that fits on a line of its own is not divided. */
const detailOf = ({ label, value }: SaidPart, room: number) => {
  const before = label === '' ? 0 : lengthOf(`${label} `, TEXT.size, 700)
  const shown = shortenedTo(2, value, TEXT.size, room - before)
  const alone = lengthOf(shown, TEXT.size)
  const isWhole = alone <= room
  return {
    lines:
      before + alone <= room
        ? 1
        : before >= room || isWhole
          ? 2
          : 1 + linesOf(shown, TEXT.size, room - before),
    html: `<p class="more">${label === '' ? '' : `<b>${escapeHtml(label)}</b> `}<span${isWhole ? ' class="whole"' : ''}>${escapeHtml(shown)}</span></p>`,
  }
}

/** On two lines, what a company is by law stands whole on the second. */
const companyName = (title: string, room: number): string => {
  const [name, form] = withoutLegalForm(title)
  if (form === '' || linesOf(title, NAME.size, room, 700) !== 2) return escapeHtml(title)
  return `${escapeHtml(name)}<wbr><span class="form">${escapeHtml(form)}</span>`
}

const wallCss = (scale: number): string => {
  const points = (value: number) => `${(value * scale).toFixed(2)}pt`
  return `
.wall { margin-top: 2mm; }
.page:not(.first) .wall { margin-top: 0; }
.wall h2 { display: flex; align-items: flex-end; height: ${HEADING * scale}mm; margin: 0; padding-bottom: 1mm; border-bottom: 1.2pt solid #000; font-size: ${points(TEXT.size)}; line-height: ${points(TEXT.line)}; overflow: hidden; white-space: nowrap; }
.row { padding: ${1.8 * scale}mm 0; border-bottom: 0.5pt solid #000; }
.row.beside { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: ${5 * scale}mm; align-items: center; }
.row.beside .more { grid-column: 1 / -1; }
.row .name { font-size: ${points(NAME.size)}; line-height: ${points(NAME.line)}; }
.form, .more .whole { white-space: nowrap; }
.row .tight { font-size: ${points(TEXT.size)}; }
.row .role, .row .more { font-size: ${points(TEXT.size)}; line-height: ${points(TEXT.line)}; }
.call { font-size: ${points(NUMBER.size)}; line-height: ${points(NUMBER.line)}; }
.call.none, .mark, .kind { font-size: ${points(TEXT.size)}; }
.mark, .kind { line-height: 1; }
.row.beside .call { text-align: right; white-space: nowrap; }
.mark { margin-right: 2mm; }
.kind { margin-right: ${3 * scale}mm; }
.number { font-size: ${points(NUMBER.size)}; font-weight: 700; letter-spacing: 0.01em; }
@media screen and (max-width: 160mm) { .row.beside { display: block; } .row.beside .call { text-align: left; white-space: normal; } }
`
}
