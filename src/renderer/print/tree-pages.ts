/** A call tree (緊急連絡網) drawn on pages: boxes with who to call first and who takes over, lines of who calls whom. */
import { callTree } from '../../shared/domain/contacts/call-tree'
import { escapeHtml } from './escape'
import { dialled } from './list-rows'
import { bindingMargins, type PaperSize, type Room, roomOf } from './paged-page'
import type { Listed, Prepared } from './prepared-list'
import { deputyOf } from './sheet-facts'
import { fill, NO_PHONE, noPhoneWords, sheetHead, UNCHECKED, writtenPhone } from './sheet-head'
import type { SheetPaper } from './sheet-input'
import type { SheetPages } from './sheet-pages'
import { lengthOf, linesOf, mm, shortenedTo } from './text-measure'
import { treeCss } from './tree-css'
import { type CallLine, cutToFit, type ShapeNode, type TreeBlock, type TreeMeasures } from './tree-shape'

/** Levels that stand beside each other: as a tree is usually drawn first, in fewer and fewer columns where there is no room. */
const BESIDE = [Number.POSITIVE_INFINITY, 2, 1, 0] as const

/** Millimetres of a box, and of the text in it. */
const BOX = 50
const INNER = BOX - 3.6
const BOX_PADDING = 2.4

/** What is longer than this in a box ends in a sign that says so. */
const MOST_LINES = { name: 6, number: 4, text: 2 } as const

/** Between blocks beside and below each other, and the heading above a block that goes on from another page. */
const APART = { x: 8, y: 7, heading: 6 } as const

/** What the tree of a prepared list is, for the pages and for those who look after it. */
export const treeOf = ({ listed }: Prepared) => {
  const people = listed.filter(({ subject }) => subject === 'person' || subject === 'contact')
  const tree = callTree(people.map(({ id, calledBy }) => ({ id, calledBy: calledBy?.id ?? null })))
  const byId = new Map(listed.map((each) => [each.id, each]))
  const whoOf = ({ id }: { readonly id: string }): Listed => byId.get(id) as Listed
  type Node = (typeof tree.roots)[number]
  const nodeOf = ({ who, calls }: Node): ShapeNode<Listed> => ({ who: whoOf(who), calls: calls.map(nodeOf) })
  return {
    roots: tree.roots.map(nodeOf),
    uncalled: tree.uncalled.map(whoOf),
    circles: tree.circles.map((circle) => circle.map(whoOf)),
    /** Called by somebody who is not on the list. */
    absentCaller: ({ calledBy }: Listed): string | null =>
      calledBy === null || byId.has(calledBy.id) ? null : calledBy.name,
  }
}

/** A block in its place on a page. */
type Placed = {
  readonly block: TreeBlock<Listed>
  readonly page: number
  readonly x: number
  readonly y: number
}
type PlacedUncalled = {
  readonly people: readonly Listed[]
  readonly page: number
  readonly y: number
  readonly isFirst: boolean
}
type Arrangement = {
  readonly pages: number
  readonly blocks: readonly Placed[]
  readonly uncalled: readonly PlacedUncalled[]
  /** Where the content of each page ends. */
  readonly heights: readonly number[]
}

const choices: { readonly [P in SheetPaper]: readonly PaperSize[] } = {
  a4: [
    { size: 'A4', orientation: 'portrait' },
    { size: 'A4', orientation: 'landscape' },
  ],
  a3: [
    { size: 'A3', orientation: 'landscape' },
    { size: 'A3', orientation: 'portrait' },
  ],
  auto: [
    { size: 'A4', orientation: 'portrait' },
    { size: 'A4', orientation: 'landscape' },
    { size: 'A3', orientation: 'landscape' },
    { size: 'A3', orientation: 'portrait' },
  ],
}

