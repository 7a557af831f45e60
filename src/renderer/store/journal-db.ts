/**
 * The browser's copy of the journal: closed packs of entries as bytes, an open tail of single lines, and a little
 * meta. Its schema never changes; what an unknown, newer program wrote is refused, not guessed at. The vault is the
 * truth; this database is what is kept when the vault cannot be reached, so every transaction is strict.
 */
import Dexie, { type Table } from 'dexie'
import type { DeviceId, EntryId, Hash, LedgerId } from '../../shared/journal/entry'
import { parseEntryId } from '../../shared/journal/entry-id'
import { bodyHashOf } from '../../shared/journal/seal'
import { compoundKeys } from './compound-keys'
import { databasePrefix } from './database-names'
import { bytesToLines, cutIntoPacks, linesToBytes, stretchesOf } from './journal-packs'

/** Number of the layout of this database; a higher one was written by a newer program. */
export const JOURNAL_DB_FORMAT = 1

/** Packs asked for at once when many are read. */
const PACKS_AHEAD = 8
/** Decoded packs kept for single lines. */
const PACKS_KEPT = 4
/** Lines in the tail from which on idle time is used to close packs. */
const TAIL_LINES = 512

export type DeviceHead = { readonly seq: number; readonly hash: Hash }
export type Heads = { readonly [device: DeviceId]: DeviceHead }

/** Lines of one device in order, the first of them numbered `from`. */
export type LineBatch = {
  readonly device: DeviceId
  readonly from: number
  readonly lines: readonly string[]
}

/** An entry line that gave way to another under the same number: kept, never dropped. */
export type AsideLine = { readonly device: DeviceId; readonly seq: number; readonly line: string }

/** What takes the place of a set-aside line whose body has this hash. */
export type FreshAside = { readonly before: Hash; readonly line: string }

/** Key of the set-aside lines that wait to be entered again. */
const BRANCHES = 'branches'

type Key2 = [string, number]

export type JournalDb = {
  /** Last entry per device, as of the last transaction. */
  readonly heads: () => Heads
  /** Appends lines that continue the chains; one strict transaction. `hashes` runs beside `lines`. */
  readonly append: (device: DeviceId, from: number, lines: readonly string[], lastHash: Hash) => Promise<void>
  /** Writes lines straight into closed packs (filling from the vault); they continue the device's chain. */
  readonly appendPacked: (
    device: DeviceId,
    from: number,
    lines: readonly string[],
    lastHash: Hash,
  ) => Promise<void>
  readonly line: (entry: EntryId) => Promise<string | undefined>
  /** Lines of one device from `from` to `to`, both included. */
  readonly range: (device: DeviceId, from: number, to: number) => Promise<string[]>
  /** Lines of one device from `from` up to its head, in batches of about a megabyte. */
  readonly read: (device: DeviceId, from: number) => AsyncGenerator<LineBatch>
  /** Replaces one line, for striking out. */
  readonly replace: (device: DeviceId, seq: number, line: string) => Promise<void>
  /** Takes everything of a device from `from` on out of the chain and keeps it aside, to be entered again. */
  readonly setAside: (device: DeviceId, from: number, headBefore: DeviceHead | null) => Promise<void>
  /** What was set aside and has not been entered again. */
  readonly branches: () => Promise<readonly AsideLine[]>
  readonly setBranches: (lines: readonly AsideLine[]) => Promise<void>
  /** Everything that was ever set aside, whether entered again or not. */
  readonly asideLines: () => Promise<readonly string[]>
  /** Replaces lines that were set aside, each known by the hash of its body, for striking out. */
  readonly replaceAside: (fresh: readonly FreshAside[]) => Promise<void>
  /** Closes packs when the tail has grown longer than `lines`; called in idle time. */
  readonly closePacks: (lines?: number) => Promise<void>
  readonly getMeta: <T>(key: string) => Promise<T | undefined>
  readonly setMeta: (key: string, value: unknown) => Promise<void>
  /** The browser took the database away under the open store (site data cleared, profile gone). */
  readonly onGone: (listener: () => void) => void
  readonly close: () => void
}

