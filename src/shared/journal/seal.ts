/**
 * Between an entry and its line: sealing fixes the bytes and hashes them; parsing hashes the bytes as they are
 * stored, never a re-serialisation, keeps members it does not know, and never throws.
 */
import { err, ok, type Result } from '../base/result'
import { isWellFormed } from '../base/text'
import {
  type DeviceId,
  ENTRY_FORMAT,
  type Entry,
  type EntryBody,
  type EntryHead,
  type EntryId,
  type Hash,
} from './entry'
import { entryId, parseEntryId } from './entry-id'
import { type Digest, sha256Hex, sha256HexWith } from './hash'
import { isBody, isHead, isMembers } from './shape'

/** Everything of an entry but its place in the device's chain. */
export type EntryDraft = {
  readonly head: Omit<EntryHead, 'v' | 'id' | 'body' | 'prev'>
  readonly body: EntryBody
}

/** The place the next entry of a device takes; `prev` is the hash of the device's last entry, null for its first. */
export type Position = { readonly device: DeviceId; readonly seq: number; readonly prev: Hash | null }

/** Fixes id, bytes and hash of an entry. */
export function sealEntry(draft: EntryDraft, position: Position): Entry {
  const body = JSON.stringify(draft.body)
  const head = headOf(draft, position, sha256Hex(body))
  const text = JSON.stringify(head)
  return entryOf(draft, position, { head, text, hash: sha256Hex(text) }, body)
}

/** The same, hashed by the platform: for the long entries of a run. */
export async function sealEntryWith(digest: Digest, draft: EntryDraft, position: Position): Promise<Entry> {
  const body = JSON.stringify(draft.body)
  const head = headOf(draft, position, await sha256HexWith(digest, body))
  const text = JSON.stringify(head)
  return entryOf(draft, position, { head, text, hash: await sha256HexWith(digest, text) }, body)
}

function headOf(draft: EntryDraft, { device, seq, prev }: Position, body: Hash): EntryHead {
  const { ledger, ...rest } = draft.head
  return { v: ENTRY_FORMAT, ledger, id: entryId(device, seq), ...rest, body, prev }
}

type SealedHead = { readonly head: EntryHead; readonly text: string; readonly hash: Hash }

function entryOf(
  { body }: EntryDraft,
  { device, seq }: Position,
  { head, text, hash }: SealedHead,
  bodyText: string,
): Entry {
  return { device, seq, hash, head, body, line: `${hash}\t${text}\t${bodyText}` }
}

/** The place behind an entry. */
export const positionAfter = (entry: Entry): Position => ({
  device: entry.device,
  seq: entry.seq + 1,
  prev: entry.hash,
})

export type LineProblem =
  /** Not an entry at all: parts, JSON or shape. */
  | { readonly type: 'Unreadable' }
  /** Written by a newer Daicho. */
  | { readonly type: 'NewerFormat'; readonly found: number }
  /** The head's bytes are not those that were hashed. */
  | {
      readonly type: 'HeadHash'
      readonly id: EntryId | null
      readonly prev: Hash | null
      readonly hash: Hash
    }
  /** The head fits, the body does not and does not say that it was shortened. */
  | { readonly type: 'BodyHash'; readonly id: EntryId; readonly prev: Hash | null; readonly hash: Hash }

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The three parts of a line as they stand, or null. */
export function splitLine(line: string): { hash: string; head: string; body: string } | null {
  if (line.charCodeAt(64) !== 9) return null
  const second = line.indexOf('\t', 65)
  if (second < 0 || line.indexOf('\t', second + 1) >= 0) return null
  return { hash: line.slice(0, 64), head: line.slice(65, second), body: line.slice(second + 1) }
}

/** Hash of the body's bytes as they stand in the line. */
export const bodyHashOf = (line: string): Hash => sha256Hex(line.slice(line.indexOf('\t', 65) + 1))

/**
 * Reads one line (without its line feed). A shortened body (`struck`) is let through although its hash differs;
 * `createVerifier` says whether somebody vouches for it.
 *
 * `hashes: 'trusted'` skips hashing: only for lines this program checked before it stored them.
 */
export function parseLine(
  line: string,
  hashes: 'checked' | 'trusted' = 'checked',
): Result<Entry, LineProblem> {
  const parts = splitLine(line)
  if (parts === null || !isWellFormed(line)) return err({ type: 'Unreadable' })
  const head = parseJson(parts.head)
  const headFits = hashes === 'trusted' || sha256Hex(parts.head) === parts.hash
  if (!headFits) {
    const known = isHead(head) ? head : null
    return err({ type: 'HeadHash', id: known?.id ?? null, prev: known?.prev ?? null, hash: parts.hash })
  }
  if (!isHead(head)) {
    const found = isMembers(head) ? head.v : undefined
    return Number.isSafeInteger(found) && (found as number) > ENTRY_FORMAT
      ? err({ type: 'NewerFormat', found: found as number })
      : err({ type: 'Unreadable' })
  }
  const body = parseJson(parts.body)
  const struck = isBody(body) && body.struck !== undefined && body.struck.length > 0
  if (!struck && hashes === 'checked' && sha256Hex(parts.body) !== head.body) {
    return err({ type: 'BodyHash', id: head.id, prev: head.prev, hash: parts.hash })
  }
  const place = parseEntryId(head.id)
  if (!isBody(body) || place === null) return err({ type: 'Unreadable' })
  return ok({ device: place.device, seq: place.seq, hash: parts.hash, head, body, line })
}
