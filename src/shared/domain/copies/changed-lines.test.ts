import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CopyLine,
  changedLines,
  changedParts,
  holdsRecord,
  isOnlyDays,
  type LineChange,
} from './changed-lines'

const line = (key: string, text: string, title = key): CopyLine => ({ key, title, text })

describe('what changed on a sheet', () => {
  test('is nothing where it says the same, in whatever order', () => {
    const lines = [line('a', '1'), line('b', '2'), line('a', '3')]
    expect(changedLines(lines, lines.toReversed())).toEqual([])
  })

  test('is a line that says something else, before and after', () => {
    expect(changedLines([line('a', '090')], [line('a', '080')])).toEqual([
      { kind: 'changed', key: 'a', before: line('a', '090'), after: line('a', '080') },
    ])
  })

  test('is another name too', () => {
    expect(changedLines([line('a', '090', '高橋')], [line('a', '090', '髙橋')])).toMatchObject([
      { kind: 'changed' },
    ])
  })

  test('is who went in the order of the paper, then who came in the order of now', () => {
    const changes = changedLines(
      [line('a', ''), line('b', ''), line('c', '')],
      [line('e', ''), line('b', ''), line('d', '')],
    )
    expect(changes.map(({ kind, key }) => [kind, key])).toEqual([
      ['gone', 'a'],
      ['gone', 'c'],
      ['added', 'e'],
      ['added', 'd'],
    ])
  })

  test('of somebody who stands there twice, is the one line that changed', () => {
    expect(changedLines([line('a', '1'), line('a', '2')], [line('a', '2'), line('a', '3')])).toEqual([
      { kind: 'changed', key: 'a', before: line('a', '1'), after: line('a', '3') },
    ])
  })
})

/** The same question, answered by counting: slow and plain. */
const slowCounts = (before: readonly CopyLine[], after: readonly CopyLine[]) => {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))].sort()
  return keys.flatMap((key) => {
    const was = before.filter((one) => one.key === key).map((one) => `${one.title}\n${one.text}`)
    const is = after.filter((one) => one.key === key).map((one) => `${one.title}\n${one.text}`)
    const onlyIn = (some: readonly string[], others: readonly string[]): number =>
      [...new Set(some)].reduce((sum, text) => {
        const more = some.filter((one) => one === text).length - others.filter((one) => one === text).length
        return sum + Math.max(0, more)
      }, 0)
    const [less, more] = [onlyIn(was, is), onlyIn(is, was)]
    const changed = Math.min(less, more)
    return [{ key, changed, gone: less - changed, added: more - changed }]
  })
}

const anyLine = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  title: fc.constantFrom('x', 'y'),
  text: fc.constantFrom('1', '2', '3'),
})
const anyLines = fc.array(anyLine, { maxLength: 12 })

/** Doing what the changes say makes the one sheet from the other. */
const applied = (before: readonly CopyLine[], changes: readonly LineChange[]): string[] => {
  const lines = before.map((one) => JSON.stringify(one))
  for (const change of changes) {
    if (change.kind !== 'added') lines.splice(lines.indexOf(JSON.stringify(change.before)), 1)
    if (change.kind !== 'gone') lines.push(JSON.stringify(change.after))
  }
  return lines.sort()
}

test('changes are as few as counting says, and lead from the one sheet to the other', () => {
  fc.assert(
    fc.property(anyLines, anyLines, (before, after) => {
      const changes = changedLines(before, after)
      const counted = (key: string, kind: LineChange['kind']): number =>
        changes.filter((one) => one.key === key && one.kind === kind).length
      for (const { key, changed, gone, added } of slowCounts(before, after))
        expect([counted(key, 'changed'), counted(key, 'gone'), counted(key, 'added')]).toEqual([
          changed,
          gone,
          added,
        ])
      expect(applied(before, changes)).toEqual(after.map((one) => JSON.stringify(one)).sort())
    }),
  )
})

test('of a changed line only the parts that differ are marked', () => {
  const { before, after } = changedParts(
    line('a', '総務部 / 携帯 090-0000-0001', '髙橋 花子'),
    line('a', '経理部 / 携帯 090-0000-0001', '髙橋 花子'),
  )
  expect(before.map(({ text, differs }) => [text, differs])).toEqual([
    ['髙橋 花子', false],
    ['総務部', true],
    ['携帯 090-0000-0001', false],
  ])
  expect(after.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['経理部'])
})

test('a line in which only days moved on is told from one that says something else', () => {
  const changed = (before: string, after: string, title = 'a'): LineChange => ({
    kind: 'changed',
    key: 'a',
    before: line('a', before),
    after: line('a', after, title),
  })
  expect(
    isOnlyDays(changed('携帯 090-0000-0001 2026-05-01 / 総務部', '携帯 090-0000-0001 2026-11-22 / 総務部')),
  ).toBe(true)
  expect(isOnlyDays(changed('携帯 090-0000-0001', '携帯 090-0000-0001 2026-11-22'))).toBe(true)
  expect(isOnlyDays(changed('携帯 090-0000-0001 2026-05-01', '携帯 090-0000-0009 2026-11-22'))).toBe(false)
  expect(isOnlyDays(changed('1 2026-05-01', '1 2026-11-22', 'b'))).toBe(false)
  expect(isOnlyDays({ kind: 'gone', key: 'a', before: line('a', '') })).toBe(false)
})

test('a sheet holds a person in a line of their own or by name in that of another', () => {
  const lines = [line('person:1', '代理 髙橋 花子', '佐藤 一'), line('person:2', '', '鈴木 二')]
  expect(holdsRecord(lines, 'person:2', '')).toBe(true)
  expect(holdsRecord(lines, 'person:3', '髙橋 花子')).toBe(true)
  expect(holdsRecord(lines, 'person:3', '')).toBe(false)
  expect(holdsRecord(lines, 'person:4', '田中')).toBe(false)
})