export type JournalOpenFailure = { readonly type: 'NewerFormat' }

export const journalDbName = (ledger: LedgerId, sample = false): string =>
  `${databasePrefix(sample)}journal-${ledger}`

/** Opens (and makes on first use) a journal database by its name. Throws where IndexedDB itself fails. */
export const openJournalDb = async (name: string): Promise<JournalDb | JournalOpenFailure> => {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' })
  db.version(1).stores({ packs: '', tail: '', aside: '', meta: '' })
  await db.open()
  const packs = db.table('packs') as Table<Uint8Array, Key2>
  const tail = db.table('tail') as Table<string, Key2>
  const aside = db.table('aside') as Table<string, [string, number, number]>
  const meta = db.table('meta') as Table<unknown, string>

  const format = (await meta.get('format')) as number | undefined
  if (format !== undefined && format > JOURNAL_DB_FORMAT) {
    db.close()
    return { type: 'NewerFormat' }
  }
  if (format === undefined) await meta.put(JOURNAL_DB_FORMAT, 'format')

  let heads = ((await meta.get('heads')) as Heads | undefined) ?? {}
  let tailLines = await tail.count()

  const withHead = (device: DeviceId, head: DeviceHead | null): Heads => {
    const { [device]: _old, ...others } = heads
    return head === null ? others : { ...others, [device]: head }
  }

  /** First numbers of the packs of each device, ascending; read at first need. */
  let starts: Map<DeviceId, number[]> | null = null

  const readStarts = async (): Promise<Map<DeviceId, number[]>> => {
    const read = new Map<DeviceId, number[]>()
    for (const [device, from] of (await packs.toCollection().primaryKeys()) as Key2[])
      read.set(device, [...(read.get(device) ?? []), from])
    starts = read
    return read
  }

  const noteStarts = (device: DeviceId, froms: readonly number[]): void => {
    if (starts === null) return
    const all = new Set([...(starts.get(device) ?? []), ...froms])
    starts.set(
      device,
      [...all].sort((a, b) => a - b),
    )
  }

  const packBefore = async (
    device: DeviceId,
    seq: number,
  ): Promise<{ from: number; lines: string[] } | null> => {
    const from = (starts ?? (await readStarts())).get(device)?.findLast((start) => start <= seq)
    if (from === undefined) return null
    const bytes = await packs.get([device, from])
    return bytes === undefined ? null : { from, lines: bytesToLines(bytes) }
  }

  /** Packs read last, for single lines of history; oldest first. */
  let kept: { device: DeviceId; from: number; lines: readonly string[] }[] = []

  const keptLine = (device: DeviceId, seq: number): string | undefined => {
    const pack = kept.find(
      ({ device: of, from, lines }) => of === device && from <= seq && seq < from + lines.length,
    )
    return pack?.lines[seq - pack.from]
  }

  /** Lines from `seq` on: the rest of their pack, or a stretch of the tail. */
  const linesFrom = async (device: DeviceId, seq: number): Promise<string[]> => {
    const look = async (): Promise<string[]> => {
      const pack = await packBefore(device, seq)
      const lines = pack?.lines.slice(seq - pack.from) ?? []
      if (lines.length > 0) return lines
      // Lines filled from the vault lie in packs behind a tail that is still open.
      const nextPack = starts?.get(device)?.find((start) => start > seq) ?? Number.POSITIVE_INFINITY
      return tail
        .where(':id')
        .between([device, seq], [device, Math.min(seq + TAIL_LINES, nextPack - 1)], true, true)
        .toArray()
    }
    const lines = await look()
    if (lines.length > 0 || seq > (heads[device]?.seq ?? 0)) return lines
    // Between the two looks the tail was closed into a pack.
    starts = null
    return look()
  }

  return {
    heads: () => heads,

    append: async (device, from, lines, lastHash) => {
      const next = withHead(device, { seq: from + lines.length - 1, hash: lastHash })
      await db.transaction('rw', tail, meta, async () => {
        if (lines.length === 1) await tail.put(lines[0] as string, [device, from])
        else await tail.bulkPut(lines, compoundKeys(lines.map((_, index) => [device, from + index])))
        await meta.put(next, 'heads')
      })
      heads = next
      tailLines += lines.length
    },

    appendPacked: async (device, from, lines, lastHash) => {
      const next = withHead(device, { seq: from + lines.length - 1, hash: lastHash })
      // Packs stand before the tail: one behind lines of the tail would leave a gap in it, and `linesFrom` and
      // `closePacks` take the tail of a device for one stretch.
      if ((await tail.where(':id').between([device, 0], [device, Infinity]).count()) > 0) {
        await db.transaction('rw', tail, meta, async () => {
          await tail.bulkPut(lines, compoundKeys(lines.map((_, index) => [device, from + index])))
          await meta.put(next, 'heads')
        })
        heads = next
        tailLines += lines.length
        return
      }
      const closed = cutIntoPacks(from, lines)
      await db.transaction('rw', packs, meta, async () => {
        await packs.bulkPut(
          closed.map((pack) => linesToBytes(pack.lines)),
          compoundKeys(closed.map((pack) => [device, pack.from])),
        )
        await meta.put(next, 'heads')
      })
      noteStarts(
        device,
        closed.map((pack) => pack.from),
      )
      heads = next
    },

    line: async (entry) => {
      const place = parseEntryId(entry)
      if (place === null) return undefined
      const { device, seq } = place
      const known = keptLine(device, seq) ?? (await tail.get([device, seq]))
      if (known !== undefined) return known
      const pack = await packBefore(device, seq)
      if (pack === null) return undefined
      kept = [...kept.slice(1 - PACKS_KEPT), { device, ...pack }]
      return pack.lines[seq - pack.from]
    },

    range: async (device, from, to) => {
      const lines: string[] = []
      while (from + lines.length <= to) {
        const more = await linesFrom(device, from + lines.length)
        if (more.length === 0) break
        for (const line of more) lines.push(line)
      }
      return lines.slice(0, Math.max(0, to - from + 1))
    },

    read: async function* (device, from) {
      const end = heads[device]?.seq ?? 0
      const froms = (starts ?? (await readStarts())).get(device) ?? []
      let next = from
      // Groups of packs, the next of them on its way while one is worked on.
      let at = Math.max(
        0,
        froms.findLastIndex((start) => start <= from),
      )
      const ask = (): Promise<(Uint8Array | undefined)[]> | null => {
        const group = froms.slice(at, at + PACKS_AHEAD)
        at += group.length
        return group.length === 0 ? null : packs.bulkGet(group.map((start): Key2 => [device, start]))
      }
      let group = at
      for (let coming = ask(); coming !== null; ) {
        const bytes: (Uint8Array | undefined)[] = await coming
        coming = ask()
        for (const pack of bytes) {
          const start = froms[group] as number
          group += 1
          while (next < start) {
            const lines = await linesFrom(device, next)
            if (lines.length === 0) return
            yield { device, from: next, lines }
            next += lines.length
          }
          const lines = pack === undefined ? [] : bytesToLines(pack).slice(next - start)
          if (lines.length === 0) continue
          yield { device, from: next, lines }
          next += lines.length
        }
      }
      while (next <= end) {
        const lines = await linesFrom(device, next)
        if (lines.length === 0) return
        yield { device, from: next, lines }
        next += lines.length
      }
    },

    replace: async (device, seq, line) => {
      kept = []
      starts ??= await readStarts()
      await db.transaction('rw', tail, packs, async () => {
        if ((await tail.get([device, seq])) !== undefined) {
          await tail.put(line, [device, seq])
          return
        }
        const pack = await packBefore(device, seq)
        if (pack === null) return
        pack.lines[seq - pack.from] = line
        await packs.put(linesToBytes(pack.lines), [device, pack.from])
      })
    },

    setAside: async (device, from, headBefore) => {
      const moved: AsideLine[] = []
      kept = []
      const next = withHead(device, headBefore)
      await db.transaction('rw', tail, packs, aside, meta, async () => {
        const round = await aside.count()
        const packKeys = (await packs
          .where(':id')
          .between([device, 0], [device, Infinity])
          .primaryKeys()) as Key2[]
        for (const [index, key] of packKeys.entries()) {
          const end = packKeys[index + 1]?.[1]
          if (end !== undefined && end <= from) continue
          const lines = bytesToLines((await packs.get(key)) as Uint8Array)
          const kept = lines.slice(0, Math.max(0, from - key[1]))
          for (const [at, line] of lines.slice(kept.length).entries())
            moved.push({ device, seq: key[1] + kept.length + at, line })
          if (kept.length === 0) await packs.delete(key)
          else if (kept.length < lines.length) await packs.put(linesToBytes(kept), key)
        }
        const singles = tail.where(':id').between([device, from], [device, Infinity])
        const keys = (await singles.primaryKeys()) as Key2[]
        const lines = await tail.bulkGet(keys)
        for (const [index, key] of keys.entries())
          moved.push({ device, seq: key[1], line: lines[index] as string })
        await tail.bulkDelete(keys)
        await aside.bulkPut(
          moved.map((each) => each.line),
          compoundKeys(moved.map((each, index) => [device, each.seq, round + index])),
        )
        await meta.put(
          [...(((await meta.get(BRANCHES)) as AsideLine[] | undefined) ?? []), ...moved],
          BRANCHES,
        )
        await meta.put(next, 'heads')
      })
      heads = next
      starts = null
      tailLines = await tail.count()
    },

    branches: async () => ((await meta.get(BRANCHES)) as AsideLine[] | undefined) ?? [],
    setBranches: async (lines) => {
      await meta.put(lines, BRANCHES)
    },

    asideLines: async () => [
      ...new Set([
        ...(await aside.toArray()),
        ...(((await meta.get(BRANCHES)) as AsideLine[] | undefined) ?? []).map(({ line }) => line),
      ]),
    ],

    replaceAside: async (fresh) => {
      const byBody = new Map(fresh.map(({ before, line }) => [before, line]))
      const shortened = (line: string): string => byBody.get(bodyHashOf(line)) ?? line
      await db.transaction('rw', aside, meta, async () => {
        await aside.toCollection().modify((line, ref) => {
          ref.value = shortened(line)
        })
        const branches = (await meta.get(BRANCHES)) as AsideLine[] | undefined
        if (branches !== undefined)
          await meta.put(
            branches.map((each) => ({ ...each, line: shortened(each.line) })),
            BRANCHES,
          )
      })
    },

    closePacks: async (limit = TAIL_LINES) => {
      if (tailLines <= limit) return
      await db.transaction('rw', tail, packs, async () => {
        for (const device of Object.keys(heads)) {
          const keys = (await tail
            .where(':id')
            .between([device, 0], [device, Infinity])
            .primaryKeys()) as Key2[]
          const lines = (await tail.bulkGet(keys)) as string[]
          const closed = stretchesOf(keys.map(([, seq]) => seq)).flatMap(([from, to]) =>
            cutIntoPacks(keys[from]?.[1] ?? 0, lines.slice(from, to)),
          )
          if (closed.length === 0) continue
          await packs.bulkPut(
            closed.map((pack) => linesToBytes(pack.lines)),
            compoundKeys(closed.map((pack) => [device, pack.from])),
          )
          await tail.bulkDelete(keys)
        }
      })
      starts = null
      tailLines = await tail.count()
    },

    getMeta: async <T>(key: string) => (await meta.get(key)) as T | undefined,
    setMeta: async (key, value) => {
      await meta.put(value, key)
    },
    onGone: (listener) => {
      db.on('close', listener)
    },
    close: () => db.close(),
  }
}
