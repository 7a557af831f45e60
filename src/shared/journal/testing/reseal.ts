/** Runs as no Daicho writes them, with a chain that is right. */
import type { Entry, RunPart } from '../entry'
import { hashOfParts } from '../run'
import { type Position, positionAfter, sealEntry } from '../seal'

/** The entries of a run sealed anew with other run members; the closing entry's hash fits unless `alter` says otherwise. */
export function resealRun(
  entries: readonly Entry[],
  alter: (run: RunPart, index: number) => RunPart,
): Entry[] {
  const sealed: Entry[] = []
  const [first] = entries as [Entry]
  let position: Position = { device: first.device, seq: first.seq, prev: first.head.prev }
  entries.forEach(({ head: { v: _v, id: _id, body: _body, prev: _prev, ...head }, body }, index) => {
    const run = head.run as RunPart
    const hash = hashOfParts(sealed.map((entry) => entry.hash))
    const fitting = 'end' in run ? { ...run, end: { ...run.end, hash } } : run
    const entry = sealEntry({ head: { ...head, run: alter(fitting, index) }, body }, position)
    sealed.push(entry)
    position = positionAfter(entry)
  })
  return sealed
}

/** Ways in which a run can be wrong though its chain is right. */
export const brokenRuns: readonly [what: string, alter: (run: RunPart, index: number) => RunPart][] = [
  [
    'counts other parts',
    (run) => ('end' in run ? { ...run, end: { ...run.end, parts: run.end.parts + 1 } } : run),
  ],
  [
    'counts other changes',
    (run) => ('end' in run ? { ...run, end: { ...run.end, changes: run.end.changes - 1 } } : run),
  ],
  ['has another hash', (run) => ('end' in run ? { ...run, end: { ...run.end, hash: '0'.repeat(64) } } : run)],
  [
    'leaves a part out',
    (run, index) => ('part' in run ? { ...run, part: run.part + Math.min(index, 1) } : run),
  ],
]
