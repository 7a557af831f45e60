import type { RecordId } from '../../../shared/journal/entry'
import type { Role } from '../../../shared/records/define'
import { user as userDeclaration } from '../../../shared/records/office/user'
import { useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import type { RecordView } from '../../store/store-api'

export type UserLine = {
  readonly id: RecordId
  readonly name: string
  readonly roles: readonly Role[]
  readonly active: boolean
  readonly person: RecordId | null
  readonly personName: string | null
  readonly hasPin: boolean
}

const isRole = (value: unknown): value is Role =>
  typeof value === 'string' && Object.hasOwn(userDeclaration.fields.roles.choices, value)

const isRecordId = (value: unknown): value is RecordId => typeof value === 'string' && value.includes(':')

/** A user's record as screens show it; nothing said about the state means active. */
export const lineOf = ({ row, titles }: RecordView): UserLine => {
  const { name, roles, active, person, pin } = row.values
  return {
    id: row.id,
    name: typeof name === 'string' ? name : '',
    roles: Array.isArray(roles) ? roles.filter(isRole) : [],
    active: active !== 'inactive',
    person: isRecordId(person) ? person : null,
    personName: isRecordId(person) ? (titles[person] ?? null) : null,
    hasPin: typeof pin === 'string' && pin !== '',
  }
}

const userTypes = new Set(['user', 'person'])

/** Every user in the order of lists; undefined while they are fetched. */
export const useUsers = (): readonly UserLine[] | undefined => {
  const live = useLive(
    'users',
    async (store) => {
      const list = await store.openList({ type: 'user', life: 'live' })
      const ids = await store.listIds(list.id)
      await store.closeList(list.id)
      return (await store.records(ids)).map(lineOf)
    },
    (event) => touches(event, userTypes),
  )
  return live.status === 'ready' ? live.value : undefined
}
