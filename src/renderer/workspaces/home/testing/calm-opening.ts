import type { Opened } from '../../../store/store-api'

/** A ledger that was opened on an ordinary day: nothing to tell. */
export const calmOpening: Opened = {
  ledger: { state: 'open', ledger: 'l1', sample: false, device: 'dev1', code: 'A' },
  filled: null,
  brought: 0,
  reentered: 0,
  kept: { where: 'vault', refused: null },
  abandonedRuns: 0,
  empty: false,
}
