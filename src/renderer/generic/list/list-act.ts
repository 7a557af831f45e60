import type { ReactNode } from 'react'
import type { Named } from '../use-record-actions'

/** What can be done with the chosen records, or with the row the keys act on. */
export type ListAct = {
  readonly label: string
  readonly key: string
  readonly icon: ReactNode
  /** True when it was done: the selection is then over. */
  readonly run: (records: readonly Named[]) => Promise<boolean>
}