export const treePages = (prepared: Prepared): SheetPages => {
  const { words, options } = prepared
  const tree = treeOf(prepared)
  const people = prepared.listed.filter(({ subject }) => subject === 'person' || subject === 'contact')
  const sentences = [
    words.sheetTreeHow,
    ...tree.circles.map((circle) =>
      fill(prepared, words.sheetCircle, {
        names: [...circle, ...circle.slice(0, 1)].map(({ name }) => name).join(' → '),
        name: circle[0]?.name ?? '',
      }),
    ),
  ]
  const heights = new Map<string, number>()
  const boxHeight = (node: ShapeNode<Listed>, isCut: boolean): number => {
    const key = `${node.who.id} ${isCut} ${node.again ?? ''}`
    const known = heights.get(key) ?? boxOf(node, { isCut, goesOn: null }, prepared, tree).height
    heights.set(key, known)
    return known
  }
  const arranged = choices[options.paper].flatMap((paper) => {
    const margins = bindingMargins[paper.orientation]
    const whole = roomOf(paper, margins)
    const head = sheetHead(prepared, people, whole.width, sentences)
    const room = { ...whole, first: whole.first - head.height - 2, later: whole.later - 2 }
    return BESIDE.map((levelsBeside) => ({
      paper,
      margins,
      head,
      room,
      arrangement: arrange(tree, { boxWidth: BOX, boxHeight, levelsBeside }, room),
    }))
  })
  // The smallest paper that holds everybody; on it nothing cut off before something cut off.
  const onOne = arranged.filter(({ arrangement }) => arrangement.pages === 1)
  const smallest = onOne.filter((each) => each.paper === onOne[0]?.paper)
  const isWhole = ({ arrangement }: (typeof arranged)[number]) =>
    arrangement.blocks.every(({ block }) => block.boxes.every(({ isCut }) => !isCut))
  const fits = smallest.find(isWhole) ?? smallest[0]
  // A tree for several pages is printed on what every office has.
  const usual = arranged.filter(({ paper }) => options.paper === 'a3' || paper.size === 'A4')
  const least = Math.min(...usual.map(({ arrangement }) => arrangement.pages))
  const best = fits ?? usual.find(({ arrangement }) => arrangement.pages === least)
  if (!best) throw new Error('print: no paper for a call tree')
  const { paper, margins, head, room, arrangement } = best
  const pages = Array.from({ length: arrangement.pages }, (_, page) =>
    treePage(page, arrangement, room, prepared, tree),
  )
  return {
    paper,
    margins,
    css: treeCss(BOX),
    printed: people,
    pages:
      people.length === 0
        ? [`${head.html}<p class="empty">${escapeHtml(words.sheetEmpty)}</p>`]
        : pages.map((html, index) => (index === 0 ? `${head.html}\n${html}` : html)),
  }
}

type Tree = ReturnType<typeof treeOf>

/** Puts blocks beside and below each other, page by page. */
const arrange = (tree: Tree, measures: TreeMeasures<Listed>, room: Room): Arrangement => {
  const { boxHeight } = measures
  const blocks = tree.roots.flatMap((root) =>
    cutToFit(root, measures, {
      width: room.width,
      first: room.first,
      later: room.later - APART.heading,
    }),
  )
  const placed: Placed[] = []
  const heights: number[] = []
  let [page, x, y, shelf] = [0, 0, 0, 0]
  const roomOn = (which: number) => (which === 0 ? room.first : room.later)
  // A root whose calls were divided is drawn by a node of its own.
  const isContinued = ({ top }: TreeBlock<Listed>) =>
    top.again !== undefined || tree.roots.every(({ who }) => who !== top.who)
  const turn = () => {
    heights[page] = y + shelf
    page += 1
    ;[x, y, shelf] = [0, 0, 0]
  }
  for (const block of blocks) {
    const height = block.height + (isContinued(block) ? APART.heading : 0)
    if (x > 0 && x + block.width > room.width) [x, y, shelf] = [0, y + shelf + APART.y, 0]
    if (y + height > roomOn(page) && (x > 0 || y > 0)) turn()
    placed.push({ block, page, x, y })
    x += block.width + APART.x
    shelf = Math.max(shelf, height)
  }
  if (blocks.length > 0) y += shelf + APART.y
  shelf = 0
  const uncalled: PlacedUncalled[] = []
  const perRow = Math.max(1, Math.floor((room.width + 3) / (BOX + 4)))
  let rest = tree.uncalled
  while (rest.length > 0) {
    const taken: Listed[] = []
    let height = UNCALLED_HEAD
    while (taken.length < rest.length) {
      const row = rest.slice(taken.length, taken.length + perRow)
      const tall = Math.max(...row.map((who) => boxHeight({ who, calls: [] }, false))) + 2
      if (y + height + tall + 3 > roomOn(page)) break
      height += tall
      taken.push(...row)
    }
    if (taken.length === 0 && y > 0) {
      turn()
      continue
    }
    // A row taller than a page is printed all the same.
    const people = taken.length > 0 ? taken : rest.slice(0, perRow)
    uncalled.push({ people, page, y, isFirst: rest === tree.uncalled })
    rest = rest.slice(people.length)
    y += height + 3
  }
  heights[page] = y
  return { pages: page + 1, blocks: placed, uncalled, heights }
}

