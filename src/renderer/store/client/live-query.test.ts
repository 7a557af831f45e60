import { describe, expect, it } from 'vitest'
import { LiveQuery } from './live-query'

/** A question whose answers the test gives by hand. */
const asked = () => {
  const open: { answer: (value: string) => void; fail: (error: Error) => void }[] = []
  const query = new LiveQuery(() => new Promise<string>((answer, fail) => open.push({ answer, fail })))
  return { query, open }
}

/** Until everything that was answered has been taken up. */
const settled = () => new Promise<void>((done) => setImmediate(done))

describe('a live question', () => {
  it('is asked when somebody first listens, and only once for everybody', () => {
    const { query, open } = asked()
    expect(open).toHaveLength(0)
    query.subscribe(() => {})
    query.subscribe(() => {})
    expect(open).toHaveLength(1)
  })

  it('asks again after an answer when something changed meanwhile, however often', async () => {
    const { query, open } = asked()
    query.subscribe(() => {})
    query.refresh()
    query.refresh()
    query.refresh()
    expect(open).toHaveLength(1)
    open[0]?.answer('old')
    await settled()
    expect(open).toHaveLength(2)
    expect(query.get()).toEqual({ status: 'ready', value: 'old' })
    open[1]?.answer('new')
    await settled()
    expect(query.get()).toEqual({ status: 'ready', value: 'new' })
    expect(open).toHaveLength(2)
  })

  it('keeps the former answer while a newer one is on its way', async () => {
    const { query, open } = asked()
    query.subscribe(() => {})
    open[0]?.answer('first')
    await settled()
    query.refresh()
    expect(query.get()).toEqual({ status: 'ready', value: 'first' })
  })

  it('recovers from a reading that broke', async () => {
    const { query, open } = asked()
    query.subscribe(() => {})
    open[0]?.fail(new Error('broken'))
    await settled()
    expect(query.get().status).toBe('failed')
    query.refresh()
    open[1]?.answer('whole')
    await settled()
    expect(query.get()).toEqual({ status: 'ready', value: 'whole' })
  })
})
