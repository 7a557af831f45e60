import { isAdministrator, mayWrite } from '../../shared/domain/roles/may'
import type { RecordDeclaration } from '../../shared/records/define'
import { useCurrentUser } from '../store/client/hooks'

/** What the user who writes now may do with records of a type. `plan` checks it again; this only spares dead ends. */
export const useMay = (
  declaration: RecordDeclaration,
): {
  readonly write: boolean
  readonly strike: boolean
  /** False until it is known who writes: nothing is refused before. */
  readonly known: boolean
} => {
  const user = useCurrentUser()
  if (!user) return { write: false, strike: false, known: user === null }
  const wish = { op: 'create', writers: declaration.writers, ownPreferences: false } as const
  return { write: mayWrite(user.roles, wish), strike: isAdministrator(user.roles), known: true }
}
