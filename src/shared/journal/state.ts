/**
 * The state of a ledger as one hash: what a sheet carries, and how the state is found again from the entries alone.
 *
 * The hash is the SHA-256 over the sorted lines `device:seq:hash LF` of every device that has a folded entry. Each of
 * those hashes stands for the whole chain before it, so nobody can rewrite any device's history and keep the hash.
 *
 * What a ledger's states were is not kept; it follows from `seen`. A device that had written its entry k had folded
 * what k and those before it saw; until its entry k + 1 came what that one saw besides. Found are, for every entry,
 * - the state right after it: itself with all that it had seen;
 * - the state right before the next: itself with all that the next one saw; behind the last, with all there is now;
 * - where only one other device's entries came in meanwhile, every state in between;
 * and the same before a device's first entry (after a restore), and the state now.
 * Not found are states between two entries of a device while entries of several other devices were coming in and only
 * part of them had; and states that hold entries this ledger no longer contains, as it should be.
 */
import type { DeviceId, EntryHead, EntryId, Hash } from './entry'
import { entryId } from './entry-id'
import { sha256Hex } from './hash'

/** The last number of each device. */
export type Seqs = { readonly [device: DeviceId]: number }

/** Hash of the state that ends at these entries; null for a ledger without entries. */
export const stateHash = (
  heads: Iterable<readonly [device: DeviceId, head: { readonly seq: number; readonly hash: Hash }]>,
): Hash | null => {
  const lines = [...heads].map(([device, { seq, hash }]) => `${device}:${seq}:${hash}\n`)
  return lines.length === 0 ? null : sha256Hex(lines.sort().join(''))
}

/** A device's chain as far as states follow from it. */
export type ChainOfStates = {
  readonly seq: number
  /** Hash of the entry of that number, from 1 to `seq`. */
  readonly hashAt: (seq: number) => Hash
  /** What its entries saw, those that say anything, in order. */
  readonly seen: readonly { readonly seq: number; readonly seen: NonNullable<EntryHead['seen']> }[]
}

export type State = {
  readonly hash: Hash
  /** The entry it was the state behind. */
  readonly entry: EntryId
  /** Entries there are now that it did not hold. */
  readonly entriesSince: number
}

/** States this ledger can have been in when a sheet was printed, as told above. `now`: what is folded now, the newest first. */
export function* statesOf(chains: ReadonlyMap<DeviceId, ChainOfStates>, now: Seqs): Generator<State> {
  const ends = new Map([...chains].map(([device, { seq }]) => [device, seq]))
  const total = [...ends.values()].reduce((sum, seq) => sum + seq, 0)

  const stateAt = (seqs: ReadonlyMap<DeviceId, number>, entry: EntryId): State => {
    let held = 0
    const heads: [DeviceId, { seq: number; hash: Hash }][] = []
    for (const [device, seq] of seqs) {
      if (seq === 0) continue
      held += seq
      heads.push([device, { seq, hash: chains.get(device)?.hashAt(seq) ?? '' }])
    }
    return { hash: stateHash(heads) ?? '', entry, entriesSince: total - held }
  }
  /** What can have been known of others: what a damaged file took is not here any more. */
  const held = (device: DeviceId, seq: number): number => Math.min(seq, ends.get(device) ?? 0)

  /** Own entry `own` (0: none yet) while the others went from `past` to `next`; the first of these was told before. */
  function* between(
    device: DeviceId,
    own: number,
    past: ReadonlyMap<DeviceId, number>,
    next: ReadonlyMap<DeviceId, number>,
  ): Generator<State> {
    const moved = [...next].filter(([other, seq]) => seq > (past.get(other) ?? 0))
    const [first] = moved
    if (first === undefined) return
    const [other, end] = first
    const from = moved.length === 1 ? (past.get(other) ?? 0) + 1 : end
    for (let seq = from; seq <= end; seq += 1) {
      const seqs = new Map([...next, [other, seq], [device, own]] as const)
      yield stateAt(seqs, own > 0 ? entryId(device, own) : entryId(other, seq))
    }
  }

  /** What a device had seen, by the first of its entries that had seen it. */
  const pastsOf = (device: DeviceId, { seen }: ChainOfStates) => {
    let past: ReadonlyMap<DeviceId, number> = new Map()
    const pasts = [{ from: 1, past }]
    for (const { seq, seen: known } of seen) {
      const next = new Map(past)
      for (const [other, last] of Object.entries(known))
        if (other !== device) next.set(other, Math.max(held(other, last), past.get(other) ?? 0))
      past = next
      pasts.push({ from: seq, past })
    }
    return pasts
  }

  // What stood right behind an entry is told by that entry, whatever else it may also have been.
  for (const [device, chain] of chains) {
    const pasts = pastsOf(device, chain)
    for (const [index, { from, past }] of pasts.entries()) {
      const end = (pasts[index + 1]?.from ?? chain.seq + 1) - 1
      for (let seq = from; seq <= end; seq += 1)
        yield stateAt(new Map([...past, [device, seq]]), entryId(device, seq))
    }
  }
  for (const [device, chain] of chains) {
    const all = new Map([...ends].filter(([other]) => other !== device))
    const pasts = [...pastsOf(device, chain), { from: chain.seq + 1, past: all }]
    for (const [index, { from, past }] of pasts.entries())
      yield* between(device, from - 1, pasts[index - 1]?.past ?? new Map(), past)
  }
  const seqsNow = new Map(Object.entries(now).map(([device, seq]) => [device, held(device, seq)]))
  const [newest] = seqsNow
  if (newest !== undefined) yield stateAt(seqsNow, entryId(newest[0], newest[1]))
}
