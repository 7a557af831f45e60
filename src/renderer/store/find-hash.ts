/**
 * Whether a hash typed from paper is a state this ledger still contains. Sheets carry the hash of the whole state
 * (`stateHash`); older ones the hash of the printing device's last entry, which stands for that device's chain alone.
 */
import { headInCode } from '../../shared/exchange/sheet-code'
import type { DeviceId, EntryHead, EntryId } from '../../shared/journal/entry'
import { parseLine, splitLine } from '../../shared/journal/seal'
import { type ChainOfStates, type Seqs, statesOf } from '../../shared/journal/state'
import { breathe } from './breathe'
import type { JournalDb } from './journal-db'
import type { HashAnswer } from './store-api'

/** Fewer hex digits than this fit too many states. */
const SHORTEST = 8
const HASH_LENGTH = 64
/** States looked at between two looks at what else is asked. */
const STATES_AT_ONCE = 5000

/** As it was typed: any width and case, with spaces, hyphens or colons between groups. */
const cleanHash = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s:\-‐－ー−]/g, '')

const seenIn = (line: string): EntryHead['seen'] => {
  const head = splitLine(line)?.head ?? ''
  return head.includes('"seen":') ? (JSON.parse(head) as EntryHead).seen : undefined
}

/** Reads a device's chain; of its lines only hashes and what they saw are kept in memory. */
const readChain = async (journal: JournalDb, device: DeviceId): Promise<ChainOfStates> => {
  const batches: { readonly from: number; readonly hashes: string }[] = []
  const seen: { seq: number; seen: NonNullable<EntryHead['seen']> }[] = []
  let seq = 0
  for await (const { from, lines } of journal.read(device, 1)) {
    // One text per batch, so that no slice keeps a whole line in memory.
    batches.push({ from, hashes: lines.map((line) => line.slice(0, HASH_LENGTH)).join('') })
    for (const [index, line] of lines.entries()) {
      const known = seenIn(line)
      if (known !== undefined) seen.push({ seq: from + index, seen: known })
    }
    seq = from + lines.length - 1
  }
  let last = batches[0]
  const hashAt = (wanted: number): string => {
    const isIn = (batch: typeof last) =>
      batch !== undefined && batch.from <= wanted && wanted < batch.from + batch.hashes.length / HASH_LENGTH
    if (!isIn(last)) last = batches.findLast(({ from }) => from <= wanted)
    if (!isIn(last) || last === undefined) return ''
    const at = (wanted - last.from) * HASH_LENGTH
    return last.hashes.slice(at, at + HASH_LENGTH)
  }
  return { seq, hashAt, seen }
}

/** `now`: what is folded now, the newest first. */
export const findHash = async (journal: JournalDb, now: Seqs, text: string): Promise<HashAnswer> => {
  const wanted = cleanHash(headInCode(text) ?? text)
  if (!/^[0-9a-f]*$/.test(wanted) || wanted.length > HASH_LENGTH) return { type: 'unknown' }
  if (wanted.length < SHORTEST) return { type: 'tooShort' }
  const atOf = async (entry: EntryId): Promise<string> => {
    const parsed = parseLine((await journal.line(entry)) ?? '', 'trusted')
    return parsed.ok ? parsed.value.head.at : ''
  }

  const chains = new Map<DeviceId, ChainOfStates>()
  for (const device of Object.keys(journal.heads())) chains.set(device, await readChain(journal, device))
  let looked = 0
  for (const { hash, entry, entriesSince } of statesOf(chains, now)) {
    if (hash.startsWith(wanted))
      return { type: 'entry', entry, at: await atOf(entry), entriesSince, covers: 'ledger' }
    looked += 1
    if (looked % STATES_AT_ONCE === 0) await breathe()
  }

  for (const [device, { seq: end, hashAt }] of chains)
    for (let seq = 1; seq <= end; seq += 1) {
      if (!hashAt(seq).startsWith(wanted)) continue
      const entry: EntryId = `${device}:${seq}`
      const covers = chains.size === 1 ? 'ledger' : 'device'
      return { type: 'entry', entry, at: await atOf(entry), entriesSince: end - seq, covers }
    }
  return { type: 'unknown' }
}
