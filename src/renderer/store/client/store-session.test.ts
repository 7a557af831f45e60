import { describe, expect, it, vi } from 'vitest'
import type { StoreEvent } from '../store-api'
import { StoreSession } from './store-session'

const changed = (...recordTypes: string[]): StoreEvent => ({ type: 'changed', recordTypes, ids: [] })

/** A session whose worker speaks when the test says so. */
const heard = () => {
  let tell: (event: StoreEvent) => void = () => {}
  const session = new StoreSession({
    store: {} as StoreSession['store'],
    on: (listener) => {
      tell = listener
      return () => {
        tell = () => {}
      }
    },
  })
  const stop = session.listen()
  return { session, stop, tell: (event: StoreEvent) => tell(event) }
}

const people = (event: StoreEvent) => event.type === 'changed' && event.recordTypes.includes('person')

describe('the session of an open ledger', () => {
  it('asks one question once for everybody who asks it', async () => {
    const { session } = heard()
    const read = vi.fn(async () => 1)
    const held = session.held('people', read, people)
    expect(session.held('people', read, people)).toBe(held)
    session.watch(held, () => {})
    session.watch(held, () => {})
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('asks again what is looked at when it was touched, and nothing else', async () => {
    const { session, tell } = heard()
    const read = vi.fn(async () => 1)
    const held = session.held('people', read, people)
    const told = new Promise<void>((done) => session.watch(held, done))
    await told
    tell(changed('office'))
    expect(read).toHaveBeenCalledTimes(1)
    tell(changed('person'))
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('forgets what nobody looks at once it is out of date', async () => {
    const { session, tell } = heard()
    const held = session.held('people', async () => 1, people)
    await new Promise<void>((done) => {
      const leave = session.watch(held, () => {
        leave()
        done()
      })
    })
    expect(session.held('people', async () => 2, people)).toBe(held)
    tell(changed('person'))
    expect(session.held('people', async () => 2, people)).not.toBe(held)
  })

  it('keeps what is looked at up to date even after its key was forgotten', async () => {
    const { session, tell } = heard()
    const read = vi.fn(async () => 1)
    const held = session.held('people', read, people)
    // Drawn, but not yet looked at, when the event comes.
    tell(changed('person'))
    session.watch(held, () => {})
    await Promise.resolve()
    tell(changed('person'))
    await new Promise<void>((done) => setImmediate(done))
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('tells listeners after the answers were asked for again, and stops when told to', () => {
    const { session, stop, tell } = heard()
    const listener = vi.fn()
    session.on(listener)
    tell(changed('person'))
    stop()
    tell(changed('person'))
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
