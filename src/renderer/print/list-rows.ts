/** The rows of an A4 list as HTML, each with the height it takes. */
import { writeDate } from '../../shared/domain/written/date-text'
import { telOf, writePhone } from '../../shared/domain/written/phone-text'
import { escapeHtml } from './escape'
import { columnText, type ListColumn, type ListGrid, PADDING, SIGN, SIZE } from './list-columns'
import type { Listed, ListedPhone, Prepared, Words } from './prepared-list'
import { addressText, contractNumbers, deputyOf } from './sheet-facts'
import { NO_PHONE, noPhoneWords, UNCHECKED, writtenPhone } from './sheet-head'
import type { SheetColumn } from './sheet-input'
import { lengthOf, linesOf, linesOfParts, mm, shortenedTo } from './text-measure'

export type ListRow = { readonly html: string; readonly height: number }

/** Signs between two places where a mail address may break that still fit the narrowest column. */
const WHOLE_PART = 24

export const columnHeads = (words: Words): { readonly [C in ListColumn]: string } => ({
  name: words.sheetName,
  unit: words.sheetUnit,
  role: words.sheetRole,
  site: words.sheetSite,
  emergencyRole: words.sheetEmergencyRole,
  phone: words.sheetPhone,
  checked: words.sheetChecked,
  mail: words.sheetMail,
})

/** The columns of texts that are not the heading of the groups already. */
export const shownColumns = ({ options }: Prepared): readonly SheetColumn[] =>
  options.columns.filter((column) => column !== options.grouping)

export const checkText = ({ checkedOn, unreachedOn }: ListedPhone, { words, writing }: Prepared): string =>
  unreachedOn !== null
    ? words.sheetUnreached.replace('{{day}}', () => writeDate(unreachedOn, writing))
    : checkedOn === null
      ? words.sheetNeverChecked
      : writeDate(checkedOn, writing)

/** Points of a line and millimetres of the white around a row, as in `list-css.ts`. */
const LINE = { name: 15, reading: 10, text: 13, phone: 16, details: 11.5 } as const
const ROW_PADDING = 1.7

/** A cell that takes more lines ends in a sign that says so: no row may be higher than a page. */
const MOST_LINES = 16

/** One record. The last line says what has no column of its own. */
export const listRow = (each: Listed, prepared: Prepared, grid: ListGrid): ListRow => {
  const cells = grid.columns.map(({ column, width }) => cell(each, column, width, prepared, grid))
  const details = detailsOf(each, prepared)
  const width = grid.columns.reduce((sum, column) => sum + column.width, 0)
  const below =
    details.length === 0
      ? 0
      : linesOfParts(
          details.map(({ text }) => {
            const long = lengthOf(text, SIZE.details) + 2
            return long <= width - 12 ? long : linesOf(text, SIZE.details, width - 14) * (width - 12)
          }),
          5.5,
          width - 12,
        ) *
          mm(LINE.details) +
        0.8
  const detailsHtml =
    details.length === 0
      ? ''
      : `<tr class="details"><td colspan="${grid.columns.length}">${details.map(({ html, text }) => `<span${lengthOf(text, SIZE.details) + 2 <= width - 12 ? ' class="whole"' : ''}>${html}</span>`).join('　')}</td></tr>`
  return {
    height: Math.max(...cells.map(({ height }) => height)) + ROW_PADDING + below,
    html: `<tr class="person${details.length === 0 ? '' : ' detailed'}">${cells.map(({ html }) => html).join('')}</tr>${detailsHtml}`,
  }
}

const hasReading = ({ reading }: Listed, { options }: Prepared): boolean =>
  reading !== '' && options.columns.includes('reading')

/** Points by which a text stands lower beside a name with a reading: both have one base line. */
export const BY_NAME = 11.9

