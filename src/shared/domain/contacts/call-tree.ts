/** Who calls whom: a forest made from "called by", with what does not fit into one named. */

export type Caller = { readonly id: string; readonly calledBy: string | null }

export type CallNode<C extends Caller> = {
  readonly who: C
  readonly calls: readonly CallNode<C>[]
}

export type CallTree<C extends Caller> = {
  /** Those who call others and are called by nobody on the list, in the order given. */
  readonly roots: readonly CallNode<C>[]
  /** Those nobody on the list calls, and who call nobody. */
  readonly uncalled: readonly C[]
  /** Circles of calls, each in the order of the calls; the first of each is called by nobody in the tree instead. */
  readonly circles: readonly (readonly C[])[]
}

/** The tree of those given. Who is called by somebody not among them counts as called by nobody. */
export const callTree = <C extends Caller>(people: readonly C[]): CallTree<C> => {
  const byId = new Map(people.map((each) => [each.id, each]))
  const callerOf = (each: C): C | undefined => (each.calledBy === null ? undefined : byId.get(each.calledBy))
  const circles = findCircles(people, callerOf)
  const broken = new Set(circles.map(([first]) => first))
  const calls = new Map<C, C[]>()
  for (const each of people) {
    const caller = broken.has(each) ? undefined : callerOf(each)
    if (caller) calls.set(caller, [...(calls.get(caller) ?? []), each])
  }
  const tops = people.filter((each) => broken.has(each) || callerOf(each) === undefined)
  const nodeOf = (who: C): CallNode<C> => ({ who, calls: (calls.get(who) ?? []).map(nodeOf) })
  return {
    roots: tops.filter((each) => calls.has(each)).map(nodeOf),
    uncalled: tops.filter((each) => !calls.has(each)),
    circles,
  }
}

/** Everybody has one caller at most, so that circles are apart from each other. Each begins with who comes first in the list. */
const findCircles = <C extends Caller>(
  people: readonly C[],
  callerOf: (each: C) => C | undefined,
): readonly (readonly C[])[] => {
  const seen = new Set<C>()
  const circles: C[][] = []
  for (const start of people) {
    const way: C[] = []
    let at: C | undefined = start
    while (at && !seen.has(at)) {
      seen.add(at)
      way.push(at)
      at = callerOf(at)
    }
    const from = at ? way.indexOf(at) : -1
    if (from < 0) continue
    // The way goes from who is called to who calls; a circle is told in the order of the calls.
    const circle = way.slice(from).reverse()
    const first = people.find((each) => circle.includes(each))
    const begin = circle.indexOf(first as C)
    circles.push([...circle.slice(begin), ...circle.slice(0, begin)])
  }
  const placeOf = ([first]: readonly C[]) => people.indexOf(first as C)
  return circles.sort((a, b) => placeOf(a) - placeOf(b))
}

/** How many people stand in a tree, its top among them. */
export const sizeOf = <C extends Caller>({ calls }: CallNode<C>): number =>
  calls.reduce((sum, node) => sum + sizeOf(node), 1)
