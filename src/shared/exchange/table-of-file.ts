/** A file as a table, by what stands in it: separated values or address cards. */
import { err, type Result } from '../base/result'
import { type FileBytes, readBytes } from './file-bytes'
import type { ImportProblem } from './import-plan'
import { readTable, type TableReading } from './read-table'
import { MAX_FILE_BYTES, type Table } from './table'
import { looksLikeCards, readCards } from './vcard-table'

export type ChosenFile = { readonly name: string; readonly bytes: FileBytes }

/** Enough to tell a card by. */
const START_BYTES = 1024

/** Reads the head of a table; its rows follow when they are asked for. Cards are read whole. */
export const tableOfFile = async (
  { name, bytes }: ChosenFile,
  reading: TableReading,
): Promise<Result<Table, ImportProblem>> => {
  const start = await readBytes(bytes, 0, Math.min(bytes.size, START_BYTES))
  if (!looksLikeCards(name, start)) return readTable(bytes, reading)
  if (bytes.size > MAX_FILE_BYTES) return err({ type: 'TooLarge', limitBytes: MAX_FILE_BYTES })
  return readCards(await readBytes(bytes, 0, bytes.size), reading.decode)
}
