/** Who changed what, newest first: the whole ledger, or one record with its children. */
import type { DeviceId, Entry, EntryId, RecordId } from '../../shared/journal/entry'
import { parseEntryId } from '../../shared/journal/entry-id'
import { type HistoryItem, toHistoryItem } from '../../shared/journal/narrate'
import { parseLine } from '../../shared/journal/seal'
import type { JournalDb } from './journal-db'
import { type RowReader, withDescendants } from './planning'
import type { HistoryPage, HistoryQuery } from './store-api'
import type { ViewKeeper } from './view-keeper'

/** Most items one page may ask for. */
const PAGE_LIMIT = 500

/** Where the next page goes on: per device the number before which entries are told. Opaque to the page. */
type Cursor = { readonly [device: DeviceId]: number }

type Source = {
  readonly device: DeviceId
  /** The entries of the next intent back, oldest first, without stepping over them. */
  readonly peek: () => Promise<readonly Entry[] | null>
  readonly step: () => void
  readonly before: () => number
}

type EntryAt = (device: DeviceId, seq: number) => Promise<Entry | null>

const runIdOf = (entry: Entry): string | undefined => entry.head.run?.id

/**
 * Steps back through the numbers `next` gives (0: none left). Entries of one intent stand side by side on their
 * device; parts of a run that never ended are passed over.
 */
const createSource = (
  device: DeviceId,
  from: number,
  next: (before: number) => number,
  entryAt: EntryAt,
): Source => {
  let before = from
  let peeked: { readonly entries: readonly Entry[]; readonly before: number } | null = null

  const collect = async (): Promise<typeof peeked> => {
    for (let seq = next(before); seq > 0; seq = next(seq)) {
      const last = await entryAt(device, seq)
      if (last === null) continue
      const run = last.head.run
      const entries = [last]
      let first = seq
      for (let at = next(seq); run !== undefined && at > 0; at = next(at)) {
        const part = await entryAt(device, at)
        if (part === null || runIdOf(part) !== run.id) break
        entries.unshift(part)
        first = at
      }
      if (run !== undefined && 'abandoned' in run) return { entries: [last], before: first }
      return { entries, before: first }
    }
    return null
  }

  return {
    device,
    peek: async () => {
      peeked ??= await collect()
      return peeked?.entries ?? null
    },
    step: () => {
      before = peeked?.before ?? before
      peeked = null
    },
    before: () => before,
  }
}

export type Histories = { readonly page: (query: HistoryQuery) => Promise<HistoryPage> }

export const createHistories = (journal: JournalDb, view: ViewKeeper, reader: RowReader): Histories => {
  const readEntry: EntryAt = async (device, seq) => {
    const line = await journal.line(`${device}:${seq}`)
    const entry = line === undefined ? null : parseLine(line, 'trusted')
    return entry?.ok === true ? entry.value : null
  }

  /** Entries that touched the record or its children, by device, ascending. */
  const numbersOf = async (ids: ReadonlySet<RecordId>): Promise<Map<DeviceId, number[]>> => {
    const numbers = new Map<DeviceId, Set<number>>()
    for (const row of (await reader.rows(ids)).values())
      for (const id of row.entries) {
        const place = parseEntryId(id)
        if (place === null) continue
        const seqs = numbers.get(place.device) ?? new Set()
        numbers.set(place.device, seqs.add(place.seq))
      }
    return new Map([...numbers].map(([device, seqs]) => [device, [...seqs].sort((a, b) => a - b)]))
  }

  const sourcesOf = async (
    about: ReadonlySet<RecordId> | undefined,
    cursor: Cursor,
  ): Promise<readonly Source[]> => {
    if (about === undefined) {
      return Object.entries(view.meta().heads).map(([device, { seq }]) =>
        createSource(device, cursor[device] ?? seq + 1, (before) => before - 1, readEntry),
      )
    }
    return [...(await numbersOf(about))].map(([device, seqs]) =>
      createSource(
        device,
        cursor[device] ?? Number.POSITIVE_INFINITY,
        (before) => seqs.findLast((seq) => seq < before) ?? 0,
        readEntry,
      ),
    )
  }

  /** The source whose next intent is the newest. */
  const newest = async (sources: readonly Source[]): Promise<Source | null> => {
    let best: { source: Source; clock: string; id: EntryId } | null = null
    for (const source of sources) {
      const head = (await source.peek())?.at(-1)?.head
      if (head === undefined) continue
      if (best === null || head.clock > best.clock || (head.clock === best.clock && head.id > best.id))
        best = { source, clock: head.clock, id: head.id }
    }
    return best?.source ?? null
  }

  return {
    page: async ({ record, before, limit, whole }) => {
      const about = record === undefined ? undefined : await withDescendants(reader, [record])
      const sources = await sourcesOf(about, before === undefined ? {} : (JSON.parse(before) as Cursor))
      const told: (readonly Entry[])[] = []
      while (told.length < Math.min(limit, PAGE_LIMIT)) {
        const source = await newest(sources)
        if (source === null) break
        told.push((await source.peek()) as readonly Entry[])
        source.step()
      }
      const undone = await view.undoneBy(told.map((entries) => (entries.at(-1) as Entry).head.intent))
      const items = told.map(
        (entries): HistoryItem =>
          toHistoryItem(entries, {
            undoneBy: undone.get((entries.at(-1) as Entry).head.intent) ?? null,
            ...(about === undefined ? {} : { about }),
            ...(whole ? { limit: Number.POSITIVE_INFINITY } : {}),
          }),
      )
      const more = await newest(sources)
      const cursor: Cursor = Object.fromEntries(
        sources.flatMap((source) =>
          Number.isFinite(source.before()) ? [[source.device, source.before()]] : [],
        ),
      )
      return { items, next: more === null ? null : JSON.stringify(cursor) }
    },
  }
}
