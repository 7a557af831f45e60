import type { CopyStatus } from '../../../shared/contract/host-api'
import type { Opened } from '../../store/store-api'

const filledKeys = {
  empty: { title: 'filledEmpty', why: 'filledEmptyWhy' },
  behind: { title: 'filledBehind', why: 'filledBehindWhy' },
  damaged: { title: 'filledDamaged', why: 'filledDamagedWhy' },
} as const

/** What was found and done when the ledger was opened, as texts of Home. Nothing for a ledger made just now. */
export const openingNotices = (opened: Opened, copy: Pick<CopyStatus, 'broughtBack'> | null) => [
  ...(copy && copy.broughtBack > 0
    ? [{ key: 'broughtBack', count: copy.broughtBack, title: 'broughtBack', why: 'broughtBackWhy' } as const]
    : []),
  ...(opened.filled && !opened.empty ? [{ key: 'filled', count: 0, ...filledKeys[opened.filled] }] : []),
  ...(opened.brought > 0
    ? [{ key: 'brought', count: opened.brought, title: 'brought', why: 'broughtWhy' } as const]
    : []),
  ...(opened.reentered > 0
    ? [{ key: 'reentered', count: opened.reentered, title: 'reentered', why: 'reenteredWhy' } as const]
    : []),
  ...(opened.abandonedRuns > 0
    ? [{ key: 'abandoned', count: opened.abandonedRuns, title: 'abandoned', why: 'abandonedWhy' } as const]
    : []),
]