const cell = (
  each: Listed,
  column: ListColumn,
  width: number,
  prepared: Prepared,
  grid: ListGrid,
): ListRow => {
  const room = width - PADDING
  if (column === 'name') {
    const reading = prepared.options.columns.includes('reading')
      ? shortenedTo(MOST_LINES, each.reading, SIZE.reading, room)
      : ''
    const name = shortenedTo(MOST_LINES, each.name, SIZE.name, room)
    return {
      html: `<th scope="row" class="name">${reading === '' ? '' : `<span class="reading">${escapeHtml(reading)}</span>`}<span class="full-name">${escapeHtml(name)}</span></th>`,
      height:
        linesOf(name, SIZE.name, room) * mm(LINE.name) +
        (reading === '' ? 0 : linesOf(reading, SIZE.reading, room) * mm(LINE.reading)),
    }
  }
  if (column === 'phone') return phoneCell(each, room, prepared, grid)
  if (column === 'checked')
    return {
      html: `<td class="checked">${each.phones.map((phone) => `<div class="line">${escapeHtml(checkText(phone, prepared))}</div>`).join('')}</td>`,
      height: each.phones.length * mm(LINE.phone),
    }
  const text = shortenedTo(
    MOST_LINES,
    columnText(each, column),
    column === 'mail' ? SIZE.small : SIZE.text,
    room,
  )
  const lines =
    linesOf(text, column === 'mail' ? SIZE.small : SIZE.text, room) +
    (column === 'mail' && lengthOf(text, SIZE.small) > room ? 1 : 0)
  // Its first line stands beside the name, not beside the reading above it.
  const beside = column !== 'mail' && hasReading(each, prepared)
  return {
    html: `<td class="${column}${beside ? ' by-name' : ''}">${column === 'mail' ? mailParts(text) : escapeHtml(text)}</td>`,
    height: lines * mm(LINE.text) + (beside ? mm(BY_NAME) : 0),
  }
}

const phoneCell = (each: Listed, room: number, prepared: Prepared, { useWidth }: ListGrid): ListRow => {
  if (each.phones.length === 0)
    return {
      html: `<td class="phone"><div class="line"><span class="sign">${NO_PHONE}</span><span class="none">${escapeHtml(noPhoneWords(prepared))}</span></div></td>`,
      height: mm(LINE.phone),
    }
  const lines = each.phones.map((phone) => {
    const written = shortenedTo(4, writePhone(phone.number), SIZE.number, room - 1.5, 700)
    const rest = room - SIGN + 1.5 - useWidth
    // What is too long for its line begins below the kind.
    const count =
      lengthOf(written, SIZE.number, 700) <= rest ? 1 : 1 + linesOf(written, SIZE.number, room - 1.5, 700)
    const kind = phone.label === '' ? '' : `<span class="use">${escapeHtml(phone.label)}</span>`
    return {
      html: `<div class="line${count > 1 ? ' long' : ''}">${phone.unchecked ? `<span class="sign">${UNCHECKED}</span>` : ''}${kind}<b class="number">${dialled(phone.number, written)}</b></div>`,
      height: count * mm(LINE.phone),
    }
  })
  return {
    html: `<td class="phone">${lines.map(({ html }) => html).join('')}</td>`,
    height: lines.reduce((sum, { height }) => sum + height, 0),
  }
}

/** A number to tap, where there is one to dial. `written`: as it is shown. */
export const dialled = (number: string, written = writePhone(number)): string => {
  const shown = escapeHtml(written)
  const tel = telOf(number)
  return tel === null ? shown : `<a href="${escapeHtml(tel)}">${shown}</a>`
}

/** A mail address breaks before its @ and after its dots, and within a part only where that is longer than the column. */
const mailParts = (mail: string): string =>
  mail
    .split(/(?=@)|(?<=\.)/)
    .map((part) =>
      part.length > WHOLE_PART ? escapeHtml(part) : `<span class="whole">${escapeHtml(part)}</span>`,
    )
    .join('<wbr>')

type Detail = { readonly text: string; readonly html: string }

const labelled = (label: string, whole: string): Detail => {
  const text = shortenedTo(4, whole, SIZE.details, 150)
  return { text: `${label} ${text}`, html: `<i>${escapeHtml(label)}</i>\u00a0${escapeHtml(text)}` }
}

/** What is said under a row: how to call, what to say, who takes over, where. */
const detailsOf = (each: Listed, prepared: Prepared): readonly Detail[] => {
  const { options, words } = prepared
  const shows = (column: SheetColumn) => options.columns.includes(column)
  const deputy = shows('deputy') ? deputyOf(each, prepared) : null
  const address = shows('address') ? addressText(each, prepared) : ''
  return [
    ...each.phones
      .filter(({ remark }) => remark !== '')
      .map(({ label, number, remark }) => labelled(label || writePhone(number), remark)),
    ...(shows('numbers')
      ? contractNumbers(each, prepared).map(([label, value]) => labelled(label, value))
      : []),
    ...(shows('hours') && each.hours !== '' ? [labelled(words.sheetHours, each.hours)] : []),
    ...(shows('hours') && each.emergencyDesk !== '' ? [labelled(words.sheetDesk, each.emergencyDesk)] : []),
    ...(deputy === null
      ? []
      : [
          labelled(
            words.sheetDeputy,
            `${deputy.name}${deputy.phone ? ` ${writtenPhone(deputy.phone, prepared)}` : ''}`,
          ),
        ]),
    ...(address === '' ? [] : [labelled(words.sheetAddress, address)]),
  ]
}
