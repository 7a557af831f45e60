/** Copies as a person deals with them: those of one printing together, those that want something first. */
import type { CopyState, JudgedCopy } from '../../generic/copies/use-copy-states'

/** Which copies are looked at. */
export const filters = ['inUse', 'stale', 'unreceived', 'collected'] as const
export type CopyFilter = (typeof filters)[number]

export type CopyGroup = {
  readonly key: string
  readonly title: string
  readonly list: JudgedCopy['list']
  readonly judged: CopyState
  readonly copies: readonly JudgedCopy[]
}

const isShown = ({ judged, values }: JudgedCopy, filter: CopyFilter): boolean => {
  if (filter === 'collected' || judged.state === 'collected')
    return filter === 'collected' && judged.state === 'collected'
  if (filter === 'stale') return judged.state === 'stale'
  return filter === 'inUse' || values.receivedOn === undefined
}

const order: { readonly [S in CopyState['state']]: number } = {
  stale: 0,
  unknown: 1,
  current: 2,
  collected: 3,
}

const printedAt = ({ copies }: CopyGroup): string => copies[0]?.values.printedAt ?? ''

/** Copies that pass the filter, by printing: stale ones first, of one kind the newest first. */
export const groupCopies = (copies: readonly JudgedCopy[], filter: CopyFilter): readonly CopyGroup[] => {
  const groups = new Map<string, JudgedCopy[]>()
  for (const copy of copies) {
    if (!isShown(copy, filter)) continue
    // The same lines of the same list were printed at the same state: they are stale together.
    const { lines, version } = copy.values
    const key = lines
      ? [copy.list?.id, lines.sha256, version, copy.judged.state].join(' ')
      : `${copy.id} ${copy.judged.state}`
    groups.set(key, [...(groups.get(key) ?? []), copy])
  }
  return [...groups]
    .map(([key, members]): CopyGroup => {
      const first = members[0] as JudgedCopy
      return {
        key,
        title: first.values.name ?? '',
        list: first.list,
        judged: first.judged,
        copies: members,
      }
    })
    .sort(
      (a, b) =>
        order[a.judged.state] - order[b.judged.state] ||
        Number(printedAt(b) > printedAt(a)) - Number(printedAt(b) < printedAt(a)),
    )
}
