/**
 * One stored line, read as far as the host has to understand it: who wrote it, which number it has, what it follows,
 * and whether its bytes are what its hashes say. Meaning (changes, runs, rights) is the renderer's.
 */
import { createHash } from 'node:crypto'
import { ENTRY_FORMAT, type Strike } from '../../shared/journal/entry'
import { isBody } from '../../shared/journal/shape'

export type Line = {
  readonly device: string
  readonly seq: number
  readonly ledger: string
  readonly hash: string
  readonly prev: string | null
  readonly format: number
  /** The body hash the head vouches for. */
  readonly sealedBody: string
  /** The hash of the body that stands here; differs from `sealedBody` only where it was struck out. */
  readonly body: string
}

export const LINE_FEED = 0x0a
const TAB = 0x09
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The three parts of a line as bytes; null when there are not exactly two tabs. */
export const splitLine = (
  bytes: Uint8Array,
): { readonly hash: Uint8Array; readonly head: Uint8Array; readonly body: Uint8Array } | null => {
  const first = bytes.indexOf(TAB)
  const second = first < 0 ? -1 : bytes.indexOf(TAB, first + 1)
  if (second < 0 || bytes.indexOf(TAB, second + 1) >= 0) return null
  return {
    hash: bytes.subarray(0, first),
    head: bytes.subarray(first + 1, second),
    body: bytes.subarray(second + 1),
  }
}

const parseObject = (bytes: Uint8Array): { readonly [key: string]: unknown } | null => {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [key: string]: unknown })
      : null
  } catch {
    return null
  }
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** Nothing but its shape and the entry that vouches for it speaks for a body that was shortened by a strike. */
const isShortened = (body: unknown): boolean => isBody(body) && (body.struck?.length ?? 0) > 0

const ENTRY_ID = /^([a-z0-9]{4,32}):([1-9][0-9]{0,14})$/

/**
 * Reads a line (without its line feed) and checks its hashes. A body other than the sealed one counts only when it
 * says itself that something was struck out; whether an entry vouches for that is judged by `findUnvouched`.
 * Null: not a line.
 */
export const readLine = (bytes: Uint8Array): Line | null => {
  const parts = splitLine(bytes)
  if (parts?.hash.byteLength !== 64) return null
  const hash = Buffer.from(parts.hash).toString('latin1')
  if (!isHash(hash) || sha256(parts.head) !== hash) return null
  const head = parseObject(parts.head)
  if (!head) return null
  const id = typeof head.id === 'string' ? ENTRY_ID.exec(head.id) : null
  if (!id || typeof head.v !== 'number' || typeof head.ledger !== 'string') return null
  if (!isHash(head.body) || !(head.prev === null || isHash(head.prev))) return null
  const body = sha256(parts.body)
  if (body !== head.body && !isShortened(parseObject(parts.body))) return null
  return {
    device: id[1] ?? '',
    seq: Number(id[2]),
    ledger: head.ledger,
    hash,
    prev: head.prev,
    format: head.v,
    sealedBody: head.body,
    body,
  }
}

/** The strikes an entry vouches for; most entries have none, and are not parsed for it. */
export const strikesIn = (bytes: Uint8Array): readonly Strike[] => {
  const parts = splitLine(bytes)
  if (
    !parts ||
    !Buffer.from(parts.body.buffer, parts.body.byteOffset, parts.body.byteLength).includes('"strikes"')
  )
    return []
  const strikes = parseObject(parts.body)?.strikes
  return Array.isArray(strikes) ? (strikes as readonly Strike[]) : []
}

/** Written by a Daicho that knows a later format than this one. */
export const isNewer = (line: Line): boolean => line.format > ENTRY_FORMAT
