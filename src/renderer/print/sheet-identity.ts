/** Hashes of what a sheet says, and how they are printed. */
import type { JsonValue } from '../../shared/base/json'
import { SHOWN_FIGURES } from '../../shared/exchange/sheet-code'
import { sha256Hex } from '../../shared/journal/hash'

/** SHA-256, in hex, of a value with its keys in order. */
export const hashOf = (value: JsonValue): string => sha256Hex(canonical(value))

/** A hash as it is printed and typed: 16 figures in groups of four. */
export const shortHash = (hash: string): string => hash.slice(0, SHOWN_FIGURES).replace(/.{4}(?=.)/g, '$& ')

const canonical = (value: JsonValue): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}
