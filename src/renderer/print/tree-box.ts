/** What stands in a box of a call tree: who it is, the number to call first, who takes over. */
import { escapeHtml } from './escape'
import { dialled } from './list-rows'
import type { Listed, Prepared } from './prepared-list'
import { deputyOf } from './sheet-facts'
import { fill, kindOf, NO_PHONE, noPhoneWords, UNCHECKED, writtenPhone } from './sheet-head'
import { lengthOf, linesOf, mm, shortenedTo } from './text-measure'
import type { ShapeNode } from './tree-shape'

/** Millimetres of a box, and of the text in it. */
export const BOX = 50
const INNER = BOX - 3.6
const BOX_PADDING = 2.8

/** What is longer than this in a box ends in a sign that says so. */
const MOST_LINES = { name: 6, number: 4, text: 2 } as const

type Row = { readonly html: string; readonly height: number }

/** What stands in a box. `goesOn`: where those whom somebody cut off calls stand, once that is known. */
export const boxOf = (
  { who, again }: ShapeNode<Listed>,
  cut: { readonly isCut: boolean; readonly goesOn: string | null },
  prepared: Prepared,
  tree: { readonly absentCaller: (who: Listed) => string | null },
): Row => {
  const { words, options } = prepared
  const line = (name: string, html: string, count: number, points: number): Row => ({
    html: `<p class="${name}">${html}</p>`,
    height: count * mm(points),
  })
  const text = (name: string, value: string, size: number, points: number): Row[] => {
    const shown = shortenedTo(MOST_LINES.text, value, size, INNER)
    return shown === '' ? [] : [line(name, escapeHtml(shown), linesOf(shown, size, INNER), points)]
  }
  const goesOn = cut.isCut ? [line('goes-on', escapeHtml(cut.goesOn ?? ''), 1, 13)] : []
  if (again && cut.isCut) {
    const rows = [...text('again', `${who.name}${words.sheetAgain}`, 9, 13), ...goesOn]
    return joined(rows)
  }
  const shows = (column: 'reading' | 'role' | 'emergencyRole' | 'department') =>
    options.columns.includes(column)
  const role = [shows('department') ? who.unit : '', shows('role') ? who.role : ''].filter(Boolean).join(' ')
  const name = shortenedTo(
    MOST_LINES.name,
    again ? `${who.name}${words.sheetAgain}` : who.name,
    11,
    INNER,
    700,
  )
  // A short role stands beside the name.
  const beside =
    role !== '' && lengthOf(name, 11, 700) + lengthOf(role, 8) + 2 <= INNER
      ? `<span class="role">${escapeHtml(role)}</span>`
      : ''
  const deputy = deputyOf(who, prepared)
  const absent = tree.absentCaller(who)
  return joined([
    ...(shows('reading') ? text('reading', who.reading, 8, 10) : []),
    line('name', `<b>${escapeHtml(name)}</b>${beside}`, linesOf(name, 11, INNER, 700), 15),
    ...(beside === '' ? text('role', role, 8, 11) : []),
    ...(shows('emergencyRole') ? text('duty', who.emergencyRole, 8.5, 12) : []),
    numberLine(who, prepared),
    ...(deputy === null ? [] : [deputyLine(deputy, prepared)]),
    ...(absent === null
      ? []
      : text('absent', fill(prepared, words.sheetCallerAbsent, { name: absent }), 8, 11)),
    ...goesOn,
  ])
}

const joined = (rows: readonly Row[]): Row => ({
  html: rows.map(({ html }) => html).join(''),
  height: rows.reduce((sum, { height }) => sum + height, 0) + BOX_PADDING,
})

const numberLine = ({ first }: Listed, prepared: Prepared): Row => {
  if (first === null)
    return {
      html: `<p class="call none">${NO_PHONE} ${escapeHtml(noPhoneWords(prepared))}</p>`,
      height: mm(16),
    }
  const written = shortenedTo(MOST_LINES.number, writtenPhone(first, prepared), 12, INNER, 700)
  const sign = first.unchecked ? `<span class="mark">${UNCHECKED}</span>` : ''
  const label = kindOf(first)
  const use = label === '' ? '' : `<span class="kind">${escapeHtml(label)}</span>`
  const before = (first.unchecked ? 4 : 0) + (label === '' ? 0 : lengthOf(label, 8) + 1.5)
  const alone = lengthOf(written, 12, 700)
  const lines = before + alone <= INNER ? 1 : linesOf(written, 12, INNER, 700) + (before > 0 ? 1 : 0)
  return {
    html: `<p class="call">${sign}${use}<b class="number${alone <= INNER ? ' whole' : ''}">${dialled(first.number, written)}</b></p>`,
    height: lines * mm(16),
  }
}

const deputyLine = (deputy: NonNullable<ReturnType<typeof deputyOf>>, prepared: Prepared): Row => {
  const { words } = prepared
  const number =
    deputy.phone === null
      ? ''
      : shortenedTo(MOST_LINES.text, writtenPhone(deputy.phone, prepared), 8, INNER - 1)
  const name = shortenedTo(MOST_LINES.text, deputy.name, 8, INNER - 8)
  const before = `${words.sheetDeputy} ${name}`
  const sign = deputy.phone?.unchecked ? UNCHECKED : ''
  const whole = lengthOf(`${before} ${sign}${number}`, 8) + 2.5 <= INNER
  const lines =
    whole || number === ''
      ? linesOf(before, 8, INNER - 1)
      : linesOf(before, 8, INNER - 1) + linesOf(`${sign}${number}`, 8, INNER)
  const isShort = lengthOf(`${sign}${number}`, 8) <= INNER - 1
  const tel =
    deputy.phone === null
      ? ''
      : ` <span${isShort ? ' class="whole"' : ''}>${sign}${dialled(deputy.phone.number, number)}</span>`
  return {
    html: `<p class="deputy"><i>${escapeHtml(words.sheetDeputy)}</i> ${escapeHtml(name)}${tel}</p>`,
    height: (whole ? 1 : lines) * mm(11.5),
  }
}
