import { describe, expect, it } from 'vitest'
import type { Opened } from '../../store/store-api'
import { openingNotices } from './opening-notices'

const calm: Opened = {
  ledger: { state: 'open', ledger: 'l1', sample: false, device: 'dev1', code: 'A' },
  filled: null,
  brought: 0,
  reentered: 0,
  kept: { where: 'vault', refused: null },
  abandonedRuns: 0,
  empty: false,
}
const keys = (change: Partial<Opened>): string[] =>
  openingNotices({ ...calm, ...change }, null).map((one) => one.key)

describe('what Home tells after opening', () => {
  it('is nothing on an ordinary day', () => {
    expect(keys({})).toEqual([])
  })

  it('is nothing about filling when there was nothing to fill from', () => {
    expect(keys({ filled: 'empty', empty: true })).toEqual([])
  })

  it('is what a restore left out or made anew', () => {
    const told = (restored: Parameters<typeof openingNotices>[2]) =>
      openingNotices(calm, null, restored).map(({ title, count }) => [title, count])
    expect(told({ lost: 29, unfit: 1 })).toEqual([
      ['restoredLost', 29],
      ['restoredUnfit', 1],
    ])
    expect(told({ lost: null, unfit: 0 })).toEqual([['restoredLostUnknown', 0]])
    expect(told({ lost: 0, unfit: 0 })).toEqual([])
    expect(told(null)).toEqual([])
    const filled = { ...calm, filled: 'empty' } as const
    expect(openingNotices(filled, null, { lost: 29, unfit: 0 }).map(({ key }) => key)).toEqual(['restored'])
  })

  it('names the reason for a filling', () => {
    expect(openingNotices({ ...calm, filled: 'damaged' }, null)[0]).toMatchObject({ title: 'filledDamaged' })
  })

  it('counts what was brought, entered again and set aside', () => {
    const told = openingNotices({ ...calm, brought: 2, reentered: 3, abandonedRuns: 1 }, { broughtBack: 4 })
    expect(told.map(({ key, count }) => [key, count])).toEqual([
      ['broughtBack', 4],
      ['brought', 2],
      ['reentered', 3],
      ['abandoned', 1],
    ])
  })
})
