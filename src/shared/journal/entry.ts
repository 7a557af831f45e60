/**
 * The entry, format v1: one user intent, kept for ever. A segment file holds one entry per line:
 *
 *     hash TAB head TAB body LF
 *
 * `head` and `body` are JSON texts (which never hold a raw tab or line feed), `hash` is the SHA-256 of the
 * head's exact UTF-8 bytes in lower-case hex, and `head.body` that of the body's. Bytes are hashed as stored and
 * never re-serialised. The salt lies in the body, so a body that was struck out cannot be guessed from its hash.
 */
import type { JsonValue } from '../base/json'

export const ENTRY_FORMAT = 1

export type DeviceId = string
export type LedgerId = string
/** `device:seq`, seq counting from 1 without gaps per device. */
export type EntryId = `${DeviceId}:${number}`
/** `type:random`. */
export type RecordId = `${string}:${string}`
/** Hybrid logical clock: `2026-11-22T05:00:00.123Z+0003`; compares as text. */
export type Clock = string
/** SHA-256 in lower-case hex. */
export type Hash = string

/** What the person meant; history and undo speak of it. */
export type IntentKind =
  | 'setUp'
  | 'create'
  | 'edit'
  | 'delete'
  | 'restore'
  | 'import'
  | 'undo'
  | 'redo'
  | 'strike'
  | 'sample'
  | 'abandon'

/** Parts of an intent too large for one entry. Nothing of a run is visible before its end. */
export type RunPart =
  | { readonly id: string; readonly part: number }
  /** `hash`: SHA-256 over the parts' entry hashes in order, as concatenated hex text. */
  | {
      readonly id: string
      readonly end: { readonly parts: number; readonly changes: number; readonly hash: Hash }
    }
  | { readonly id: string; readonly abandoned: true }

export type EntryHead = {
  readonly v: typeof ENTRY_FORMAT
  readonly ledger: LedgerId
  readonly id: EntryId
  readonly clock: Clock
  /** Instant by the device's wall clock, ISO UTC, with its zone name and offset (minutes east of UTC). */
  readonly at: string
  readonly zone: string
  readonly offset: number
  /** User id. */
  readonly actor: RecordId
  readonly kind: IntentKind
  /** Random; the same in all parts of a run. */
  readonly intent: string
  /** The intent this one takes back (undo) or brings back (redo). */
  readonly undoes?: string
  /** Record → names of the fields touched. */
  readonly touched: { readonly [record: RecordId]: readonly string[] }
  /** Heads of other devices folded when this was written, where changed since this device's previous entry. */
  readonly seen?: { readonly [device: DeviceId]: number }
  readonly run?: RunPart
  readonly body: Hash
  /** Hash of this device's previous entry; null for its first. */
  readonly prev: Hash | null
  /** For a branch entered again under a new device id: the entry it was. */
  readonly was?: EntryId
}

/** The life of a record is a field like any other: null (never was), live, deleted. */
export const LIFE = '_life'

/** Before and after of one field; null is "empty". */
export type FieldChange = readonly [before: JsonValue, after: JsonValue]

export type Change = {
  readonly record: RecordId
  /** What the record was called, frozen: history survives deletion. */
  readonly name: string
  readonly set: { readonly [field: string]: FieldChange }
}

/** A body that was replaced by a shortened one, vouched for by the entry that carries this. */
export type Strike = {
  readonly entry: EntryId
  readonly fields: readonly { readonly record: RecordId; readonly field: string }[]
  readonly before: Hash
  readonly after: Hash
}

export type EntryBody = {
  /** 128 random bits in hex. */
  readonly salt: string
  readonly actorName: string
  readonly reason?: string
  readonly changes: readonly Change[]
  readonly strikes?: readonly Strike[]
  /** Present in a shortened body: what was taken out stands as null in `set`, and here by name. */
  readonly struck?: readonly { readonly record: RecordId; readonly field: string }[]
}

/** An entry as read from or written to a segment line. */
export type Entry = {
  readonly device: DeviceId
  readonly seq: number
  readonly hash: Hash
  readonly head: EntryHead
  readonly body: EntryBody
  /** The line without its line feed: the bytes that are stored and hashed. */
  readonly line: string
}
