/**
 * Who writes: remembered per device, checked against the user record every time. One who has a PIN is remembered only
 * as long as the ledger is open: at the next start the PIN is asked again.
 */
import { err, ok, type Result } from '../../shared/base/result'
import type { RecordId } from '../../shared/journal/entry'
import type { Actor } from '../../shared/journal/intent'
import type { Row } from '../../shared/journal/row'
import type { Role } from '../../shared/records/define'
import { user } from '../../shared/records/office/user'
import type { JournalDb } from './journal-db'
import { isPin } from './pin'
import { createPinTries } from './pin-tries'
import type { RowReader } from './planning'
import type { SwitchFailure } from './store-api'

const CURRENT_USER = 'currentUser'

export type Users = {
  /** The user who writes now; null when nobody was chosen, a PIN is due, or the user may not write any more. */
  readonly current: () => Promise<Actor | null>
  readonly switchTo: (id: RecordId, pin?: string) => Promise<Result<null, SwitchFailure>>
  /** Without asking for a PIN: the one who was made just now. */
  readonly become: (id: RecordId) => Promise<void>
}

const isActiveUser = (row: Row | undefined): row is Row =>
  row !== undefined && row.life === 'live' && row.values.active !== 'inactive'

const actorOf = (row: Row): Actor => ({
  id: row.id,
  name: typeof row.values.name === 'string' ? row.values.name : '',
  roles: Array.isArray(row.values.roles) ? (row.values.roles as readonly Role[]) : [],
})

export const createUsers = (journal: JournalDb, reader: RowReader, now: () => number): Users => {
  const tries = createPinTries(journal, now)
  let chosen: RecordId | null | undefined

  const row = async (id: RecordId): Promise<Row | undefined> => (await reader.rows([id])).get(id)

  /** A ledger with one user who has no PIN needs no choosing. */
  const findOnly = async (): Promise<RecordId | null> => {
    const rows = [...(await reader.rows(await reader.allIds(user.type))).values()].filter(isActiveUser)
    const only = rows[0]
    return rows.length === 1 && only !== undefined && only.values.pin === undefined ? only.id : null
  }

  /** The one remembered from before this start, unless a PIN must be given first. */
  const findRemembered = async (): Promise<RecordId | null> => {
    const id = await journal.getMeta<RecordId>(CURRENT_USER)
    if (id === undefined) return findOnly()
    return (await row(id))?.values.pin === undefined ? id : null
  }

  const become = async (id: RecordId): Promise<void> => {
    chosen = id
    await journal.setMeta(CURRENT_USER, id)
  }

  return {
    become,

    current: async () => {
      chosen ??= await findRemembered()
      const found = chosen === null ? undefined : await row(chosen)
      return isActiveUser(found) ? actorOf(found) : null
    },

    switchTo: async (id, pin) => {
      const found = await row(id)
      if (!isActiveUser(found)) return err({ type: 'NoSuchUser' })
      const kept = found.values.pin
      if (typeof kept === 'string') {
        if (pin === undefined || pin === '') return err({ type: 'PinNeeded' })
        const wait = await tries.begin(id)
        if (wait > 0) return err({ type: 'PinWait', seconds: wait })
        if (!(await isPin(pin, kept))) {
          const seconds = await tries.wrong(id)
          return err(seconds > 0 ? { type: 'PinWait', seconds } : { type: 'WrongPin' })
        }
        await tries.right(id)
      }
      await become(id)
      return ok(null)
    },
  }
}
