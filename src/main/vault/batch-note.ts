/**
 * Where several lines are being written at once. A power cut can leave a hole among them with readable lines behind
 * it, and only this note (`000001.batch` beside the segment) tells such a batch, which nobody was promised, from
 * damage to what was. A note that outlived its batch would take such damage for torn, so it goes, flushed, before
 * anything else is promised: with the batch, with what is taken back or cut off of it, and before anything is written
 * where one was found.
 */
import { join } from 'node:path'
import { z } from 'zod'
import type { FileLayer } from '../files/file-layer'
import { readJson, writeJson } from '../files/whole-file'
import { segmentName, segmentPath } from './layout'
import { LINE_FEED } from './line'
import type { Scan } from './segment-scan'

/** First byte of the batch, and the one behind its last. */
export type BatchNote = { readonly from: number; readonly to: number }

const noteSchema = z.object({ from: z.number(), to: z.number() })

const notePath = (folder: string, number: number): string => join(folder, `${segmentName(number)}.batch`)

/** Appends with `append` what is to stand from `from` on, under a note where it is more than one line. */
export const underBatchNote = async (
  files: FileLayer,
  folder: string,
  number: number,
  from: number,
  bytes: Uint8Array,
  append: () => Promise<void>,
): Promise<void> => {
  const isOneLine = bytes.indexOf(LINE_FEED) >= bytes.byteLength - 1
  if (isOneLine) return append()
  const note: BatchNote = { from, to: from + bytes.byteLength }
  await writeJson(files, notePath(folder, number), note)
  await append()
  await dropBatchNote(files, folder, number)
}

/** Removes a note for good. */
export const dropBatchNote = async (files: FileLayer, folder: string, number: number): Promise<void> => {
  await files.remove(notePath(folder, number))
  await files.flushFolder(folder)
}

/**
 * Before a segment gets longer: it ends where it is known to end, and no earlier batch is noted there. Throws `EEXIST`
 * where something else stands there, which was never loaded.
 */
export const expectEnd = async (
  files: FileLayer,
  folder: string,
  number: number,
  end: number,
): Promise<void> => {
  const size = (await files.stat(segmentPath(folder, number)))?.size ?? 0
  if (size !== end) {
    const message = `segment ${number} has ${size} bytes, not ${end}`
    throw Object.assign(new Error(message), { code: 'EEXIST' })
  }
  if (await readBatchNote(files, folder, number)) await dropBatchNote(files, folder, number)
}

export const readBatchNote = async (
  files: FileLayer,
  folder: string,
  number: number,
): Promise<BatchNote | null> =>
  noteSchema.safeParse(await readJson(files, notePath(folder, number))).data ?? null

/** Of a batch that was being written last, only the lines before its first hole count. */
export const withoutTornBatch = (scan: Scan, note: BatchNote | null): Scan => {
  const { brokenAt } = scan
  if (!note || brokenAt === null || scan.lines.some(({ at }) => at >= note.to)) return scan
  const kept = scan.lines.filter(({ seq }) => seq < brokenAt)
  const goodEnd = kept.at(-1)?.end ?? 0
  return goodEnd < note.from ? scan : { lines: kept, goodEnd, brokenAt: null }
}
