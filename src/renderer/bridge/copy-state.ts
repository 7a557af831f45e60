import type { CopyStatus } from '../../shared/contract/host-api'

/** `making`: nothing failed, and the folder never had all of the ledger yet. */
export type CopyState = 'none' | 'failed' | 'making' | 'behind' | 'complete'

/** How the second copy stands, in one word for every screen. */
export const copyState = ({ folder, failure, completeAt, behind }: CopyStatus): CopyState => {
  if (folder === null) return 'none'
  if (failure !== null) return 'failed'
  if (completeAt === null) return 'making'
  return behind > 0 ? 'behind' : 'complete'
}
