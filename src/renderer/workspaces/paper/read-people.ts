/** Everybody in the ledger as a contact list wants them, with the state they were read in. */
import type { FieldValues } from '../../../shared/journal/intent'
import type { Contact } from '../../print/contact-list'
import type { useStore } from '../../store/client/store-context'
import type { RecordView } from '../../store/store-api'

/**
 * Records asked for at once; an answer is about 1 kB each. In the order of readings any few hundred of them lie in
 * nearly all packs of the view, which are read once per question: few large ones are many times faster.
 */
const AT_ONCE = 10_000

export type PeopleRead = {
  readonly people: readonly Contact[]
  /** When they were read, ISO UTC. */
  readonly at: string
  /** Number of the last entry of this device, and the hash of the ledger's state; null for a ledger without entries. */
  readonly head: { readonly seq: string; readonly hash: string } | null
}

/** Reads all live people with their phones. */
export const readPeople = async (
  store: Pick<ReturnType<typeof useStore>, 'openList' | 'listIds' | 'closeList' | 'records' | 'head'>,
  now: () => string,
): Promise<PeopleRead> => {
  const list = await store.openList({ type: 'person', life: 'live' })
  const ids = await store.listIds(list.id)
  await store.closeList(list.id)
  const people: Contact[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    people.push(...(await store.records(ids.slice(from, from + AT_ONCE))).map(contactOf))
  }
  const head = await store.head()
  return {
    people,
    at: now(),
    head: head && { seq: String(head.own), hash: head.hash },
  }
}

const contactOf = ({ row, children }: RecordView): Contact => ({
  id: row.id,
  name: text(row.values, 'name'),
  reading: text(row.values, 'reading'),
  role: text(row.values, 'role'),
  department: text(row.values, 'department'),
  mail: text(row.values, 'mail'),
  phones: (children.phones ?? []).map(({ values }) => ({
    use: text(values, 'use') || null,
    number: text(values, 'number'),
    checkedOn: text(values, 'checkedOn') || null,
  })),
})

const text = (values: FieldValues, field: string): string => {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}
