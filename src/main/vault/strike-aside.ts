/**
 * Striking out in files that are kept beside the ledger: damaged ones, and parts of a copy that contradict the vault.
 * Nothing else in them changes.
 */
import { join } from 'node:path'
import type { FileLayer } from '../files/file-layer'
import { readIfReadable } from '../files/read-file'
import { writeWhole } from '../files/whole-file'
import { LINE_FEED, readLine, splitLine } from './line'

/** A struck line, and how lines of the same entry are known. */
export type AsideStrike = {
  /** The whole struck line, without line feed. */
  readonly line: Buffer
  /** `hash TAB`: how the line begins, torn or not. */
  readonly start: Buffer
  /** `"id":"device:seq"`: how it is known when its hash was destroyed. */
  readonly id: Buffer
}

/** What to look for; null: the text is no line. */
export const asideStrike = (line: string): AsideStrike | null => {
  const bytes = Buffer.from(line)
  const read = readLine(bytes)
  return (
    read && {
      line: bytes,
      start: Buffer.from(`${read.hash}\t`),
      id: Buffer.from(`"id":"${read.device}:${read.seq}"`),
    }
  )
}

/**
 * Puts struck lines in the place of their entries in every file under a folder, whether whole, torn or damaged there; a
 * line that is another entry under the same number stays. Answers how many lines were found, struck before or now.
 */
export const strikeInFolder = async (
  files: FileLayer,
  folder: string,
  strikes: readonly AsideStrike[],
): Promise<number> => {
  if (strikes.length === 0 || (await files.stat(folder))?.kind !== 'folder') return 0
  let found = 0
  for (const { name, kind } of await files.list(folder)) {
    const path = join(folder, name)
    if (kind === 'folder') found += await strikeInFolder(files, path, strikes)
    else if (/\.(seg|tail|struck|new)$/.test(name)) found += await strikeInFile(files, path, strikes)
  }
  return found
}

const strikeInFile = async (
  files: FileLayer,
  path: string,
  strikes: readonly AsideStrike[],
): Promise<number> => {
  const read = await readIfReadable(files, path)
  if (read === null) return 0
  const bytes = Buffer.from(read)
  if (!strikes.some(({ start, id }) => bytes.includes(start) || bytes.includes(id))) return 0
  let found = 0
  let changed = false
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.byteLength; ) {
    const feed = bytes.indexOf(LINE_FEED, at)
    const end = feed < 0 ? bytes.byteLength : feed
    const raw = bytes.subarray(at, end)
    const strike = strikes.find((each) => isOf(raw, each))
    if (strike) found += 1
    if (strike && !raw.equals(strike.line)) changed = true
    chunks.push(strike ? strike.line : raw)
    if (feed >= 0) chunks.push(Uint8Array.of(LINE_FEED))
    at = end + 1
  }
  if (changed) await writeWhole(files, path, Buffer.concat(chunks))
  return found
}

/** Whether bytes are a line of the entry, or what is left of one. */
const isOf = (raw: Buffer, { start, id }: AsideStrike): boolean => {
  if (raw.subarray(0, start.byteLength).equals(start)) return true
  const head = splitLine(raw)?.head ?? raw
  return Buffer.from(head).includes(id) && readLine(raw) === null
}
