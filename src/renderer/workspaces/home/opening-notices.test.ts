import { describe, expect, it } from 'vitest'
import type { Opened } from '../../store/store-api'
import { openingNotices } from './opening-notices'
import { calmOpening } from './testing/calm-opening'

const keys = (change: Partial<Opened>): string[] =>
  openingNotices({ ...calmOpening, ...change }, null).map((one) => one.key)

describe('what Home tells after opening', () => {
  it('is nothing on an ordinary day', () => {
    expect(keys({})).toEqual([])
  })

  it('is nothing about filling when there was nothing to fill from', () => {
    expect(keys({ filled: 'empty', empty: true })).toEqual([])
  })

  it('is what a restore left out or made anew', () => {
    const told = (restored: Parameters<typeof openingNotices>[2]) =>
      openingNotices(calmOpening, null, restored).map(({ title, count }) => [title, count])
    expect(told({ lost: 29, unfit: 1 })).toEqual([
      ['restoredLost', 29],
      ['restoredUnfit', 1],
    ])
    expect(told({ lost: null, unfit: 0 })).toEqual([['restoredLostUnknown', 0]])
    expect(told({ lost: 0, unfit: 0 })).toEqual([])
    expect(told(null)).toEqual([])
    const filled = { ...calmOpening, filled: 'empty' } as const
    expect(openingNotices(filled, null, { lost: 29, unfit: 0 }).map(({ key }) => key)).toEqual(['restored'])
  })

  it('names the reason for a filling', () => {
    expect(openingNotices({ ...calmOpening, filled: 'damaged' }, null)[0]).toMatchObject({
      title: 'filledDamaged',
    })
  })

  it('counts what was brought, entered again and set aside', () => {
    const told = openingNotices(
      { ...calmOpening, brought: 2, reentered: 3, abandonedRuns: 1 },
      { broughtBack: 4 },
    )
    expect(told.map(({ key, count }) => [key, count])).toEqual([
      ['broughtBack', 4],
      ['brought', 2],
      ['reentered', 3],
      ['abandoned', 1],
    ])
  })
})
