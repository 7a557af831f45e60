import type { CopyStatus } from '../../../shared/contract/host-api'

/** A second copy that is complete. */
export const completeCopy: CopyStatus = {
  folder: '/usb',
  completeAt: '2026-11-22T05:00:00.000Z',
  behind: 0,
  failure: null,
  broughtBack: 0,
  setAside: null,
}

/** One that was chosen just now. */
export const begunCopy: CopyStatus = { ...completeCopy, completeAt: null, behind: 30 }
