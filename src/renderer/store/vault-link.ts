/** The vault as the store sees it: the host's calls, with a lost host as a named failure instead of a rejection; defects are thrown. */
import { err, type Result } from '../../shared/base/result'
import type { HostCall, VaultFailure, VaultHead } from '../../shared/contract/host-api'
import { HOST_GONE, isHostGone } from '../../shared/contract/host-gone'

/** What a call gets for bytes of lines at a time: one WebSocket message stays well under the host's limit. */
const APPEND_BYTES = 4 * 1024 * 1024
const APPEND_LINES = 2000
const READ_BYTES = 4 * 1024 * 1024

export type VaultLink = {
  readonly heads: () => Promise<Result<readonly VaultHead[], VaultFailure>>
  /** Appends in calls of bounded size; `appended` lines were acknowledged before a failure. */
  readonly append: (lines: readonly string[]) => Promise<{ appended: number; failure: VaultFailure | null }>
  /** Whole lines of a device from `from` on; empty when there are none. */
  readonly read: (device: string, from: number, maxBytes?: number) => Promise<Result<string[], VaultFailure>>
  readonly strike: (place: {
    device: string
    seq: number
    line: string
    before: string
    after: string
  }) => Promise<Result<null, VaultFailure>>
}

/** The answer never came: lines that were sent may or may not stand in the vault. */
const gone = { type: 'Unwritable', code: HOST_GONE } as const

/** An append whose answer never came. */
export const isWithoutAnswer = (failure: VaultFailure | null): boolean =>
  failure?.type === 'Unwritable' && failure.code === HOST_GONE

/** A failure of the moment: commits go to the journal alone until it is over. */
export const isPassing = (failure: { readonly type: string }): boolean =>
  failure.type === 'DiskFull' || failure.type === 'Unwritable'

/** Somebody else writes, or wrote: what the vault holds has to be compared before anything is written here. */
export const isFork = (failure: { readonly type: string }): boolean =>
  ['WrongSeq', 'WrongPrev', 'OtherEntryThere', 'NotWriter'].includes(failure.type)

const orGone = async <T>(call: Promise<Result<T, VaultFailure>>): Promise<Result<T, VaultFailure>> => {
  try {
    return await call
  } catch (error) {
    // Whatever else breaks a call is a defect of page or host: waiting for the host to come back would wait for ever.
    if (!isHostGone(error)) throw error
    return err(gone)
  }
}

/** Where the next call's lines end: bounded by bytes and number, one line at least. */
const batchEnd = (lines: readonly string[], from: number): number => {
  let size = 0
  let end = from
  while (end < lines.length && end - from < APPEND_LINES) {
    size += (lines[end] as string).length
    if (size > APPEND_BYTES && end > from) break
    end += 1
  }
  return end
}

export const createVaultLink = (host: HostCall): VaultLink => ({
  heads: () => orGone(host('vault.heads', {})),

  append: async (lines) => {
    let from = 0
    while (from < lines.length) {
      const end = batchEnd(lines, from)
      const answer = await orGone(host('vault.append', { lines: lines.slice(from, end) }))
      if (!answer.ok) return { appended: from, failure: answer.error }
      from = end
    }
    return { appended: from, failure: null }
  },

  read: async (device, from, maxBytes = READ_BYTES) => {
    const answer = await orGone(host('vault.read', { device, from, maxBytes }))
    if (!answer.ok) return answer
    const lines = answer.value.text.split('\n')
    lines.pop()
    return { ok: true, value: lines }
  },

  strike: (place) => orGone(host('vault.strike', place)),
})
