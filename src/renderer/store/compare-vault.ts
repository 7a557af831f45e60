/**
 * The journal database beside the vault, before anything is written: what is behind is filled from the vault, what
 * only the browser has is brought to it, and of two entries under one number the vault's stands while the other is
 * set aside to be entered again.
 * Lines set aside are remembered by the journal database until they are.
 */
import { err, ok, type Result } from '../../shared/base/result'
import type { LedgerFailure, VaultFailure, VaultHead } from '../../shared/contract/host-api'
import type { DeviceId, Entry, LedgerId } from '../../shared/journal/entry'
import { parseLine } from '../../shared/journal/seal'
import type { DeviceHead, JournalDb } from './journal-db'
import type { Opened, Progress } from './store-api'
import { isFork, isPassing, type VaultLink } from './vault-link'

export type Comparison = {
  readonly filled: Opened['filled']
  /** Entries brought to the vault. */
  readonly brought: number
  /** Own entries the vault has now; fewer than the journal when it could not be written. */
  readonly vaultSeq: number
  /** Why the vault does not take the next of them; null when it took all, or may take them later. */
  readonly refused: VaultFailure | null
}

type Surroundings = {
  readonly vault: VaultLink
  readonly journal: JournalDb
  readonly ledger: LedgerId
  /** This device. */
  readonly device: DeviceId
  readonly onProgress: (progress: Progress) => void
}

type Failure = LedgerFailure | VaultFailure

const hashOfLine = (line: string): string => line.slice(0, 64)

/** Whether an entry is the next one of a device's chain. */
const follows = (
  entry: Entry,
  last: { readonly ledger: LedgerId; readonly device: DeviceId; seq: number; hash: string | null },
): boolean =>
  entry.device === last.device &&
  entry.seq === last.seq + 1 &&
  entry.head.prev === last.hash &&
  entry.head.ledger === last.ledger

/** Reads the vault's chain of a device behind the journal's and stores it, each line checked. */
const fillDevice = async (
  { vault, journal, ledger, onProgress }: Surroundings,
  head: VaultHead,
): Promise<Result<null, Failure>> => {
  const { device } = head
  let { seq, hash }: { seq: number; hash: string | null } = journal.heads()[device] ?? { seq: 0, hash: null }
  while (seq < head.seq) {
    onProgress({ step: 'fill', done: seq, total: head.seq })
    const lines = await vault.read(device, seq + 1)
    if (!lines.ok) return lines
    const first = seq + 1
    for (const line of lines.value) {
      const entry = parseLine(line)
      if (!entry.ok && entry.error.type === 'NewerFormat')
        return err({ type: 'NewerFormat', found: entry.error.found, known: 1 })
      if (!entry.ok || !follows(entry.value, { ledger, device, seq, hash }))
        return err({ type: 'VaultDamaged', device, seq: seq + 1 })
      seq += 1
      hash = entry.value.hash
    }
    if (lines.value.length === 0 || hash === null) return err({ type: 'VaultDamaged', device, seq: seq + 1 })
    await journal.appendPacked(device, first, lines.value, hash)
  }
  return ok(null)
}

/** Last number under which journal and vault have the same entry; both have at least `limit` entries. */
const findCommon = async (
  { vault, journal }: Surroundings,
  device: DeviceId,
  limit: number,
): Promise<Result<number, Failure>> => {
  let low = 0
  let high = limit
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const there = await vault.read(device, middle, 1)
    if (!there.ok) return there
    const here = await journal.line(`${device}:${middle}`)
    const isSame = here !== undefined && hashOfLine(here) === hashOfLine(there.value[0] ?? '')
    if (isSame) low = middle
    else high = middle - 1
  }
  return ok(low)
}

/** Whether the journal's own bookkeeping holds: its first line is there, and its last is the head it names. */
const isWhole = async (journal: JournalDb, device: DeviceId, head: DeviceHead): Promise<boolean> => {
  const line = await journal.line(`${device}:${head.seq}`)
  if (line === undefined || hashOfLine(line) !== head.hash) return false
  return (await journal.line(`${device}:1`)) !== undefined
}

