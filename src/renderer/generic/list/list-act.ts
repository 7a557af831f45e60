import type { ReactNode } from 'react'
import type { RecordId } from '../../../shared/journal/entry'
import type { Named } from '../use-record-actions'

/** What can be done with the chosen records, or with the row the keys act on. */
export type ListAct = {
  readonly label: string
  readonly key: string
  readonly icon: ReactNode
  /** True when it was done: the selection is then over. */
  readonly run: (records: readonly Named[]) => Promise<boolean>
}

/** What leads away with the chosen records and leaves them as they are. */
export type ListTake = {
  readonly label: string
  readonly icon: ReactNode
  readonly run: (ids: readonly RecordId[]) => void
}
