/**
 * Where the boxes of a call tree stand. A person stands above those they call: down to some level whoever calls others
 * stands beside each other, with those who call nobody in a column; below it everybody stands below each other, further
 * in by each level. What does not fit on a page is cut off and drawn by itself. All lengths are millimetres.
 */

export type ShapeNode<C> = {
  readonly who: C
  readonly calls: readonly ShapeNode<C>[]
  /** The rest of those whom somebody calls who has too many for one page. */
  readonly again?: true
}

export type PlacedBox<C> = {
  readonly node: ShapeNode<C>
  readonly x: number
  readonly y: number
  readonly height: number
  /** Whom they call stands in a block of its own. */
  readonly isCut: boolean
}

/** A line of straight pieces from who calls to who is called, its last point with an arrow. */
export type CallLine = readonly (readonly [x: number, y: number])[]

export type TreeBlock<C> = {
  readonly top: ShapeNode<C>
  readonly width: number
  readonly height: number
  readonly boxes: readonly PlacedBox<C>[]
  readonly lines: readonly CallLine[]
}

export type TreeMeasures<C> = {
  readonly boxWidth: number
  /** `isCut`: with the line that says where it goes on; `again`: only that line. */
  readonly boxHeight: (node: ShapeNode<C>, isCut: boolean) => number
  /** How many levels below the top those called stand beside each other. */
  readonly levelsBeside: number
}

/** Between a caller and those below, between boxes of a column, between columns; how far a column stands in from its caller. */
const GAP = { below: 5, boxes: 2, columns: 3.5, indent: 5 } as const

/** Where the line down a column runs, from the left of the column. */
const TRUNK = 2

type Part<C> = {
  readonly width: number
  readonly height: number
  readonly boxes: readonly PlacedBox<C>[]
  readonly lines: readonly CallLine[]
  /** Where calls to its top arrive. */
  readonly arrivals: readonly (readonly [x: number, y: number])[]
}

type Ground<C> = TreeMeasures<C> & {
  readonly cut: ReadonlySet<ShapeNode<C>>
  readonly height: number
}

/** A tree as one block, with the parts in `cut` drawn as their top alone. */
export const shapeOf = <C>(
  top: ShapeNode<C>,
  measures: TreeMeasures<C>,
  cut: ReadonlySet<ShapeNode<C>>,
  height: number,
): TreeBlock<C> => {
  const part = partOf(top, { ...measures, cut, height }, height, 0)
  return { top, width: part.width, height: part.height, boxes: part.boxes, lines: part.lines }
}

const partOf = <C>(node: ShapeNode<C>, ground: Ground<C>, room: number, level: number): Part<C> => {
  const isCut = level > 0 && ground.cut.has(node)
  const height = ground.boxHeight(node, isCut)
  const width = ground.boxWidth
  const own = (x: number): PlacedBox<C> => ({ node, x, y: 0, height, isCut })
  if (isCut || node.calls.length === 0)
    return { width, height, boxes: [own(0)], lines: [], arrivals: [[width / 2, 0]] }
  const ends = node.calls.filter((call) => call.calls.length === 0 || ground.cut.has(call))
  const others = node.calls.filter((call) => !ends.includes(call))
  const below = height + GAP.below
  const left = room - below
  if (others.length > 0 && level >= ground.levelsBeside) return outlined(own(0), node, ground, left, level)
  const columns = columnsOf(ends, ground, left)
  if (others.length === 0 && columns.length === 1) {
    const [column] = columns as [Part<C>]
    const lines = column.arrivals.map(
      ([x, y]): CallLine => [
        [TRUNK, height],
        [TRUNK, y + below - GAP.below + GAP.boxes],
        [x, y + below - GAP.below + GAP.boxes],
      ],
    )
    return {
      width: column.width,
      height: height + GAP.boxes + column.height,
      boxes: [own(0), ...moved(column.boxes, 0, height + GAP.boxes)],
      lines,
      arrivals: [[width / 2, 0]],
    }
  }
  const parts = [...columns, ...others.map((call) => partOf(call, ground, left, level + 1))]
  const places: number[] = []
  let at = 0
  for (const part of parts) {
    places.push(at)
    at += part.width + GAP.columns
  }
  const whole = at - GAP.columns
  const gates = parts.map((part, index) => (places[index] ?? 0) + gateOf(part, index < columns.length))
  const middle = ((gates[0] ?? 0) + (gates.at(-1) ?? 0)) / 2
  const x = Math.max(0, Math.min(Math.max(whole, width) - width, middle - width / 2))
  const bus = height + GAP.below / 2
  const lines = parts.flatMap((part, index): CallLine[] => {
    const [gate, place] = [gates[index] ?? 0, places[index] ?? 0]
    return part.arrivals.map(([toX, toY]): CallLine => {
      const start = [
        [x + width / 2, height],
        [x + width / 2, bus],
        [gate, bus],
      ] as const
      return index < columns.length
        ? [...start, [gate, toY + below], [toX + place, toY + below]]
        : [...start, [gate, toY + below]]
    })
  })
  return {
    width: Math.max(whole, width),
    height: below + Math.max(...parts.map((part) => part.height)),
    boxes: [own(x), ...parts.flatMap((part, index) => moved(part.boxes, places[index] ?? 0, below))],
    lines: [
      ...lines,
      ...parts.flatMap((part, index) =>
        movedLines(inner(part, index < columns.length), places[index] ?? 0, below),
      ),
    ],
    arrivals: [[x + width / 2, 0]],
  }
}