/** Whether what only the journal has goes on from the vault's head, line by line, up to the journal's own. */
const isChainBehind = async (
  { journal, ledger }: Surroundings,
  device: DeviceId,
  there: DeviceHead | null,
): Promise<boolean> => {
  const last = { ledger, device, seq: there?.seq ?? 0, hash: there?.hash ?? null }
  for await (const { lines } of journal.read(device, last.seq + 1))
    for (const line of lines) {
      const entry = parseLine(line)
      if (!entry.ok || !follows(entry.value, last)) return false
      last.seq += 1
      last.hash = entry.value.hash
    }
  return last.seq === journal.heads()[device]?.seq
}

const headAt = async (journal: JournalDb, device: DeviceId, seq: number): Promise<DeviceHead | null> => {
  const line = seq === 0 ? undefined : await journal.line(`${device}:${seq}`)
  return line === undefined ? null : { seq, hash: hashOfLine(line) }
}

/** Compares one device's chain and sets aside what does not belong to it. */
const settleDevice = async (
  around: Surroundings,
  device: DeviceId,
  there: DeviceHead | null,
  here: DeviceHead | null,
): Promise<Result<{ readonly damaged: boolean }, Failure>> => {
  const { journal } = around
  if (here === null) return ok({ damaged: false })
  if (
    there !== null &&
    there.seq === here.seq &&
    there.hash === here.hash &&
    (await isWhole(journal, device, here))
  )
    return ok({ damaged: false })
  let damaged = !(await isWhole(journal, device, here))
  const common = await findCommon(around, device, Math.min(here.seq, there?.seq ?? 0))
  if (!common.ok) return common
  const isAhead = common.value === (there?.seq ?? 0) && here.seq > common.value
  const isBehind = common.value === here.seq
  // A line that the vault could only refuse: those behind it are entered again, it is kept aside.
  if (isAhead && device === around.device) damaged ||= !(await isChainBehind(around, device, there))
  if (isBehind || (isAhead && device === around.device && !damaged)) return ok({ damaged })
  await journal.setAside(device, common.value + 1, await headAt(journal, device, common.value))
  return ok({ damaged })
}

/** Own entries behind the vault's head, appended in order. */
export const bringPending = async (
  vault: VaultLink,
  journal: JournalDb,
  device: DeviceId,
  vaultSeq: number,
): Promise<{ readonly vaultSeq: number; readonly failure: VaultFailure | null }> => {
  let seq = vaultSeq
  for await (const batch of journal.read(device, vaultSeq + 1)) {
    const { appended, failure } = await vault.append(batch.lines)
    seq += appended
    if (failure !== null) return { vaultSeq: seq, failure }
  }
  return { vaultSeq: seq, failure: null }
}

/** `heads`: what `vault.heads` answered just now. */
export const compareWithVault = async (
  around: Surroundings,
  heads: Result<readonly VaultHead[], VaultFailure>,
): Promise<Result<Comparison, Failure>> => {
  const { vault, journal, device: own } = around
  if (!heads.ok) return heads
  // What the vault has lost is only made up for where this browser still has it.
  for (const { device, damagedAt } of heads.value)
    if (damagedAt !== undefined && (journal.heads()[device]?.seq ?? 0) < damagedAt)
      return err({ type: 'VaultDamaged', device, seq: damagedAt })
  const inVault = new Map(heads.value.flatMap((head) => (head.seq > 0 ? [[head.device, head]] : [])))
  const wasEmpty = Object.keys(journal.heads()).length === 0
  let damaged = false
  let filledAny = false

  for (const device of new Set([...inVault.keys(), ...Object.keys(journal.heads())])) {
    const there = inVault.get(device) ?? null
    const settled = await settleDevice(around, device, there, journal.heads()[device] ?? null)
    if (!settled.ok) return settled
    damaged ||= settled.value.damaged
    if (there === null || (journal.heads()[device]?.seq ?? 0) >= there.seq) continue
    const filled = await fillDevice(around, there)
    if (!filled.ok) return filled
    filledAny = true
  }

  const inVaultSeq = inVault.get(own)?.seq ?? 0
  const brought = await bringPending(vault, journal, own, inVaultSeq)
  const refused = brought.failure !== null && !isPassing(brought.failure) ? brought.failure : null
  // Somebody wrote between the comparison and now; whatever else is refused, the rest of the ledger can be worked with.
  if (refused !== null && isFork(refused)) return err(refused)
  return ok({
    filled: damaged ? 'damaged' : !filledAny ? null : wasEmpty ? 'empty' : 'behind',
    brought: brought.vaultSeq - inVaultSeq,
    vaultSeq: brought.vaultSeq,
    refused,
  })
}
