import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutToFit, type ShapeNode, shapeOf, type TreeBlock, type TreeMeasures } from './tree-shape'

type Who = { readonly id: number; readonly height: number }
type Node = ShapeNode<Who>

const measures = (levelsBeside: number): TreeMeasures<Who> => ({
  boxWidth: 50,
  boxHeight: ({ who, again }, isCut) => (again && isCut ? 10 : who.height + (isCut ? 5 : 0)),
  levelsBeside,
})

let count = 0
const node = (calls: readonly Node[] = [], height = 15): Node => ({ who: { id: count++, height }, calls })

/** Up to 60 people, each called by somebody before them; heights as they come. */
const anyTree: fc.Arbitrary<Node> = fc
  .array(fc.record({ by: fc.nat(), height: fc.integer({ min: 10, max: 30 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((people) => {
    const calls = people.map((): number[] => [])
    people.forEach(({ by }, index) => {
      if (index > 0) calls[by % index]?.push(index)
    })
    const nodeOf = (index: number): Node => ({
      who: { id: index, height: people[index]?.height ?? 0 },
      calls: (calls[index] ?? []).map(nodeOf),
    })
    return nodeOf(0)
  })

const everybody = ({ who, calls }: Node): readonly Who[] => [who, ...calls.flatMap(everybody)]

const overlap = (a: TreeBlock<Who>['boxes'][number], b: TreeBlock<Who>['boxes'][number]): boolean =>
  a.x < b.x + 50 - 0.01 && b.x < a.x + 50 - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01

/** No box lies on another or outside its block, and every line leads from who calls to who is called. */
const isSound = (block: TreeBlock<Who>): void => {
  for (const [index, box] of block.boxes.entries()) {
    expect(box.x).toBeGreaterThanOrEqual(-0.01)
    expect(box.y).toBeGreaterThanOrEqual(-0.01)
    expect(box.x + 50).toBeLessThanOrEqual(block.width + 0.01)
    expect(box.y + box.height).toBeLessThanOrEqual(block.height + 0.01)
    for (const other of block.boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false)
  }
  const at = (box: TreeBlock<Who>['boxes'][number], [x, y]: readonly [number, number]) =>
    x > box.x - 0.01 && x < box.x + 50.01 && y > box.y - 0.01 && y < box.y + box.height + 0.01
  const pairs = block.lines.map((line) => {
    const from = block.boxes.find((box) => at(box, line[0] ?? [-1, -1]))
    const to = block.boxes.find((box) => at(box, line.at(-1) ?? [-1, -1]))
    expect(from?.node.calls.some((call) => call === to?.node)).toBe(true)
    return to?.node
  })
  // Everybody but the top is called by exactly one line.
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(pairs).toHaveLength(block.boxes.length - 1)
}

describe('the shape of a call tree', () => {
  it.each([Number.POSITIVE_INFINITY, 2, 1, 0])(
    'lays no box on another and draws a line to everybody who is called (%d levels beside)',
    (levels) => {
      fc.assert(
        fc.property(anyTree, (tree) => {
          const block = shapeOf(tree, measures(levels), new Set(), 260)
          expect(block.boxes).toHaveLength(everybody(tree).length)
          isSound(block)
        }),
        { numRuns: 150 },
      )
    },
  )

  it.each([Number.POSITIVE_INFINITY, 2, 1, 0])(
    'is cut into blocks that fit the page and hold everybody once (%d levels beside)',
    (levels) => {
      const room = { width: 175, first: 180, later: 250 }
      fc.assert(
        fc.property(anyTree, (tree) => {
          const blocks = cutToFit(tree, measures(levels), room)
          const drawn = blocks.flatMap(({ boxes }) =>
            boxes.filter(({ isCut, node: { again } }) => !isCut && !again).map(({ node: { who } }) => who),
          )
          expect(new Set(drawn)).toEqual(new Set(everybody(tree)))
          expect(drawn).toHaveLength(everybody(tree).length)
          for (const [index, block] of blocks.entries()) {
            isSound(block)
            expect(block.width).toBeLessThanOrEqual(room.width)
            expect(block.height).toBeLessThanOrEqual(index === 0 ? room.first : room.later)
          }
          // Whatever is cut off begins a block of its own.
          const cut = blocks.flatMap(({ boxes }) => boxes.filter(({ isCut }) => isCut))
          expect(blocks).toHaveLength(cut.length + 1)
        }),
        { numRuns: 150 },
      )
    },
  )

  it('goes on elsewhere for who calls more people than a page holds', () => {
    const tree = node(Array.from({ length: 200 }, () => node()))
    const blocks = cutToFit(tree, measures(2), { width: 175, first: 180, later: 250 })
    expect(blocks.length).toBeGreaterThan(4)
    expect(blocks.slice(1).every(({ top }) => top.again === true && top.who === tree.who)).toBe(true)
    const called = blocks.flatMap(({ boxes }) => boxes.slice(1).filter(({ isCut }) => !isCut))
    expect(called).toHaveLength(200)
    blocks.forEach(isSound)
  })

  it('stands people who call nobody below each other, and whoever calls others beside them', () => {
    const [a, b, c] = [node(), node(), node([node(), node()])]
    const { boxes } = shapeOf(node([a, b, c]), measures(Number.POSITIVE_INFINITY), new Set(), 250)
    const box = (of: Node) => boxes.find((each) => each.node === of)
    expect(box(a)?.x).toBe(box(b)?.x)
    expect(box(b)?.y).toBeGreaterThan(box(a)?.y ?? 0)
    expect(box(c)?.x).toBeGreaterThan((box(a)?.x ?? 0) + 50)
    expect(box(c)?.y).toBe(box(a)?.y)
  })
})
