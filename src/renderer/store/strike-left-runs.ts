/**
 * What is left of runs that were cut off. Nobody ever saw it, it was never acknowledged, and no record leads to it: a
 * strike of a person's values could not find the names of an import that broke off. So it is struck whole, by the
 * program, as soon as the run is known to be left; who has the file still has what stood in it.
 */

import { newSalt } from '../../shared/base/random'
import type { Entry, EntryHead, EntryId } from '../../shared/journal/entry'
import { entryId } from '../../shared/journal/entry-id'
import { parseLine, splitLine } from '../../shared/journal/seal'
import { shortenBody, strikeLeft, wholeBodyOf } from '../../shared/journal/strike'
import { program } from './commit-path'
import type { JournalDb } from './journal-db'
import type { SerialQueue } from './serial-queue'
import { asideOf, keepStrike, readEntry, resumeStrike, type StrikeSurroundings } from './strike-ledger'

/** Key in the journal database: false once nothing is left of runs that were cut off. */
export const LEFT_RUNS = 'leftRuns'

/** Of a part only its head is read: its body may be a megabyte. */
const runIn = (line: string): EntryHead['run'] => {
  const head = splitLine(line)?.head ?? ''
  return head.includes('"run":{') ? (JSON.parse(head) as EntryHead).run : undefined
}

/** Parts of runs that something else follows, device by device. A run at the end of its chain may still go on. */
const findLeftParts = async (journal: JournalDb, isWaiting: (run: string) => boolean): Promise<EntryId[]> => {
  const left: EntryId[] = []
  for (const device of Object.keys(journal.heads())) {
    let open: { readonly id: string; readonly parts: EntryId[] } | null = null
    const leave = (): void => {
      if (open !== null && !isWaiting(open.id)) left.push(...open.parts)
      open = null
    }
    for await (const { from, lines } of journal.read(device, 1))
      for (const [index, line] of lines.entries()) {
        const run = runIn(line)
        if (run?.id !== (open as { id: string } | null)?.id) leave()
        if (run === undefined) continue
        if ('end' in run) open = null
        else if ('abandoned' in run) leave()
        else {
          open ??= { id: run.id, parts: [] }
          open.parts.push(entryId(device, from + index))
        }
      }
  }
  return left
}

/** Runs of which the end is not among these entries. */
const withoutEnd = (entries: readonly Entry[]): Entry[] => {
  const ended = new Set(entries.flatMap(({ head: { run } }) => (run && 'end' in run ? [run.id] : [])))
  return entries.filter(({ head: { run } }) => run !== undefined && !ended.has(run.id))
}

const shorten = (entry: Entry, random: StrikeSurroundings['random']) => {
  const found = shortenBody(entry, wholeBodyOf(entry), newSalt(random))
  return found === null ? [] : [{ ...found, stamp: entry.head.id }]
}

/** Strikes it; false when the vault cannot be written, and it is to be tried again. */
export const strikeLeftRuns = async (around: StrikeSurroundings, queue: SerialQueue): Promise<boolean> => {
  const { journal, path, random } = around
  const aside = await asideOf(journal)
  // A run whose end waits to be entered again will be, with the parts that stand in the chain.
  const waiting = (await journal.branches()).flatMap(({ line }) => {
    const entry = parseLine(line, 'trusted')
    return entry.ok && entry.value.head.run ? [entry.value.head.run] : []
  })
  const runs = new Set(waiting.flatMap((run) => ('end' in run ? [run.id] : [])))
  const left = await findLeftParts(journal, (run) => runs.has(run))
  const leftAside = withoutEnd(aside).filter(({ body }) => body.changes.length > 0)
  if (left.length === 0 && leftAside.length === 0) return true
  return queue.run(async () => {
    if (path.kept().where !== 'vault' || !(await resumeStrike(around))) return false
    await journal.replaceAside(leftAside.flatMap((entry) => shorten(entry, random)))
    const shortened: ReturnType<typeof shorten> = []
    for (const id of left) {
      const entry = await readEntry(journal, id)
      if (entry !== null) shortened.push(...shorten(entry, random))
    }
    if (shortened.length === 0) return true
    const planned = strikeLeft(shortened)
    const kept = await keepStrike(around, { planned, shortened, places: [] }, program)
    return kept.ok && kept.value.struckLater !== true
  })
}
