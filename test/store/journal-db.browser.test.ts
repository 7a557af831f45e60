import { describe, expect, test } from 'vitest'
import { type JournalDb, openJournalDb } from '../../src/renderer/store/journal-db'

let names = 0
const openJournal = async (): Promise<JournalDb> => {
  names += 1
  const journal = await openJournalDb(`daicho-journal-test${names}${Date.now()}`)
  if ('type' in journal) throw new Error(journal.type)
  return journal
}

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`)

const readAll = async (journal: JournalDb, from: number) => {
  const read: string[] = []
  for await (const batch of journal.read('dev1', from)) {
    expect(batch.from).toBe(from + read.length)
    read.push(...batch.lines)
  }
  return read
}

/** A tail that was open when the browser fell behind, packs filled from the vault, and a tail again. */
const mixed = async (): Promise<JournalDb> => {
  const journal = await openJournal()
  await journal.append('dev1', 1, lines(1, 3), 'h3')
  await journal.appendPacked('dev1', 4, lines(4, 6), 'h6')
  await journal.append('dev1', 7, lines(7, 8), 'h8')
  await journal.appendPacked('dev1', 9, lines(9, 9), 'h9')
  return journal
}

describe('A journal of tails and packs in any order', () => {
  const check = async (journal: JournalDb) => {
    for (let from = 1; from <= 9; from += 1) {
      expect(await readAll(journal, from)).toEqual(lines(from, 9))
      expect(await journal.line(`dev1:${from}`)).toBe(`line ${from}`)
      expect(await journal.range('dev1', from, Math.min(9, from + 4))).toEqual(
        lines(from, Math.min(9, from + 4)),
      )
    }
    expect(await journal.line('dev1:10')).toBeUndefined()
    expect(journal.heads()).toEqual({ dev1: { seq: 9, hash: 'h9' } })
  }

  test('is read in order from any line on', async () => {
    const journal = await mixed()
    await check(journal)
    journal.close()
  })

  test('reads the same when its tails are closed', async () => {
    const journal = await mixed()
    await journal.closePacks(0)
    await check(journal)
    journal.close()
  })

  test('keeps what is set aside and goes on from before it', async () => {
    for (const close of [false, true]) {
      const journal = await mixed()
      if (close) await journal.closePacks(0)
      await journal.setAside('dev1', 6, { seq: 5, hash: 'h5' })
      expect(await readAll(journal, 1)).toEqual(lines(1, 5))
      expect((await journal.branches()).map(({ seq, line }) => [seq, line])).toEqual(
        [6, 7, 8, 9].map((seq) => [seq, `line ${seq}`]),
      )
      await journal.append('dev1', 6, ['other 6'], 'o6')
      expect(await readAll(journal, 5)).toEqual(['line 5', 'other 6'])
      journal.close()
    }
  })

  test('replaces one line wherever it lies', async () => {
    const journal = await mixed()
    for (const seq of [2, 5, 8]) await journal.replace('dev1', seq, `struck ${seq}`)
    const expected = lines(1, 9).map((line, at) => ([1, 4, 7].includes(at) ? `struck ${at + 1}` : line))
    expect(await readAll(journal, 1)).toEqual(expected)
    await journal.closePacks(0)
    expect(await readAll(journal, 1)).toEqual(expected)
    journal.close()
  })
})
