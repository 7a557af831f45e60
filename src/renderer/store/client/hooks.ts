import { useCallback, useMemo } from 'react'
import type { Result } from '../../../shared/base/result'
import type { RecordId } from '../../../shared/journal/entry'
import type { Intent } from '../../../shared/journal/intent'
import type { Role, ValuesOf } from '../../../shared/records/define'
import { OFFICE_ID, type office, officeDefaults } from '../../../shared/records/office/office'
import { typeOfId } from '../../../shared/records/registry'
import type {
  CommitFailure,
  Committed,
  HistoryPage,
  HistoryQuery,
  OfficeCounts,
  RecordView,
  UndoState,
} from '../store-api'
import { useLive, useSession } from './store-context'
import { shownTypes, touches } from './touched'

const anyChange = (event: { readonly type: string }): boolean => event.type === 'changed'

const CURRENT_USER = 'currentUser'
const UNDO_STATE = 'undoState'

/** A record with its children: undefined while it is fetched, null when there is none. */
export const useRecord = (id: RecordId): RecordView | null | undefined => {
  const types = shownTypes(typeOfId(id))
  const live = useLive(
    `record ${id}`,
    (store) => store.record(id),
    (event) => touches(event, types),
  )
  return live.status === 'ready' ? live.value : undefined
}

/** One page of history; undefined while it is fetched. */
export const useHistory = (query: HistoryQuery): HistoryPage | undefined => {
  const live = useLive(`history ${JSON.stringify(query)}`, (store) => store.history(query), anyChange)
  return live.status === 'ready' ? live.value : undefined
}

/** How many records there are of each type; undefined while it is fetched. */
export const useCounts = (): OfficeCounts | undefined => {
  const live = useLive('counts', (store) => store.counts(), anyChange)
  return live.status === 'ready' ? live.value : undefined
}

export type CurrentUser = { readonly id: RecordId; readonly name: string; readonly roles: readonly Role[] }

/** Who writes now: null before anybody was chosen, undefined while it is fetched. */
export const useCurrentUser = (): CurrentUser | null | undefined => {
  const live = useLive(
    CURRENT_USER,
    (store) => store.currentUser(),
    (event) => touches(event, new Set(['user'])),
  )
  return live.status === 'ready' ? live.value : undefined
}

/** Switches who writes, and lets every screen know. */
export const useSwitchUser = () => {
  const session = useSession()
  return useCallback(
    async (user: RecordId, pin?: string) => {
      const answer = await session.store.switchUser(user, pin)
      if (answer.ok) session.refresh([CURRENT_USER, UNDO_STATE])
      return answer
    },
    [session],
  )
}

type OfficeValues = ValuesOf<typeof office>

export type Office = Required<OfficeValues>

/** The office's settings, with what holds until the office says otherwise. */
export const useOffice = (): Office => {
  const view = useRecord(OFFICE_ID)
  // Values of `office:main` were planned against the office declaration.
  return useMemo(
    () => ({ ...officeDefaults, name: '', ...(view?.row.values as Partial<OfficeValues> | undefined) }),
    [view],
  )
}

/** Commits an intent; what a person can act on comes back as a value. */
export const useCommit = (): ((intent: Intent) => Promise<Result<Committed, CommitFailure>>) => {
  const { store } = useSession()
  return useCallback((intent) => store.commit(intent), [store])
}

export type Undo = {
  /** What could be taken back or brought back; undefined while it is fetched. */
  readonly state: UndoState | undefined
  /** `force`: also what others have not changed since, when some of it was changed. */
  readonly undo: (force?: boolean) => Promise<Result<Committed, CommitFailure>>
  readonly redo: (force?: boolean) => Promise<Result<Committed, CommitFailure>>
}

/** Taking back this user's last intents on this device. */
export const useUndo = (): Undo => {
  const { store } = useSession()
  const live = useLive(UNDO_STATE, (remote) => remote.undoState(), anyChange)
  const state = live.status === 'ready' ? live.value : undefined
  return useMemo(
    () => ({ state, undo: (force) => store.undo(force), redo: (force) => store.redo(force) }),
    [state, store],
  )
}
