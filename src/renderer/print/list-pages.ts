/** An A4 list broken into pages: groups begin with enough rows, go on under their heading, and the last page is not a leftover. */
import { escapeHtml } from './escape'
import { type ListGrid, listGrid } from './list-columns'
import { listCss } from './list-css'
import { checkText, columnHeads, listRow, shownColumns } from './list-rows'
import { type Room, roomOf } from './paged-page'
import type { ListedGroup, Prepared } from './prepared-list'
import { fill, sheetHead } from './sheet-head'
import type { SheetPages } from './sheet-pages'

/** Rows that stay together where a group begins (a sheet that lies has room for few), and where it ends. */
const BEGINNING = { portrait: 3, landscape: 2 } as const
const END = 2

/** Millimetres of the heads of columns and of a group's heading. */
const HEADS = 6.5
const HEADING = 8.2

/** Millimetres that are left free at the foot of a page for what was reckoned a little short. */
const SPARE = 1.5

type Row = { readonly html: string; readonly height: number }
type Group = { readonly label: string | null; readonly count: string; readonly rows: readonly Row[] }

type RowRoom = Pick<Room, 'first' | 'later'> & { readonly beginning: number }

/** A piece of a group on one page; `from` 0 is its beginning. */
type Piece = { readonly group: Group; readonly from: number; readonly to: number }

export const listPages = (prepared: Prepared): SheetPages => {
  const { words, listed } = prepared
  const heads = columnHeads(words)
  const days = [...new Set(listed.flatMap(({ phones }) => phones.map((phone) => checkText(phone, prepared))))]
  const grid = listGrid(listed, shownColumns(prepared), { heads, days })
  const room = roomOf(grid.paper, grid.margins)
  const head = sheetHead(prepared, listed, room.width)
  const groups = prepared.groups.map((group) => groupOf(group, prepared, grid))
  const broken = withoutLeftover(groups, {
    first: room.first - head.height,
    later: room.later,
    beginning: BEGINNING[grid.paper.orientation],
  })
  const tables = broken.map((pieces) => table(pieces, prepared, grid))
  return {
    paper: grid.paper,
    margins: grid.margins,
    css: listCss(grid),
    printed: listed,
    pages:
      tables.length === 0
        ? [`${head.html}<p class="empty">${escapeHtml(words.sheetEmpty)}</p>`]
        : tables.map((html, index) => (index === 0 ? `${head.html}\n${html}` : html)),
  }
}

const groupOf = ({ label, members }: ListedGroup, prepared: Prepared, grid: ListGrid): Group => ({
  label,
  count: fill(
    prepared,
    members.every(({ subject }) => subject === 'person' || subject === 'contact')
      ? prepared.words.sheetGroupCount
      : prepared.words.sheetGroupEntries,
    { count: members.length },
  ),
  rows: members.map((each) => listRow(each, prepared, grid)),
})

/** Rows that are not divided: where a group begins and where it ends. */
const blocksOf = ({ rows }: Group, beginning: number): readonly (readonly [from: number, to: number])[] => {
  if (rows.length <= beginning) return rows.length === 0 ? [] : [[0, rows.length]]
  const blocks: [number, number][] = [[0, beginning]]
  const end = Math.max(beginning, rows.length - END)
  for (let at = beginning; at < end; at += 1) blocks.push([at, at + 1])
  blocks.push([end, rows.length])
  return blocks
}

/** `stop`: the row, counted through all groups, before which a page must end. */
const breakRows = (groups: readonly Group[], room: RowRoom, stop = -1): readonly (readonly Piece[])[] => {
  const pages: Piece[][] = []
  let pieces: Piece[] = []
  let left = room.first - HEADS - SPARE
  let counted = 0
  const turn = () => {
    pages.push(pieces)
    pieces = []
    left = room.later - HEADS - SPARE
  }
  for (const group of groups) {
    const heading = group.label === null ? 0 : HEADING
    for (const [from, to] of blocksOf(group, room.beginning)) {
      const height = group.rows.slice(from, to).reduce((sum, row) => sum + row.height, 0)
      const last = pieces.at(-1)
      const goesOn = last?.group === group
      const mustStop = stop >= counted && stop < counted + (to - from)
      const needs = height + (goesOn ? 0 : heading)
      if ((needs > left || mustStop) && pieces.length > 0) turn()
      const before = pieces.at(-1)
      if (before?.group === group) pieces[pieces.length - 1] = { ...before, to }
      else pieces.push({ group, from, to })
      left -= height + (before?.group === group ? 0 : heading)
      counted += to - from
    }
  }
  if (pieces.length > 0) pages.push(pieces)
  return pages
}

const rowsOn = (page: readonly Piece[]): number => page.reduce((sum, { from, to }) => sum + to - from, 0)

/** One or two rows on a page of their own take some of the page before with them. */
const withoutLeftover = (groups: readonly Group[], room: RowRoom) => {
  const pages = breakRows(groups, room)
  const last = pages.at(-1)
  const before = pages.at(-2)
  if (!last || !before || rowsOn(last) > 2 || rowsOn(before) < 8) return pages
  const all = pages.reduce((sum, page) => sum + rowsOn(page), 0)
  const again = breakRows(groups, room, all - 4)
  return again.length === pages.length ? again : pages
}

const table = (pieces: readonly Piece[], prepared: Prepared, grid: ListGrid): string => {
  const { words } = prepared
  const heads = columnHeads(words)
  const columns = grid.columns.map(({ column }) => column)
  const parts = pieces.map(({ group, from, to }) => {
    const rows = group.rows.slice(from, to).map(({ html }) => html)
    if (group.label === null) return `<tbody>${rows.join('')}</tbody>`
    const label = escapeHtml(group.label)
    const title =
      from === 0
        ? `<h2>${label} <span class="count">${escapeHtml(group.count)}</span></h2>`
        : `<div>${label}${escapeHtml(words.sheetContinued)}</div>`
    return `<tbody><tr class="group"><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>${rows.join('')}</tbody>`
  })
  return `<table class="list"><colgroup>${columns.map((column) => `<col class="${column}">`).join('')}</colgroup><thead><tr>${columns.map((column) => `<th scope="col" class="${column}">${escapeHtml(heads[column])}</th>`).join('')}</tr></thead>${parts.join('')}</table>`
}
