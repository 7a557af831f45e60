/** A call tree (緊急連絡網) drawn on pages: boxes with who to call first and who takes over, lines of who calls whom. */
import { callTree } from '../../shared/domain/contacts/call-tree'
import { escapeHtml } from './escape'
import { bindingMargins, type PaperSize, type Room, roomOf } from './paged-page'
import type { Listed, Prepared } from './prepared-list'
import { fill, sheetHead } from './sheet-head'
import type { SheetPaper } from './sheet-input'
import type { SheetPages } from './sheet-pages'
import { BOX, boxOf } from './tree-box'
import { treeCss } from './tree-css'
import { type CallLine, cutToFit, type ShapeNode, type TreeBlock, type TreeMeasures } from './tree-shape'

/** Levels that stand beside each other: as a tree is usually drawn first, in fewer and fewer columns where there is no room. */
const BESIDE = [Number.POSITIVE_INFINITY, 2, 1, 0] as const

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
    const room = { ...whole, first: whole.first - head.height - 3, later: whole.later - 3 }
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
    // White below the last of a page is no part of it.
    heights[page] = Math.min(y + shelf, Math.max(roomOn(page), shelf))
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
  heights[page] = Math.min(y, Math.max(roomOn(page), y - 3 - APART.y))
  return { pages: page + 1, blocks: centred(placed, room.width), uncalled, heights }
}

/** What stands on each page in its middle. */
const centred = (blocks: readonly Placed[], width: number): readonly Placed[] => {
  const takenOn = (which: number) =>
    Math.max(...blocks.filter(({ page }) => page === which).map(({ x, block }) => x + block.width))
  return blocks.map((placed) => ({
    ...placed,
    x: placed.x + Math.max(0, (width - takenOn(placed.page)) / 2),
  }))
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
  const placeOfTop = new Map(blocks.map((placed) => [keyOf(placed.block.top), placed]))
  const placeOfCut = new Map(
    blocks.flatMap((placed) =>
      placed.block.boxes.filter(({ isCut }) => isCut).map(({ node }) => [keyOf(node), placed] as const),
    ),
  )
  const here = blocks.filter((placed) => placed.page === page)
  const lines: CallLine[] = []
  const parts = here.flatMap(({ block, x, y }) => {
    const from = placeOfCut.get(keyOf(block.top))
    const below = from === undefined ? y : y + APART.heading
    lines.push(...block.lines.map((line) => line.map(([atX, atY]) => [atX + x, atY + below] as const)))
    const heading =
      from === undefined
        ? []
        : [
            `<p class="from" ${at(x, y, Math.max(block.width, BOX), APART.heading - 1)}>${escapeHtml(comesFrom(from, { page, x, y }, prepared))}</p>`,
          ]
    const boxes = block.boxes.map((box) => {
      const goesTo = box.isCut ? (placeOfTop.get(keyOf(box.node)) ?? null) : null
      const goesOn = goesTo === null ? null : leadsTo({ page, x, y }, goesTo, prepared)
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

type Place = Pick<Placed, 'page' | 'x' | 'y'>

/** Whether one block stands to the right of another, not below it. */
const isRightOf = (from: Place, to: Place): boolean =>
  from.page === to.page && to.x > from.x && to.y <= from.y

const leadsTo = (from: Place, to: Place, prepared: Prepared): string => {
  const { words } = prepared
  if (from.page !== to.page) return fill(prepared, words.sheetGoesOn, { page: to.page + 1 })
  return isRightOf(from, to) ? words.sheetGoesOnRight : words.sheetGoesOnHere
}

const comesFrom = (from: Place, to: Place, prepared: Prepared): string => {
  const { words } = prepared
  if (from.page !== to.page) return fill(prepared, words.sheetComesFrom, { page: from.page + 1 })
  return isRightOf(from, to) ? words.sheetComesFromLeft : words.sheetComesFromHere
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