/** Those somebody calls one below the other, each with whom they call. */
const outlined = <C>(
  own: PlacedBox<C>,
  node: ShapeNode<C>,
  ground: Ground<C>,
  room: number,
  level: number,
): Part<C> => {
  let y = own.height + GAP.boxes
  const boxes: PlacedBox<C>[] = [own]
  const lines: CallLine[] = []
  let width = ground.boxWidth
  for (const call of node.calls) {
    const part = partOf(call, ground, room, level + 1)
    const [first] = part.boxes
    const middle = y + (first?.height ?? 0) / 2
    lines.push(
      [
        [TRUNK, own.height],
        [TRUNK, middle],
        [GAP.indent, middle],
      ],
      ...movedLines(part.lines, GAP.indent, y),
    )
    boxes.push(...moved(part.boxes, GAP.indent, y))
    width = Math.max(width, GAP.indent + part.width)
    y += part.height + GAP.boxes
  }
  return { width, height: y - GAP.boxes, boxes, lines, arrivals: [[ground.boxWidth / 2, 0]] }
}

/** A column's own lines are those that lead into it, which its caller draws. */
const inner = <C>(part: Part<C>, isColumn: boolean): readonly CallLine[] => (isColumn ? [] : part.lines)

const gateOf = <C>(part: Part<C>, isColumn: boolean): number =>
  isColumn ? TRUNK : (part.arrivals[0]?.[0] ?? 0)

/** Boxes one below the other, in as many columns as the room is too low for one; arrivals are at their left. */
const columnsOf = <C>(ends: readonly ShapeNode<C>[], ground: Ground<C>, room: number): readonly Part<C>[] => {
  if (ends.length === 0) return []
  const heights = ends.map((end) => ground.boxHeight(end, ground.cut.has(end)))
  const tallest = Math.max(...heights)
  const fit = Math.max(1, Math.floor((room + GAP.boxes) / (tallest + GAP.boxes)))
  const count = Math.ceil(ends.length / fit)
  const each = Math.ceil(ends.length / count)
  const columns: Part<C>[] = []
  for (let from = 0; from < ends.length; from += each) {
    let y = 0
    const boxes = ends.slice(from, from + each).map((node, index): PlacedBox<C> => {
      const height = heights[from + index] ?? 0
      const box = { node, x: GAP.indent, y, height, isCut: ground.cut.has(node) }
      y += height + GAP.boxes
      return box
    })
    columns.push({
      width: GAP.indent + ground.boxWidth,
      height: y - GAP.boxes,
      boxes,
      lines: [],
      arrivals: boxes.map((box) => [box.x, box.y + box.height / 2] as const),
    })
  }
  return columns
}

const moved = <C>(boxes: readonly PlacedBox<C>[], x: number, y: number): readonly PlacedBox<C>[] =>
  boxes.map((box) => ({ ...box, x: box.x + x, y: box.y + y }))

const movedLines = (lines: readonly CallLine[], x: number, y: number): readonly CallLine[] =>
  lines.map((line) => line.map(([atX, atY]) => [atX + x, atY + y] as const))

const sizeOf = <C>({ calls }: ShapeNode<C>): number => calls.reduce((sum, call) => sum + sizeOf(call), 1)

/** Every node below the top that calls somebody and is drawn with them, the largest first. */
const cuttable = <C>(top: ShapeNode<C>, cut: ReadonlySet<ShapeNode<C>>): readonly ShapeNode<C>[] => {
  const found: ShapeNode<C>[] = []
  const look = (node: ShapeNode<C>) => {
    for (const call of node.calls) {
      if (call.calls.length === 0 || cut.has(call)) continue
      found.push(call)
      look(call)
    }
  }
  look(top)
  return found.sort((a, b) => sizeOf(b) - sizeOf(a))
}

/**
 * A tree in blocks that each fit into the room, its top first. A part is cut off whole; of somebody who calls too many
 * for one page the rest goes on in a block of their own.
 */
export const cutToFit = <C>(
  top: ShapeNode<C>,
  measures: TreeMeasures<C>,
  room: { readonly width: number; readonly first: number; readonly later: number },
): readonly TreeBlock<C>[] => {
  const blocks: TreeBlock<C>[] = []
  const waiting: { node: ShapeNode<C>; height: number }[] = [{ node: top, height: room.first }]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { height } = next
    let { node } = next
    const cut = new Set<ShapeNode<C>>()
    let block = shapeOf(node, measures, cut, height)
    while (block.width > room.width || block.height > height) {
      const [largest] = cuttable(node, cut)
      if (largest) cut.add(largest)
      else {
        const shorter = shortened(node)
        if (shorter === null) break
        node = shorter.node
        for (const part of shorter.cut) cut.add(part)
      }
      block = shapeOf(node, measures, cut, height)
    }
    blocks.push(block)
    for (const { node: drawn, isCut } of block.boxes)
      if (isCut) waiting.push({ node: drawn, height: room.later })
  }
  return blocks
}

/** Of those somebody calls, a tenth goes to the rest at a time; null where there is no more than one to leave. */
const shortened = <C>(node: ShapeNode<C>) => {
  const rest = node.calls.find(({ again }) => again)
  const own = node.calls.filter((call) => call !== rest)
  if (own.length < 2) return null
  const kept = own.slice(0, Math.max(1, Math.floor(own.length * 0.9)))
  const going = [...own.slice(kept.length), ...(rest?.calls ?? [])]
  const again: ShapeNode<C> = { who: node.who, calls: going, again: true }
  return { node: { ...node, calls: [...kept, again] }, cut: [again] }
}
