import type { CopyStatus } from '../../../shared/contract/host-api'
import type { Opened } from '../../store/store-api'

const filledKeys = {
  empty: { title: 'filledEmpty', why: 'filledEmptyWhy' },
  behind: { title: 'filledBehind', why: 'filledBehindWhy' },
  damaged: { title: 'filledDamaged', why: 'filledDamagedWhy' },
} as const

/** As the host answers a restore that found something not to be what it was. */
export type RestoredNote = { readonly lost: number | null; readonly unfit: number }

const restoredKeys = { title: 'restoredLost', why: 'restoredLostWhy' } as const

/** What was found and done when the ledger was opened, as texts of Home. Nothing for a ledger made just now. */
export const openingNotices = (
  opened: Opened,
  copy: Pick<CopyStatus, 'broughtBack'> | null,
  restored: RestoredNote | null = null,
) => [
  ...(restored?.lost === null
    ? [{ key: 'restored', count: 0, ...restoredKeys, title: 'restoredLostUnknown' } as const]
    : []),
  ...(restored?.lost ? [{ key: 'restored', count: restored.lost, ...restoredKeys } as const] : []),
  ...(restored && restored.unfit > 0
    ? [{ key: 'unfit', count: restored.unfit, title: 'restoredUnfit', why: 'restoredUnfitWhy' } as const]
    : []),
  ...(copy && copy.broughtBack > 0
    ? [{ key: 'broughtBack', count: copy.broughtBack, title: 'broughtBack', why: 'broughtBackWhy' } as const]
    : []),
  // A ledger that was restored just now had to be filled; that all stands would contradict what was left out.
  ...(opened.filled && !opened.empty && restored === null
    ? [{ key: 'filled', count: 0, ...filledKeys[opened.filled] }]
    : []),
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
