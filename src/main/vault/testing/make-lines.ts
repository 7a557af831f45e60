/** Lines as the store writes them, for tests of the host. */
import type { Strike } from '../../../shared/journal/entry'
import { sha256 } from '../line'

export type LineMaker = {
  /** The next line of the chain, with `size` characters of text in its body. */
  readonly next: (size?: number, strikes?: readonly Strike[]) => string
  /** The next `count` lines. */
  readonly many: (count: number, size?: number) => string[]
  /** Another line under the number of the last one made. */
  readonly rival: () => string
  /** Entries made so far. */
  readonly count: () => number
}

type Chain = { seq: number; prev: string | null; before: string | null }

/** A chain of one device, from `after` on. */
export const createLineMaker = (
  ledger: string,
  device: string,
  after: { readonly seq: number; readonly hash: string | null } = { seq: 0, hash: null },
): LineMaker => {
  const chain: Chain = { seq: after.seq, prev: after.hash, before: null }
  let made = 0
  const make = (seq: number, prev: string | null, text: string, strikes?: readonly Strike[]): string => {
    made += 1
    const body = JSON.stringify({
      salt: `${made}`,
      actorName: '佐藤',
      changes: [text],
      ...(strikes ? { strikes } : {}),
    })
    const head = JSON.stringify({ v: 1, ledger, id: `${device}:${seq}`, prev, body: sha256(body) })
    return `${sha256(head)}\t${head}\t${body}`
  }
  const next: LineMaker['next'] = (size = 40, strikes) => {
    const line = make(chain.seq + 1, chain.prev, '髙'.repeat(size), strikes)
    chain.before = chain.prev
    chain.prev = hashOf(line)
    chain.seq += 1
    return line
  }
  return {
    next,
    many: (count, size) => Array.from({ length: count }, () => next(size)),
    rival: () => make(chain.seq, chain.before, 'rival'),
    count: () => chain.seq,
  }
}

export const hashOf = (line: string): string => line.slice(0, 64)

/** The same line with its body struck out, and the hashes a strike names. */
export const struckLine = (
  line: string,
): { readonly line: string; readonly before: string; readonly after: string } => {
  const [hash, head, body] = line.split('\t') as [string, string, string]
  const shortened = JSON.stringify({
    salt: '',
    actorName: '佐藤',
    changes: [],
    struck: [{ record: 'person:1', field: 'name' }],
  })
  return { line: `${hash}\t${head}\t${shortened}`, before: sha256(body), after: sha256(shortened) }
}
