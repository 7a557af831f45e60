import { expect, test } from 'vitest'
import { proposedUse } from './kind-of-new-number'

const person = ['mobile', 'office', 'extension', 'home', 'emergency', 'fax']
const organisation = ['main', 'support', 'emergency', 'account', 'fax']

test.each([
  ['office', '090-0000-7777', person, 'mobile'],
  ['extension', '０７０００００７７７７', person, 'mobile'],
  ['home', '+81 80 0000 7777', person, 'mobile'],
  ['mobile', '03-0000-0001', person, 'office'],
  ['mobile', '2108', person, 'extension'],
  // An organisation has no mobiles: what it is for is asked.
  ['main', '090-0000-7777', organisation, 'main'],
])('a number under %s that becomes %s is asked about', (before, number, uses, proposed) => {
  expect(proposedUse(before, number, uses)).toBe(proposed)
})

test.each([
  ['mobile', '080-0000-7777'],
  ['office', '03-0000-0001'],
  ['office', '0800-000-0001'],
  ['emergency', '090-0000-7777'],
  // Not all of it is typed yet.
  ['office', '090-0000-777'],
  ['mobile', '03-0000-'],
  ['mobile', '050-0000-0001'],
  [null, '090-0000-7777'],
])('a number under %s that becomes %s keeps its kind', (before, number) => {
  expect(proposedUse(before, number, person)).toBeNull()
})
