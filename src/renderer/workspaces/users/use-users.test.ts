import { describe, expect, it } from 'vitest'
import type { RecordView } from '../../store/store-api'
import { lineOf } from './use-users'

const view = (values: RecordView['row']['values']): RecordView => ({
  row: { id: 'user:u1', life: 'live', values, stamps: [], by: {}, entries: [] },
  children: {},
  titles: { 'person:p1': '髙橋 由美子' },
})

describe('a user on the screen', () => {
  it('has the name of the person, the roles and whether there is a PIN, but never the PIN', () => {
    const line = lineOf(
      view({ name: '髙橋', person: 'person:p1', roles: ['desk'], pin: 'pbkdf2-sha256$1$a$b' }),
    )
    expect(line).toEqual({
      id: 'user:u1',
      name: '髙橋',
      roles: ['desk'],
      active: true,
      person: 'person:p1',
      personName: '髙橋 由美子',
      hasPin: true,
    })
  })

  it('is active unless the record says otherwise', () => {
    expect(lineOf(view({ name: 'a' })).active).toBe(true)
    expect(lineOf(view({ name: 'a', active: 'inactive' })).active).toBe(false)
  })

  it('shows no role that this version does not know', () => {
    expect(lineOf(view({ name: 'a', roles: ['viewer', 'captain'] })).roles).toEqual(['viewer'])
  })
})