const UNCALLED_HEAD = 13

const at = (x: number, y: number, width: number, height: number): string =>
  `style="left:${x.toFixed(2)}mm;top:${y.toFixed(2)}mm;width:${width.toFixed(2)}mm;height:${height.toFixed(2)}mm"`

const treePage = (
  page: number,
  { blocks, uncalled, heights }: Arrangement,
  room: Room,
  prepared: Prepared,
  tree: Tree,
): string => {
  const { words } = prepared
  const pageOfTop = new Map(blocks.map((placed) => [keyOf(placed.block.top), placed.page]))
  const pageOfCut = new Map(
    blocks.flatMap((placed) =>
      placed.block.boxes.filter(({ isCut }) => isCut).map(({ node }) => [keyOf(node), placed.page] as const),
    ),
  )
  const here = blocks.filter((placed) => placed.page === page)
  const lines: CallLine[] = []
  const parts = here.flatMap(({ block, x, y }) => {
    const from = pageOfCut.get(keyOf(block.top))
    const below = from === undefined ? y : y + APART.heading
    lines.push(...block.lines.map((line) => line.map(([atX, atY]) => [atX + x, atY + below] as const)))
    const heading =
      from === undefined
        ? []
        : [
            `<p class="from" ${at(x, y, Math.max(block.width, BOX), APART.heading - 1)}>${escapeHtml(from === page ? words.sheetComesFromHere : fill(prepared, words.sheetComesFrom, { page: from + 1 }))}</p>`,
          ]
    const boxes = block.boxes.map((box) => {
      const goesTo = box.isCut ? (pageOfTop.get(keyOf(box.node)) ?? null) : null
      const goesOn =
        goesTo === null
          ? null
          : goesTo === page
            ? words.sheetGoesOnHere
            : fill(prepared, words.sheetGoesOn, { page: goesTo + 1 })
      const { html, height } = boxOf(box.node, { isCut: box.isCut, goesOn }, prepared, tree)
      const kind = box.node.again && box.isCut ? ' more' : box.y === 0 ? ' top' : ''
      return `<div class="box${kind}" ${at(x + box.x, below + box.y, BOX, height)}>${html}</div>`
    })
    return [...heading, ...boxes]
  })
  const lonely = uncalled
    .filter((each) => each.page === page)
    .map(({ people, y, isFirst }) => uncalledBox(people, y, isFirst, prepared, tree))
  const height = Math.max(heights[page] ?? 0, 10)
  return `<div class="tree" style="height:${height.toFixed(2)}mm">${linesSvg(lines, room.width, height)}${parts.join('')}${lonely.join('')}</div>`
}

const keyOf = ({ who, again, calls }: ShapeNode<Listed>): string =>
  `${who.id}${again ? ` ${calls[0]?.who.id ?? ''}` : ''}`

