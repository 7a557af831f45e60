/** The vault as the store sees it: the host's calls, with a lost host as a named failure instead of a rejection. */
import { err, type Result } from '../../shared/base/result'
import type { HostCall, VaultFailure, VaultHead } from '../../shared/contract/host-api'

/** What a call gets for bytes of lines at a time: one WebSocket message stays well under the host's limit. */
const APPEND_BYTES = 4 * 1024 * 1024
const APPEND_LINES = 2000
const READ_BYTES = 4 * 1024 * 1024

/** Code of an append whose answer never came: the lines may or may not stand in the vault. */
export const HOST_GONE = 'HOST_GONE'

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

const gone = { type: 'Unwritable', code: HOST_GONE } as const

/** A failure of the moment: commits go to the journal alone until it is over. */
export const isPassing = (failure: VaultFailure): boolean =>
  failure.type === 'DiskFull' || failure.type === 'Unwritable'

const orGone = async <T>(call: Promise<Result<T, VaultFailure>>): Promise<Result<T, VaultFailure>> => {
  try {
    return await call
  } catch {
    // The bridge rejects only when the way to the host broke.
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
