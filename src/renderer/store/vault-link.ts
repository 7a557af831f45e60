/** The vault as the store sees it: the host's calls, with a lost host as a named failure instead of a rejection; defects are thrown. */
import { err, type Result } from '../../shared/base/result'
import type { HostCall, VaultFailure, VaultHead } from '../../shared/contract/host-api'
import { HOST_GONE, isHostGone } from '../../shared/contract/host-gone'

/** What a call gets for bytes of lines at a time: one WebSocket message stays well under the host's limit. */
const APPEND_BYTES = 2 * 1024 * 1024
const APPEND_LINES = 2000
/** The first call has fewer: the vault begins to write while the rest is still made. */
const FIRST_BYTES = 512 * 1024
const READ_BYTES = 4 * 1024 * 1024

type Lines = Iterable<string> | AsyncIterable<string>

export type VaultLink = {
  readonly heads: () => Promise<Result<readonly VaultHead[], VaultFailure>>
  /**
   * Appends in calls of bounded size; `appended` lines were acknowledged before a failure. Lines are asked for while
   * the vault writes those before them.
   */
  readonly append: (lines: Lines) => Promise<{ appended: number; failure: VaultFailure | null }>
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

/** Lines call by call: bounded by bytes and number, one line at least. */
async function* batchesOf(lines: Lines): AsyncGenerator<string[], undefined> {
  let batch: string[] = []
  let size = 0
  let limit = FIRST_BYTES
  for await (const line of lines) {
    if (batch.length === APPEND_LINES || (batch.length > 0 && size + line.length > limit)) {
      yield batch
      batch = []
      size = 0
      limit = APPEND_BYTES
    }
    batch.push(line)
    size += line.length
  }
  if (batch.length > 0) yield batch
  return undefined
}

export const createVaultLink = (host: HostCall): VaultLink => ({
  heads: () => orGone(host('vault.heads', {})),

  append: async (lines) => {
    let appended = 0
    const batches = batchesOf(lines)
    for (let batch = await batches.next(); batch.value !== undefined; ) {
      const asked = orGone(host('vault.append', { lines: batch.value }))
      const [answer, following] = await Promise.all([asked, batches.next()])
      if (!answer.ok) return { appended, failure: answer.error }
      appended += batch.value.length
      batch = following
    }
    return { appended, failure: null }
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
