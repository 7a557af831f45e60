/** Everybody who can stand on a contact list, with the state of the ledger they were read in. */
import type { Contact } from '../../../shared/domain/contacts/contact'
import { contactOf, contactTypes } from '../../print/contact-of'
import type { useStore } from '../../store/client/store-context'

/**
 * Records asked for at once; an answer is about 1 kB each. In the order of readings any few hundred of them lie in
 * nearly all packs of the view, which are read once per question: few large ones are many times faster.
 */
const AT_ONCE = 10_000

export type ContactsRead = {
  readonly contacts: readonly Contact[]
  /** When they were read, ISO UTC. */
  readonly at: string
  /** Number of the last entry of this device, and the hash of the ledger's state; null for a ledger without entries. */
  readonly head: { readonly seq: string; readonly hash: string } | null
}

type Reader = Pick<ReturnType<typeof useStore>, 'openList' | 'listIds' | 'closeList' | 'records' | 'head'>

/** Reads all live people, organisations and sites with their numbers. */
export const readContacts = async (store: Reader, now: () => string): Promise<ContactsRead> => {
  const contacts: Contact[] = []
  for (const type of contactTypes) {
    const list = await store.openList({ type, life: 'live' })
    const ids = await store.listIds(list.id)
    await store.closeList(list.id)
    for (let from = 0; from < ids.length; from += AT_ONCE)
      contacts.push(...(await store.records(ids.slice(from, from + AT_ONCE))).map(contactOf))
  }
  const head = await store.head()
  return { contacts, at: now(), head: head && { seq: String(head.own), hash: head.hash } }
}
