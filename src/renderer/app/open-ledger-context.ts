import { createContext, useContext } from 'react'
import type { CopyStatus, HostBridge, HostInfo } from '../../shared/contract/host-api'
import type { KeptState, Opened } from '../store/store-api'
import type { Restored } from './start-up'

/** What the frame and the screens know of the open ledger beside its records. */
export type OpenLedgerState = {
  readonly host: HostBridge
  readonly info: HostInfo
  readonly opened: Opened
  /** What was not as it was in the folder this ledger has been restored from just now. */
  readonly restored: Restored | null
  /** State of the second folder; null until the host has said. */
  readonly copy: CopyStatus | null
  /** `journalOnly`: the vault could not be written; what is entered is kept in one place only. */
  readonly kept: KeptState['where']
  /** Why the vault does not take what waits, not even later; null when it will, or nothing waits. */
  readonly refused: KeptState['refused']
  /** The way to the host is lost for the moment. */
  readonly hostGone: boolean
  /** Closes the ledger for as long as its files are mended. */
  readonly mend: () => Promise<void>
  readonly leaveSample: () => Promise<void>
  readonly enterSample: () => Promise<void>
}

export const OpenLedgerContext = createContext<OpenLedgerState | null>(null)

export const useOpenLedger = (): OpenLedgerState => {
  const state = useContext(OpenLedgerContext)
  if (!state) throw new Error('No open ledger above this component')
  return state
}
