/** What fold and verification ask of a run: the parts of an intent too large for one entry, and their closing entry. */
import type { Clock, DeviceId, Entry, Hash } from './entry'
import { sha256Hex } from './hash'
import type { Position } from './seal'

/** Hash a run's closing entry carries over its parts. */
export const hashOfParts = (hashes: readonly Hash[]): Hash => sha256Hex(hashes.join(''))

/** A run that never ended, as found at start. */
export type OpenRun = {
  readonly id: string
  readonly intent: string
  /** Where its next entry would have come. */
  readonly position: Position
  /** Clock of its last part. */
  readonly clock: Clock
}

/** Whether a run's closing entry, the last, says what its parts are. */
export function runFits(entries: readonly Entry[]): boolean {
  const run = entries[entries.length - 1]?.head.run
  // An abandoned run fits nothing.
  if (run === undefined || !('end' in run)) return false
  const parts = entries.slice(0, -1)
  return (
    run.end.parts === parts.length &&
    run.end.changes === parts.reduce((sum, part) => sum + piecesOf(part), 0) &&
    run.end.hash === hashOfParts(parts.map((part) => part.hash)) &&
    parts.every((part, index) => {
      const own = part.head.run
      return own !== undefined && 'part' in own && own.part === index + 1
    })
  )
}

/** Changes and strikes an entry holds: what a closing entry counts. */
export const piecesOf = (entry: Entry): number =>
  entry.body.changes.length + (entry.body.strikes?.length ?? 0)

/** The run at the end of what was received of a device, if it has no closing entry. */
export function findOpenRun(
  device: DeviceId,
  waiting: ReadonlyMap<number, Entry> | undefined,
  headSeq: number,
): OpenRun | null {
  let last: Entry | undefined
  for (let seq = headSeq + 1; ; seq++) {
    const entry = waiting?.get(seq)
    if (entry === undefined) break
    last = entry
  }
  const run = last?.head.run
  if (last === undefined || run === undefined || !('part' in run)) return null
  return {
    id: run.id,
    intent: last.head.intent,
    position: { device, seq: last.seq + 1, prev: last.hash },
    clock: last.head.clock,
  }
}
