import { describe, expect, it } from 'vitest'
import { type Alphabet, indexLetters, initialOf, nameKey, soundOf } from './initials'

const inOrder = (alphabet: Alphabet, names: readonly (readonly [string, string])[]) =>
  names.toSorted((a, b) => (nameKey(alphabet, ...a) < nameKey(alphabet, ...b) ? -1 : 1)).map(([name]) => name)

describe('in Japanese', () => {
  it('a name in Latin letters without a reading stands under A–Z, kanji without one under no letter', () => {
    expect(initialOf('kana', 'John Smith', '')).toBe('A')
    expect(initialOf('kana', 'サトウ', ' ')).toBe('さ')
    expect(initialOf('kana', '山田', '')).toBeNull()
    expect(initialOf('kana', 'John Smith', 'じょん すみす')).toBe('さ')
    expect(soundOf('山田', '')).toBe('')
  })

  it('Latin names come behind kana', () => {
    expect(
      inOrder('kana', [
        ['Bob', ''],
        ['渡辺', 'わたなべ'],
        ['Alice', ''],
        ['青木', 'あおき'],
      ]),
    ).toEqual(['青木', '渡辺', 'Alice', 'Bob'])
  })
})

describe('in English', () => {
  it('the first Latin letter of the name counts, whatever its reading, case, width and accents', () => {
    expect(initialOf('latin', 'Hanako Mihon', 'みほん はなこ')).toBe('H')
    expect(initialOf('latin', 'émile', '')).toBe('E')
    expect(initialOf('latin', 'Ｂｏｂ', '')).toBe('B')
  })

  it('a name in other writing stands under its reading in Latin letters, or under #', () => {
    expect(initialOf('latin', '田中', 'Tanaka')).toBe('T')
    expect(initialOf('latin', '田中', 'たなか')).toBe('#')
    expect(initialOf('latin', '3M', '')).toBe('#')
  })

  it('names go from A to Z, others last by how they are read, figures by their size', () => {
    const names = [
      ['山田', 'やまだ'],
      ['Zoe', ''],
      ['alan 10', ''],
      ['青木', 'あおき'],
      ['Alan 2', ''],
    ] as const
    expect(inOrder('latin', names)).toEqual(['Alan 2', 'alan 10', 'Zoe', '青木', '山田'])
  })
})

it('every initial is a letter of its index', () => {
  for (const alphabet of ['kana', 'latin'] as const)
    for (const name of ['Öl', 'ーあ', '山', '#1', '', 'ｱ', 'ß', 'Ж'])
      expect(indexLetters[alphabet]).toContain(initialOf(alphabet, name, ''))
})
