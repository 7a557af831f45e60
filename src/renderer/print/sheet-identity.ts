/** By what a sheet of paper is known again: which sheet it is, what it says, and the state of the ledger it was drawn from. */
import type { JsonValue } from '../../shared/base/json'
import { sha256Hex } from '../../shared/journal/hash'

export type SheetIdentity = {
  readonly ledger: string
  /** The same for every issue of the same sheet. */
  readonly sheet: string
  /** The state of the ledger as people read it: device code and number of the last entry, such as A-152. */
  readonly version: string
  /** SHA-256 of what the sheet says; unchanged while that is unchanged. */
  readonly content: string
  /** Hash of the journal's head; Verify finds the state by it. Null for a ledger without entries. */
  readonly head: string | null
}

/** Figures of a hash on the sheet: 16, as 64 bits are enough to find a state and to notice a change. */
const SHOWN = 16

/** SHA-256, in hex, of a value with its keys in order. */
export const hashOf = (value: JsonValue): string => sha256Hex(canonical(value))

/** A hash as it is printed and typed: 16 figures in groups of four. */
export const shortHash = (hash: string): string => hash.slice(0, SHOWN).replace(/.{4}(?=.)/g, '$& ')

/**
 * What the QR code says: `DAICHO:1:ledger:sheet:version:content:head`, in capitals so that the code stays small. Ids
 * and hashes only, nothing personal.
 */
export const identityText = ({ ledger, sheet, version, content, head }: SheetIdentity): string =>
  ['DAICHO', '1', ledger, sheet, version, content, (head ?? '').slice(0, SHOWN)]
    .map((part) => part.toUpperCase().replace(/[^A-Z0-9.-]/g, '-'))
    .join(':')

const canonical = (value: JsonValue): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
