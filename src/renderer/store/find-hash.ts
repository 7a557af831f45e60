/** Whether a hash typed from paper is a state this ledger still contains. */
import { headInCode } from '../../shared/exchange/sheet-code'
import type { EntryId } from '../../shared/journal/entry'
import { parseLine } from '../../shared/journal/seal'
import type { JournalDb } from './journal-db'
import type { HashAnswer } from './store-api'

/** Fewer hex digits than this fit too many states. */
const SHORTEST = 8

/** As it was typed: any width and case, with spaces, hyphens or colons between groups. */
const cleanHash = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s:\-‐－ー−]/g, '')

export const findHash = async (journal: JournalDb, text: string): Promise<HashAnswer> => {
  const wanted = cleanHash(headInCode(text) ?? text)
  if (!/^[0-9a-f]*$/.test(wanted) || wanted.length > 64) return { type: 'unknown' }
  if (wanted.length < SHORTEST) return { type: 'tooShort' }
  for (const [device, head] of Object.entries(journal.heads()))
    for await (const { from, lines } of journal.read(device, 1)) {
      const index = lines.findIndex((line) => line.startsWith(wanted))
      const line = lines[index]
      if (line === undefined) continue
      const seq = from + index
      const entry: EntryId = `${device}:${seq}`
      const parsed = parseLine(line, 'trusted')
      return { type: 'entry', entry, at: parsed.ok ? parsed.value.head.at : '', entriesSince: head.seq - seq }
    }
  return { type: 'unknown' }
}
