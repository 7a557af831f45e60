/** The state of the ledger as it is shown, from what is folded. */
import { compareClocks } from '../../shared/base/clock'
import type { DeviceId } from '../../shared/journal/entry'
import { entryId } from '../../shared/journal/entry-id'
import type { FoldHead, FoldMeta } from '../../shared/journal/fold'
import { type Seqs, stateHash } from '../../shared/journal/state'
import type { LedgerHead } from './store-api'

const newestFirst = ({ heads }: FoldMeta): (readonly [DeviceId, FoldHead])[] =>
  Object.entries(heads).sort(([, a], [, b]) => compareClocks(b.clock, a.clock))

/** What sheets carry; `own` is this device. Null without entries. */
export const headNow = (meta: FoldMeta, own: DeviceId): LedgerHead | null => {
  const heads = newestFirst(meta)
  const hash = stateHash(heads)
  if (hash === null || heads[0] === undefined) return null
  const [device, { seq }] = heads[0]
  return { entry: entryId(device, seq), own: meta.heads[own]?.seq ?? 0, hash }
}

/** Last folded number of each device, the newest first. */
export const seqsNow = (meta: FoldMeta): Seqs =>
  Object.fromEntries(newestFirst(meta).map(([device, { seq }]) => [device, seq]))
