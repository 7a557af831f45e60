/** What a sheet said when it was given out against what it would say now, line by line. */

/** A line of a sheet: `key` is the id of the record it is of, `title` its name there, `text` the rest of the line. */
export type CopyLine = { readonly key: string; readonly title: string; readonly text: string }

export type LineChange =
  | { readonly kind: 'changed'; readonly key: string; readonly before: CopyLine; readonly after: CopyLine }
  | { readonly kind: 'gone'; readonly key: string; readonly before: CopyLine }
  | { readonly kind: 'added'; readonly key: string; readonly after: CopyLine }

/**
 * The lines that differ: changed and gone ones in the order of the paper, then added ones in the order they would have
 * now. A record may stand on a sheet more than once: lines of one key that are the same pair first, the others in order.
 * A line that only moved is no change: the paper still says what is true.
 */
export const changedLines = (
  before: readonly CopyLine[],
  after: readonly CopyLine[],
): readonly LineChange[] => {
  const left = byKey(after)
  // What stands there unchanged is nobody else's counterpart.
  const differing = before.filter((line) => {
    const same = left.get(line.key)?.findIndex((other) => isSame(line, other)) ?? -1
    if (same >= 0) left.get(line.key)?.splice(same, 1)
    return same < 0
  })
  const changes = differing.map((line): LineChange => {
    const now = left.get(line.key)?.shift()
    return now
      ? { kind: 'changed', key: line.key, before: line, after: now }
      : { kind: 'gone', key: line.key, before: line }
  })
  const added = new Set([...left.values()].flat())
  return [
    ...changes,
    ...after
      .filter((line) => added.has(line))
      .map((line): LineChange => ({ kind: 'added', key: line.key, after: line })),
  ]
}

const isSame = (a: CopyLine, b: CopyLine): boolean => a.title === b.title && a.text === b.text

const byKey = (lines: readonly CopyLine[]): Map<string, CopyLine[]> => {
  const groups = new Map<string, CopyLine[]>()
  for (const line of lines) {
    const group = groups.get(line.key)
    if (group) group.push(line)
    else groups.set(line.key, [line])
  }
  return groups
}

/** Whether a line says the same but for days, such as the one somebody was last reached on. */
export const isOnlyDays = (change: LineChange): boolean =>
  change.kind === 'changed' &&
  change.before.title === change.after.title &&
  withoutDays(change.before.text) === withoutDays(change.after.text)

const withoutDays = (text: string): string => text.replace(/ ?\d{4}-\d\d-\d\d(?= \/ |$)/g, '')

/** Divides the parts of a line. */
const PART = ' / '

/** A part of a line, and whether the other side of the change has it too. */
export type LinePart = { readonly text: string; readonly differs: boolean }

/** The parts of both sides of a changed line, those marked that only one side has. */
export const changedParts = (
  before: CopyLine,
  after: CopyLine,
): { readonly before: readonly LinePart[]; readonly after: readonly LinePart[] } => {
  const partsOf = (line: CopyLine): readonly string[] =>
    [line.title, ...line.text.split(PART)].filter(Boolean)
  const mark = (parts: readonly string[], others: readonly string[]): readonly LinePart[] => {
    const left = [...others]
    return parts.map((text) => {
      const at = left.indexOf(text)
      if (at >= 0) left.splice(at, 1)
      return { text, differs: at < 0 }
    })
  }
  const [was, is] = [partsOf(before), partsOf(after)]
  return { before: mark(was, is), after: mark(is, was) }
}

/** Whether a sheet holds something of a record: a line of its own, or its name in another's line. */
export const holdsRecord = (lines: readonly CopyLine[], record: string, name: string): boolean =>
  lines.some(
    (line) => line.key === record || (name !== '' && (line.title.includes(name) || line.text.includes(name))),
  )
