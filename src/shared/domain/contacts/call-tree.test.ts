import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Caller, type CallNode, callTree, sizeOf } from './call-tree'

const people = (...pairs: readonly (readonly [id: string, calledBy: string | null])[]): readonly Caller[] =>
  pairs.map(([id, calledBy]) => ({ id, calledBy }))

const written = ({ who, calls }: CallNode<Caller>): string =>
  calls.length === 0 ? who.id : `${who.id}(${calls.map(written).join(' ')})`

const told = (given: readonly Caller[]) => {
  const { roots, uncalled, circles } = callTree(given)
  return {
    roots: roots.map(written),
    uncalled: uncalled.map(({ id }) => id),
    circles: circles.map((circle) => circle.map(({ id }) => id).join('→')),
  }
}

describe('a call tree', () => {
  it('begins with who is called by nobody, in the order of the list', () => {
    expect(told(people(['c', 'a'], ['a', null], ['b', 'a'], ['d', 'b']))).toEqual({
      roots: ['a(c b(d))'],
      uncalled: [],
      circles: [],
    })
  })

  it('names who is called by nobody and calls nobody', () => {
    expect(told(people(['a', null], ['b', 'a'], ['x', null], ['y', 'elsewhere']))).toEqual({
      roots: ['a(b)'],
      uncalled: ['x', 'y'],
      circles: [],
    })
  })

  it('names a circle in the order of its calls and breaks it at who comes first in the list', () => {
    expect(told(people(['a', null], ['b', 'd'], ['c', 'b'], ['d', 'c'], ['e', 'c']))).toEqual({
      roots: ['b(c(d e))'],
      uncalled: ['a'],
      circles: ['b→c→d'],
    })
    expect(told(people(['a', 'a'])).circles).toEqual(['a'])
  })

  it('holds everybody exactly once, whoever is said to call whom', () => {
    const anyPeople = fc
      .array(fc.option(fc.nat(11)), { maxLength: 12 })
      .map((callers) =>
        callers.map((by, index) => ({ id: String(index), calledBy: by === null ? null : String(by) })),
      )
    fc.assert(
      fc.property(anyPeople, (given) => {
        const { roots, uncalled, circles } = callTree(given)
        const all: string[] = uncalled.map(({ id }) => id)
        const walk = ({ who, calls }: CallNode<Caller>) => {
          all.push(who.id)
          for (const call of calls) {
            expect(call.who.calledBy).toBe(who.id)
            walk(call)
          }
        }
        roots.forEach(walk)
        expect(all.sort()).toEqual(given.map(({ id }) => id).sort())
        expect(roots.reduce((sum, root) => sum + sizeOf(root), uncalled.length)).toBe(given.length)
        expect(circles.map((circle) => circle.map(({ id }) => id).sort())).toEqual(plainCircles(given))
      }),
      { numRuns: 500 },
    )
  })
})

/** Circles the slow way: who comes back to themselves when everybody's caller is followed long enough. */
const plainCircles = (given: readonly Caller[]): readonly (readonly string[])[] => {
  const callerOf = (id: string) => given.find((each) => each.id === id)?.calledBy ?? null
  const found: string[][] = []
  for (const { id } of given) {
    const way: string[] = []
    let at: string | null = id
    for (let step = 0; step < given.length && at !== null; step += 1) {
      at = callerOf(at)
      if (at !== null && given.some((each) => each.id === at)) way.push(at)
      else at = null
      if (at === id) break
    }
    if (at === id && !found.some((circle) => circle.includes(id))) found.push(way.sort())
  }
  return found
}
