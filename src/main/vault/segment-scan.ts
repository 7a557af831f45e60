/** Reading a segment line by line: where lines begin, what is readable, where the chain breaks, what is torn. */
import { LINE_FEED, type Line, readLine } from './line'

export type LinePlace = {
  readonly seq: number
  /** First byte of the line. */
  readonly at: number
  /** First byte after its line feed. */
  readonly end: number
}

export type Scan = {
  /** Every readable line, in the order of the file. */
  readonly lines: readonly (Line & LinePlace)[]
  /** End of the last line that was once whole; bytes behind it are a torn tail. */
  readonly goodEnd: number
  /** First entry that is unreadable or does not follow the one before it, though readable ones come after; null: none. */
  readonly brokenAt: number | null
}

/** The entry a line must follow; `hash` null: it is the first. */
export type ChainPoint = { readonly seq: number; readonly hash: string | null }

/** Calls `visit` with every whole line (without line feed) until it answers false. */
export const eachLine = (
  bytes: Uint8Array,
  visit: (line: Uint8Array, at: number, end: number) => boolean,
): void => {
  for (let at = 0; ; ) {
    const feed = bytes.indexOf(LINE_FEED, at)
    if (feed < 0 || !visit(bytes.subarray(at, feed), at, feed + 1)) return
    at = feed + 1
  }
}

/**
 * Whether an unreadable line was an entry that somebody changed. A line torn by a power cut misses its end or has a
 * hole of zeros; one that stands from hash to closing brace was once acknowledged, and is reported, never moved away.
 */
export const wasWhole = (raw: Uint8Array): boolean =>
  !raw.includes(0) && /^[0-9a-f]{64}\t\{.*\}\t\{.*\}$/s.test(Buffer.from(raw).toString('latin1'))

/** Scans a segment of `device` in `ledger` whose first line follows `after`; null: what comes before it is unknown. */
export const scanSegment = (
  bytes: Uint8Array,
  device: string,
  ledger: string,
  after: ChainPoint | null,
): Scan => {
  const lines: (Line & LinePlace)[] = []
  let last = after
  let goodEnd = 0
  let brokenAt: number | null = null
  let unreadableAt: number | null = null
  eachLine(bytes, (raw, at, end) => {
    const line = readLine(raw)
    if (!line || line.device !== device || line.ledger !== ledger) {
      unreadableAt ??= (last?.seq ?? 0) + 1
      if (wasWhole(raw)) {
        brokenAt ??= unreadableAt
        goodEnd = end
      }
      return true
    }
    const follows = last === null || (line.seq === last.seq + 1 && line.prev === last.hash)
    if (unreadableAt !== null) brokenAt ??= unreadableAt
    else if (!follows) brokenAt ??= line.seq
    lines.push({ ...line, at, end })
    last = line
    goodEnd = end
    return true
  })
  return { lines, goodEnd, brokenAt }
}

/** Places of the lines of a segment known to be whole, whose first entry is `first`: only line feeds are looked at. */
export const linePlaces = (bytes: Uint8Array, first: number): readonly LinePlace[] => {
  const places: LinePlace[] = []
  eachLine(bytes, (_line, at, end) => {
    places.push({ seq: first + places.length, at, end })
    return true
  })
  return places
}