const uncalledBox = (
  people: readonly Listed[],
  y: number,
  isFirst: boolean,
  prepared: Prepared,
  tree: Tree,
): string => {
  const { words } = prepared
  const title = fill(prepared, words.sheetUncalled, { count: tree.uncalled.length })
  const boxes = people.map((who) => {
    const { html, height } = boxOf({ who, calls: [] }, { isCut: false, goesOn: null }, prepared, tree)
    return `<div class="box" style="width:${BOX}mm;height:${height.toFixed(2)}mm">${html}</div>`
  })
  return `<section class="uncalled" style="top:${y.toFixed(2)}mm"><h2>${escapeHtml(`${title}${isFirst ? '' : words.sheetContinued}`)}</h2><p>${escapeHtml(words.sheetUncalledWhat)}</p><div>${boxes.join('')}</div></section>`
}

/** Half the width and the length of an arrow. */
const ARROW = { half: 0.9, length: 1.9 } as const

/** Lines as one drawing: straight pieces, and an arrow where somebody is called. */
const linesSvg = (lines: readonly CallLine[], width: number, height: number): string => {
  const number = (value: number) => value.toFixed(2)
  const strokes = lines.map((line) =>
    line.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${number(x)} ${number(y)}`).join(''),
  )
  const arrows = lines.map((line) => {
    const [x, y] = line.at(-1) ?? [0, 0]
    const [fromX] = line.at(-2) ?? [0, 0]
    return Math.abs(fromX - x) > 0.01
      ? `M${number(x)} ${number(y)}l${-ARROW.length} ${-ARROW.half}v${ARROW.half * 2}z`
      : `M${number(x)} ${number(y)}l${-ARROW.half} ${-ARROW.length}h${ARROW.half * 2}z`
  })
  return `<svg class="lines" aria-hidden="true" width="${number(width)}mm" height="${number(height)}mm" viewBox="0 0 ${number(width)} ${number(height)}"><path class="line" d="${strokes.join('')}"/><path d="${arrows.join('')}"/></svg>`
}

type Row = { readonly html: string; readonly height: number }

/** What stands in a box. `goesOn`: where those whom somebody cut off calls stand, once that is known. */
const boxOf = (
  { who, again }: ShapeNode<Listed>,
  cut: { readonly isCut: boolean; readonly goesOn: string | null },
  prepared: Prepared,
  tree: Tree,
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
  const written = shortenedTo(MOST_LINES.number, writtenPhone(first), 12, INNER, 700)
  const sign = first.unchecked ? `<span class="mark">${UNCHECKED}</span>` : ''
  const use = first.label === '' ? '' : `<span class="kind">${escapeHtml(first.label)}</span>`
  const before = (first.unchecked ? 4 : 0) + (first.label === '' ? 0 : lengthOf(first.label, 8) + 1.5)
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
    deputy.phone === null ? '' : shortenedTo(MOST_LINES.text, writtenPhone(deputy.phone), 8, INNER - 1)
  const name = shortenedTo(MOST_LINES.text, deputy.name, 8, INNER - 8)
  const before = `${words.sheetDeputy} ${name}`
  const whole = lengthOf(`${before} ${number}`, 8) + 2.5 <= INNER
  const lines =
    whole || number === ''
      ? linesOf(before, 8, INNER - 1)
      : linesOf(before, 8, INNER - 1) + linesOf(number, 8, INNER)
  const isShort = lengthOf(number, 8) <= INNER - 1
  const tel =
    deputy.phone === null
      ? ''
      : ` <span${isShort ? ' class="whole"' : ''}>${dialled(deputy.phone.number, number)}</span>`
  return {
    html: `<p class="deputy"><i>${escapeHtml(words.sheetDeputy)}</i> ${escapeHtml(name)}${tel}</p>`,
    height: (whole ? 1 : lines) * mm(11.5),
  }
}
