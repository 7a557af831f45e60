/** Reading whole lines of one device by entry number and size. */
import { isUtf8 } from 'node:buffer'
import type { FileLayer } from '../files/file-layer'
import { segmentPath } from './layout'
import { LINE_FEED } from './line'
import { eachLine } from './segment-scan'
import { type DeviceSegments, placesOf } from './segments'

export type ReadLines = { readonly text: string; readonly count: number }

/**
 * Lines from entry `from` on, as many whole ones as fit `maxBytes`, at least one. Bytes that cannot be read as lines
 * are handed out with the line behind them: the reader is the one to report them.
 */
export const readLines = async (
  files: FileLayer,
  of: DeviceSegments,
  from: number,
  maxBytes: number,
): Promise<ReadLines> => {
  const chunks: Uint8Array[] = []
  let left = maxBytes
  let next = from
  for (const segment of of.segments) {
    if (segment.last < next || segment.bytes === 0) continue
    const places = await placesOf(files, of, segment)
    const begin = firstFrom(places, next)
    const start = places[begin - 1]?.end ?? 0
    const fitting = firstBeyond(places, start + left)
    const end = Math.max(fitting, chunks.length === 0 ? begin + 1 : 0)
    const lastPlace = places[end - 1]
    if (end <= begin || !lastPlace) break
    const path = segmentPath(of.folder, segment.number)
    chunks.push(await files.readRange(path, start, lastPlace.end - start))
    left -= lastPlace.end - start
    next = lastPlace.seq + 1
    if (end < places.length) break
    // Read to its end, a closed segment is not asked for again soon.
    if (segment.manifest) segment.places = null
  }
  const bytes = Buffer.concat(chunks)
  return { text: textOf(bytes), count: countLines(bytes) }
}

/** Bytes that are no text are handed out as an empty line: read as text, they might pass for another one. */
const textOf = (bytes: Buffer): string => {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  let text = ''
  eachLine(bytes, (line) => {
    text += `${isUtf8(line) ? Buffer.from(line).toString('utf8') : ''}\n`
    return true
  })
  return text
}

type Places = Awaited<ReturnType<typeof placesOf>>

/** Index of the first line whose entry is `seq` or later. */
const firstFrom = (places: Places, seq: number): number => lowerBound(places, (place) => place.seq >= seq)

/** Index of the first line that ends behind `end`. */
const firstBeyond = (places: Places, end: number): number => lowerBound(places, (place) => place.end > end)

const lowerBound = (places: Places, holds: (place: Places[number]) => boolean): number => {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    const place = places[middle]
    if (place && holds(place)) high = middle
    else low = middle + 1
  }
  return low
}

const countLines = (bytes: Uint8Array): number => {
  let count = 0
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1
  return count
}
