import { useMemo } from 'react'
import { type Outcome, outcomeOf } from '../../../shared/domain/checks/check-round'
import type { RecordId } from '../../../shared/journal/entry'
import { useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import { type RoundContact, type RoundNumber, type RoundRead, readRound } from './read-round'

const types = new Set([
  'checkRound',
  'person',
  'phone',
  'organisation',
  'organisationPhone',
  'site',
  'sitePhone',
  'contactList',
  'contactListRule',
  'contactListMember',
])

/** One number of one contact, as it is called. */
export type RoundStep = {
  readonly contact: RoundContact
  readonly number: RoundNumber
  readonly outcome: Outcome
}

/** A round as it stands; undefined while it is read, null when there is none. */
export const useRound = (id: RecordId): RoundRead | null | undefined => {
  const live = useLive(
    `check round ${id}`,
    (store) => readRound(store, id),
    (event) => touches(event, types),
  )
  return live.status === 'ready' ? live.value : undefined
}

/** Every number of a round in the order it is called. */
export const useSteps = ({ round, contacts }: RoundRead): readonly RoundStep[] => {
  const startedOn = round.values.startedOn ?? ''
  return useMemo(
    () =>
      contacts.flatMap((contact) =>
        contact.numbers.map((number) => ({ contact, number, outcome: outcomeOf(number, startedOn) })),
      ),
    [contacts, startedOn],
  )
}
