import { createContext, type ReactNode, useContext } from 'react'
import type { JsonValue } from '../../../shared/base/json'
import type { CopyLine } from '../../../shared/domain/copies/changed-lines'
import type { RecordId } from '../../../shared/journal/entry'
import type { Language } from '../../../shared/records/define'
import type { Store } from '../../store/client/store-context'

/** Which sheet is meant: that of a contact list (which may be deleted by now), or one chosen otherwise. */
export type SheetQuestion = {
  readonly list: RecordId | null
  readonly definition: JsonValue
  readonly language: Language
}

/** What a sheet would say now; null: nobody can tell. */
export type ReadListLines = (store: Store, question: SheetQuestion) => Promise<readonly CopyLine[] | null>

const ListLines = createContext<ReadListLines>(async () => null)

/** Gives the screens below it the way to what sheets say now: the workspace that makes them knows it. */
export const ListLinesProvider = ({
  read,
  children,
}: {
  readonly read: ReadListLines
  readonly children: ReactNode
}) => <ListLines value={read}>{children}</ListLines>

export const useReadListLines = (): ReadListLines => useContext(ListLines)
