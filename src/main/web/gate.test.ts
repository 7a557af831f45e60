import { expect, test } from 'vitest'
import { createGate, sameText, TOKEN_LIFE_MS } from './gate'

/** A gate whose clock and chance the test holds. */
const createdGate = (port = 47600) => {
  let now = 0
  let count = 0
  const gate = createGate({ port, now: () => now, random: () => `random${++count}` })
  return { gate, wait: (milliseconds: number) => (now += milliseconds) }
}

test('a token lets in once', () => {
  const { gate } = createdGate()
  const token = gate.issueToken()
  expect(gate.enter(token)).not.toBeNull()
  expect(gate.enter(token)).toBeNull()
})

test('a token dies after 60 seconds', () => {
  const { gate, wait } = createdGate()
  const [inTime, late] = [gate.issueToken(), gate.issueToken()]
  wait(TOKEN_LIFE_MS)
  expect(gate.enter(inTime)).not.toBeNull()
  wait(1)
  expect(gate.enter(late)).toBeNull()
})

test('a token nobody gave out lets nobody in', () => {
  const { gate } = createdGate()
  gate.issueToken()
  for (const guess of ['', 'random', 'random2', '__proto__']) expect(gate.enter(guess)).toBeNull()
})

test('cookie, key and secret of a session are three different things, and no two sessions share one', () => {
  const { gate } = createdGate()
  const sessions = [gate.enter(gate.issueToken()), gate.enter(gate.issueToken())]
  const all = sessions.flatMap((session) => Object.values(session ?? {}))
  expect(new Set(all).size).toBe(6)
})

test('a session is known by the cookie of this port and by no other', () => {
  const { gate } = createdGate(47600)
  const session = gate.enter(gate.issueToken())
  expect(gate.sessionOf(`daicho-47600=${session?.cookie}`)).toBe(session)
  expect(gate.sessionOf(`other=1; daicho-47600=${session?.cookie}; more=2`)).toBe(session)
  expect(gate.sessionOf(`daicho-47601=${session?.cookie}`)).toBeNull()
  expect(gate.sessionOf(`daicho-47600=${session?.key}`)).toBeNull()
  expect(gate.sessionOf(undefined)).toBeNull()
})

test('a cookie that another port has put in front of the right one does not shut the window out', () => {
  const { gate } = createdGate()
  const session = gate.enter(gate.issueToken())
  expect(gate.sessionOf(`daicho-47600=planted; daicho-47600=${session?.cookie}`)).toBe(session)
})

test('texts are the same only when all of them is', () => {
  expect(sameText('abc', 'abc')).toBe(true)
  for (const other of ['', 'ab', 'abcd', 'abC']) expect(sameText('abc', other)).toBe(false)
})
