/** Turns the sample office (data in `resources/sample`) into the writes of one intent. */
import english from '../../../resources/sample/office.en.json'
import japanese from '../../../resources/sample/office.ja.json'
import type { SampleOffice } from '../../../resources/sample/sample-office'
import { keyBetween } from '../../shared/base/order'
import type { RecordId } from '../../shared/journal/entry'
import type { FieldValues, Write } from '../../shared/journal/intent'
import { OFFICE_ID } from '../../shared/records/office/office'

const offices: { readonly [language in 'ja' | 'en']: SampleOffice } = { ja: japanese, en: english }

/** Milliseconds of a day; the sample counts its days in UTC. */
const DAY_MS = 86_400_000

const dayBefore = (now: number, days: number): string =>
  new Date(now - days * DAY_MS).toISOString().slice(0, 10)

/** Fields that have a value; the sample leaves out what it has not. */
const present = (values: { readonly [field: string]: FieldValues[string] | undefined }): FieldValues =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, FieldValues[string]] => entry[1] !== undefined),
  )

/**
 * Writes of the sample office in one language. `newId` makes record ids, `now` is the moment the sample's days are
 * counted back from.
 */
export const sampleWrites = (
  language: 'ja' | 'en',
  newId: (type: string) => RecordId,
  now: number,
): { readonly writes: readonly Write[]; readonly firstUser: RecordId; readonly firstUserName: string } => {
  const sample = offices[language]
  const personIds = new Map(sample.people.map((person) => [person.key, newId('person')]))
  const people = sample.people.flatMap(({ key, phones, ...values }): Write[] => {
    const person = personIds.get(key) as RecordId
    let order: string | null = null
    return [
      { op: 'create', id: person, values: present(values) },
      ...phones.map(({ use, number, checkedDaysAgo }): Write => {
        order = keyBetween(order, null)
        const checkedOn = checkedDaysAgo === null ? undefined : dayBefore(now, checkedDaysAgo)
        return {
          op: 'create',
          id: newId('phone'),
          values: present({ person, use, number, checkedOn, order }),
        }
      }),
    ]
  })
  const users = sample.users.map(
    ({ name, person, roles }): Extract<Write, { op: 'create' }> => ({
      op: 'create',
      id: newId('user'),
      values: present({
        name,
        person: personIds.get(person),
        roles: [...roles].sort(),
        active: 'active',
        language,
      }),
    }),
  )
  const first = users[0]
  if (first === undefined) throw new Error('The sample office has no user')
  return {
    writes: [{ op: 'create', id: OFFICE_ID, values: sample.office }, ...people, ...users],
    firstUser: first.id,
    firstUserName: String(first.values.name),
  }
}
