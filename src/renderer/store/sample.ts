/** Turns the sample office (data in `resources/sample`) into the writes of one intent. */
import english from '../../../resources/sample/office.en.json'
import japanese from '../../../resources/sample/office.ja.json'
import type { SampleOffice } from '../../../resources/sample/sample-office'
import type { JsonValue } from '../../shared/base/json'
import { keyBetween } from '../../shared/base/order'
import type { RecordId } from '../../shared/journal/entry'
import type { FieldValues, Write } from '../../shared/journal/intent'
import type { Field, RecordDeclaration } from '../../shared/records/define'
import { OFFICE_ID } from '../../shared/records/office/office'
import { declarationOf } from '../../shared/records/registry'

const offices: { readonly [language in 'ja' | 'en']: SampleOffice } = { ja: japanese, en: english }

/** Milliseconds of a day; the sample counts its days in UTC. */
const DAY_MS = 86_400_000

/** A record as the file has it: values, children by their field, and days counted back from now. */
type Sample = { readonly [field: string]: unknown }

/** Fields of a number that the file counts in days before now. */
const daysBefore = { checkedDaysAgo: 'checkedOn', unreachedDaysAgo: 'unreachedOn' } as const

type Making = {
  readonly newId: (type: string) => RecordId
  /** The moment days are counted back from. */
  readonly now: number
  readonly ids: ReadonlyMap<string, RecordId>
}

/** The record itself, then its children in order. */
const writesOf = (
  type: string,
  id: RecordId,
  sample: Sample,
  making: Making,
  given: FieldValues = {},
): Extract<Write, { op: 'create' }>[] => {
  const declaration = declarationOf(type)
  if (declaration === undefined) throw new Error(`The sample office has a ${type}, which is no record`)
  const values: { [field: string]: JsonValue } = { ...given }
  const children: Extract<Write, { op: 'create' }>[] = []
  for (const [name, value] of Object.entries(sample)) {
    const field = declaration.fields[name]
    if (name === 'key' || value === undefined) continue
    if (name in daysBefore) {
      const day = new Date(making.now - Number(value) * DAY_MS).toISOString().slice(0, 10)
      values[daysBefore[name as keyof typeof daysBefore]] = day
    } else if (field?.kind === 'children') {
      children.push(...childWrites(field.of, id, value as readonly Sample[], making))
    } else values[name] = storedValue(declaration, name, field, value as JsonValue, making.ids)
  }
  return [{ op: 'create', id, values }, ...children]
}

const storedValue = (
  { type }: RecordDeclaration,
  name: string,
  field: Field | undefined,
  value: JsonValue,
  ids: Making['ids'],
): JsonValue => {
  if (field?.kind === 'tags') return (value as readonly string[]).toSorted()
  if (field?.kind !== 'ref') return value
  const id = ids.get(String(value))
  if (id === undefined) throw new Error(`The sample office has no ${String(value)} (${type}, ${name})`)
  return id
}

const childWrites = (type: string, parent: RecordId, samples: readonly Sample[], making: Making) => {
  const parentField = declarationOf(type)?.parent ?? ''
  let order: string | null = null
  return samples.flatMap((sample) => {
    order = keyBetween(order, null)
    return writesOf(type, making.newId(type), sample, making, { [parentField]: parent, order })
  })
}

/**
 * Writes of the sample office in one language. `newId` makes record ids, `now` is the moment the sample's days are
 * counted back from.
 */
export const sampleWrites = (
  language: 'ja' | 'en',
  newId: (type: string) => RecordId,
  now: number,
): { readonly writes: readonly Write[]; readonly firstUser: RecordId; readonly firstUserName: string } => {
  const { office, users, ...lists } = offices[language]
  const records: readonly { readonly type: string; readonly sample: Sample & { readonly key: string } }[] = [
    ...lists.sites.map((sample) => ({ type: 'site', sample })),
    ...lists.organisations.map((sample) => ({ type: 'organisation', sample })),
    ...lists.people.map((sample) => ({ type: 'person', sample })),
    ...lists.contactLists.map((sample) => ({ type: 'contactList', sample })),
  ]
  const ids = new Map(records.map(({ type, sample }) => [sample.key, newId(type)]))
  const making: Making = { newId, now, ids }
  const userWrites = users.flatMap((user) =>
    writesOf('user', newId('user'), user, making, { active: 'active', language }),
  )
  const first = userWrites[0]
  if (first === undefined) throw new Error('The sample office has no user')
  return {
    writes: [
      ...writesOf('office', OFFICE_ID, office, making),
      ...records.flatMap(({ type, sample }) =>
        writesOf(type, ids.get(sample.key) as RecordId, sample, making),
      ),
      ...userWrites,
    ],
    firstUser: first.id,
    firstUserName: String(first.values.name),
  }
}
