import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerValues, type CheckNumber, nextPlace, outcomeOf, tally, withRows } from './check-round'

const START = '2026-11-20'
const number = (part: Partial<CheckNumber> = {}): CheckNumber => ({
  id: 'phone:1',
  number: '090-0000-0001',
  checkedOn: null,
  unreachedOn: null,
  isNew: false,
  ...part,
})
const same = (a: string, b: string): boolean => a.replaceAll('-', '') === b.replaceAll('-', '')

describe('what became of a number', () => {
  test.each<[string | null, string | null, string]>([
    [null, null, 'left'],
    ['2026-11-19', '2026-11-18', 'left'],
    ['2026-11-20', null, 'reached'],
    ['2026-11-19', '2026-11-20', 'unreached'],
    [null, '2026-11-22', 'unreached'],
    ['2026-11-22', '2026-11-21', 'reached'],
    ['2026-11-21', '2026-11-22', 'unreached'],
    ['2026-11-21', '2026-11-21', 'unreached'],
  ])('checked %s, in vain %s: %s', (checkedOn, unreachedOn, outcome) => {
    expect(outcomeOf({ checkedOn, unreachedOn }, START)).toBe(outcome)
  })
})

const anyDay = fc.option(
  fc.constantFrom('2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'),
)
const anyNumber = fc.record({
  id: fc.string(),
  number: fc.constantFrom('090-0000-0001', '09000000001', '03-0000-0002'),
  checkedOn: anyDay,
  unreachedOn: anyDay,
  isNew: fc.boolean(),
})

/** The last thing that was done, told plainly: a list of events, sorted by day, a call in vain behind one that reached. */
const slowOutcome = (one: CheckNumber): string => {
  const events = [
    { day: one.checkedOn, what: 'reached', order: 1 },
    { day: one.unreachedOn, what: 'unreached', order: 2 },
  ]
    .filter(({ day }) => day !== null)
    .sort((a, b) => String(a.day).localeCompare(String(b.day)) || a.order - b.order)
  const last = events.at(-1)
  return last && String(last.day) >= START ? last.what : 'left'
}

test('the outcome is what was done last since the round began', () => {
  fc.assert(
    fc.property(anyNumber, (one) => {
      expect(outcomeOf(one, START)).toBe(slowOutcome(one))
    }),
  )
})

test('every number is counted once', () => {
  fc.assert(
    fc.property(fc.array(anyNumber), (numbers) => {
      const { reached, unreached, left } = tally(numbers, START)
      expect(reached.length + unreached.length + left.length).toBe(numbers.length)
      for (const one of left) expect(slowOutcome(one)).toBe('left')
    }),
  )
})

describe('an answer', () => {
  test('writes the day somebody was reached, or was called in vain', () => {
    expect(answerValues(number(), { how: 'reached' }, '2026-11-22', same)).toEqual({
      checkedOn: '2026-11-22',
    })
    expect(answerValues(number(), { how: 'unreached' }, '2026-11-22', same)).toEqual({
      unreachedOn: '2026-11-22',
    })
  })

  test('with a new number writes both; the same number in another writing is none', () => {
    expect(answerValues(number(), { how: 'unreached', number: '090-0000-0009' }, '2026-11-22', same)).toEqual(
      { number: '090-0000-0009', unreachedOn: '2026-11-22' },
    )
    expect(answerValues(number(), { how: 'reached', number: '09000000001' }, '2026-11-22', same)).toEqual({
      checkedOn: '2026-11-22',
    })
  })

  test('from a paper of an earlier day than the last call changes nothing', () => {
    const known = number({ checkedOn: '2026-11-22' })
    expect(answerValues(known, { how: 'unreached' }, '2026-11-20', same)).toBeNull()
    expect(answerValues(known, { how: 'reached' }, '2026-11-20', same)).toBeNull()
  })

  test('given again changes nothing; the other one of the same day does', () => {
    const known = number({ checkedOn: '2026-11-22' })
    expect(answerValues(known, { how: 'reached' }, '2026-11-22', same)).toBeNull()
    expect(answerValues(known, { how: 'unreached' }, '2026-11-22', same)).toEqual({
      unreachedOn: '2026-11-22',
    })
  })

  test('leaves the outcome it says, unless it is older than what is known', () => {
    fc.assert(
      fc.property(anyNumber, fc.constantFrom('reached', 'unreached'), (one, how) => {
        const values = answerValues(one, { how }, '2026-11-22', same)
        // As the plan does: whoever was reached is not unreached.
        const after = { ...one, ...(values?.checkedOn ? { unreachedOn: null } : {}), ...values }
        expect(outcomeOf(after, START)).toBe(how)
      }),
    )
  })
})

test('the next place is the nearest wanted one, in either direction', () => {
  const wanted = new Set([1, 3, 4])
  const isWanted = (at: number) => wanted.has(at)
  expect(nextPlace(6, -1, 1, isWanted)).toBe(1)
  expect(nextPlace(6, 1, 1, isWanted)).toBe(3)
  expect(nextPlace(6, 4, 1, isWanted)).toBeNull()
  expect(nextPlace(6, 4, -1, isWanted)).toBe(3)
  expect(nextPlace(6, 1, -1, isWanted)).toBeNull()
})

test('rows never move: what came later stands behind', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'))
  fc.assert(
    fc.property(fc.array(ids), (times) => {
      let rows: readonly string[] = []
      for (const now of times) {
        const next = withRows(rows, now)
        expect(next.slice(0, rows.length)).toEqual(rows)
        expect(new Set(next).size).toBe(next.length)
        for (const id of now) expect(next).toContain(id)
        rows = next
      }
    }),
  )
})
