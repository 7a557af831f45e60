/**
 * Checks a ledger line by line: hashes, chains, runs, and whether every shortened body is vouched for. Lines of one
 * device come in order; devices may come one after another or mixed. Keeps only what it needs to go on: a head per
 * device, open runs, and strikes.
 */

import type { DeviceId, Entry, EntryId, Hash, LedgerId, Strike } from './entry'
import { entryId } from './entry-id'
import { hashOfParts, piecesOf } from './run'
import { bodyHashOf, parseLine } from './seal'

export type ChainProblem = 'hash' | 'prev' | 'seq' | 'body' | 'ledger' | 'unreadable'

export type LedgerProblem =
  | { readonly kind: 'chain'; readonly entry: EntryId; readonly problem: ChainProblem }
  /** A run whose closing entry does not say what its parts are, or that was left without one. */
  | { readonly kind: 'run'; readonly entry: EntryId }

export type StruckBody = { readonly entry: EntryId; readonly by: EntryId; readonly reason: string }

export type LedgerHead = { readonly device: DeviceId; readonly seq: number; readonly hash: Hash }

export type Verification = {
  readonly entries: number
  /** Problems that need the whole ledger: bodies nobody vouches for, runs without an end. */
  readonly problems: readonly LedgerProblem[]
  readonly struck: readonly StruckBody[]
  /** Entries whose body still holds what a strike took out: the strike is to be planned again. */
  readonly strikesToDo: readonly EntryId[]
  readonly heads: readonly LedgerHead[]
}

export type Verifier = {
  /** Takes the next line of a device (without its line feed); says what does not fit in it. */
  feed(device: DeviceId, line: string): readonly LedgerProblem[]
  /** Says what only the whole ledger shows. */
  finish(): Verification
}

type DeviceState = {
  seq: number
  /** Null before the first entry; undefined behind a line that could not be read. */
  hash: Hash | null | undefined
  run: { readonly id: string; readonly first: EntryId; hashes: Hash[]; pieces: number; fits: boolean } | null
  strikes: Vouched[]
}

type Vouched = { readonly strike: Strike; readonly by: EntryId; readonly reason: string }

export function createVerifier(ledger: LedgerId): Verifier {
  const devices = new Map<DeviceId, DeviceState>()
  const vouched: Vouched[] = []
  /** Shortened bodies: entry → hash by its head, hash as stored. */
  const shortened = new Map<EntryId, { readonly original: Hash; readonly stored: Hash }>()
  let entries = 0

  function stateOf(device: DeviceId): DeviceState {
    const known = devices.get(device)
    if (known) return known
    const state: DeviceState = { seq: 0, hash: null, run: null, strikes: [] }
    devices.set(device, state)
    return state
  }

  function feed(device: DeviceId, line: string): readonly LedgerProblem[] {
    entries++
    const state = stateOf(device)
    const expected = state.seq + 1
    const problems: LedgerProblem[] = []
    const note = (problem: ChainProblem, entry: EntryId = entryId(device, expected)) =>
      problems.push({ kind: 'chain', entry, problem })

    const parsed = parseLine(line)
    if (!parsed.ok) {
      const { error } = parsed
      const known = error.type === 'HeadHash' || error.type === 'BodyHash' ? error : null
      note(error.type === 'HeadHash' ? 'hash' : error.type === 'BodyHash' ? 'body' : 'unreadable')
      if (error.type === 'BodyHash' && state.hash !== undefined && error.prev !== state.hash) note('prev')
      state.seq = expected
      state.hash = known?.hash
      // What a part that cannot be read held is unknown: nothing is said of its run twice.
      if (state.run) state.run.fits = false
      return problems
    }
    const entry = parsed.value
    const { id } = entry.head
    if (entry.device !== device || entry.seq !== expected) note('seq', id)
    if (state.hash !== undefined && entry.head.prev !== state.hash) note('prev', id)
    if (entry.head.ledger !== ledger) note('ledger', id)
    if (entry.device === device) state.seq = entry.seq
    state.hash = entry.hash
    if (entry.body.struck !== undefined && entry.body.struck.length > 0) {
      shortened.set(id, { original: entry.head.body, stored: bodyHashOf(line) })
    }
    problems.push(...followRun(state, entry))
    return problems
  }

  /** Follows a device's runs; what a run vouches for counts when it has ended. */
  function followRun(state: DeviceState, entry: Entry): LedgerProblem[] {
    const { id, run } = entry.head
    const problems: LedgerProblem[] = []
    const mine = (entry.body.strikes ?? []).map((strike) => ({
      strike,
      by: id,
      reason: entry.body.reason ?? '',
    }))
    if (state.run !== null && run?.id !== state.run.id) {
      problems.push({ kind: 'run', entry: state.run.first })
      state.run = null
      state.strikes = []
    }
    if (run === undefined) {
      vouched.push(...mine)
      return problems
    }
    if ('part' in run) {
      state.run ??= { id: run.id, first: id, hashes: [], pieces: 0, fits: true }
      state.run.hashes.push(entry.hash)
      state.run.pieces += piecesOf(entry)
      if (run.part !== state.run.hashes.length) state.run.fits = false
      state.strikes.push(...mine)
      return problems
    }
    if ('end' in run) {
      const { hashes, pieces, fits } = state.run ?? { hashes: [], pieces: 0, fits: false }
      const { end } = run
      if (fits && end.parts === hashes.length && end.changes === pieces && end.hash === hashOfParts(hashes)) {
        vouched.push(...state.strikes)
      } else problems.push({ kind: 'run', entry: id })
    }
    state.run = null
    state.strikes = []
    return problems
  }

  function finish(): Verification {
    const problems: LedgerProblem[] = []
    const struck: StruckBody[] = []
    const strikesOf = new Map<EntryId, Vouched[]>()
    for (const one of vouched)
      strikesOf.set(one.strike.entry, [...(strikesOf.get(one.strike.entry) ?? []), one])

    for (const [entry, { original, stored }] of shortened) {
      const chain = vouchersOf(strikesOf.get(entry) ?? [], original, stored)
      if (chain.length === 0) problems.push({ kind: 'chain', entry, problem: 'body' })
      for (const { by, reason } of chain) struck.push({ entry, by, reason })
    }
    const strikesToDo = [...strikesOf].flatMap(([entry, strikes]) => {
      const body = shortened.get(entry)
      const isToDo =
        body === undefined ? isHere(entry) : strikes.some(({ strike }) => strike.before === body.stored)
      return isToDo ? [entry] : []
    })
    for (const state of devices.values()) {
      if (state.run !== null) problems.push({ kind: 'run', entry: state.run.first })
    }
    const heads = [...devices].flatMap(([device, { seq, hash }]) => (hash ? [{ device, seq, hash }] : []))
    return { entries, problems, struck, strikesToDo, heads }
  }

  const isHere = (entry: EntryId): boolean => {
    const split = entry.lastIndexOf(':')
    return (devices.get(entry.slice(0, split))?.seq ?? 0) >= Number(entry.slice(split + 1))
  }

  return { feed, finish }
}

/** The strikes that lead from a body's original hash to the stored one, in order; none when they do not. */
function vouchersOf(strikes: readonly Vouched[], original: Hash, stored: Hash): readonly Vouched[] {
  const chain: Vouched[] = []
  let at = stored
  while (at !== original) {
    const next = strikes.find(
      ({ strike }) => strike.after === at && !chain.some((one) => one.strike === strike),
    )
    if (next === undefined) return []
    chain.unshift(next)
    at = next.strike.before
  }
  return chain
}
