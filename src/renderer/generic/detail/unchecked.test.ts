import { describe, expect, it } from 'vitest'
import { declarationOf } from '../../../shared/records/registry'
import { checkedState } from './unchecked'

const phone = declarationOf('phone')
const person = declarationOf('person')
if (!phone || !person) throw new Error('both are declared')

const stateOn = (checkedOn: string | undefined, today: string) =>
  checkedState(
    phone,
    { number: '090-0000-1000', ...(checkedOn === undefined ? {} : { checkedOn }) },
    today,
    180,
  )

describe('a number that was checked', () => {
  it('is late on the day after the last allowed one', () => {
    expect(stateOn('2026-01-01', '2026-06-30')).toEqual({ state: 'checked', days: 180 })
    expect(stateOn('2026-01-01', '2026-07-01')).toEqual({ state: 'late', days: 181 })
  })

  it('never checked is its own state', () => {
    expect(stateOn(undefined, '2026-07-01')).toEqual({ state: 'never' })
  })

  it('tomorrow, by a wrong clock, is not late', () => {
    expect(stateOn('2026-07-02', '2026-07-01')).toEqual({ state: 'checked', days: 0 })
  })

  it('asks nothing of a fax, nor of a number that was struck out', () => {
    expect(checkedState(phone, { number: '03-0000-0001', use: 'fax' }, '2026-07-01', 180)).toBeNull()
    expect(checkedState(phone, { use: 'mobile', checkedOn: '2020-01-01' }, '2026-07-01', 180)).toBeNull()
  })

  it('says nothing of types that need no checking', () => {
    expect(checkedState(person, { name: '台帳 太郎' }, '2026-07-01', 180)).toBeNull()
  })
})
