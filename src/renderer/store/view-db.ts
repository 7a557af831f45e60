/**
 * The folded view: rows packed about a hundred to a value, sorted by id, with their columns beside them; a small
 * table of loose rows written by single commits; and one state record that says up to which entry all of it holds.
 * Rows and state are written in one transaction, so a crash leaves an older view, never a mixed one. It can be
 * thrown away and folded again, so its transactions are relaxed.
 */
import Dexie, { type Table } from 'dexie'
import type { LedgerId, RecordId } from '../../shared/journal/entry'
import type { Row } from '../../shared/journal/row'
import { declarationOf } from '../../shared/records/registry'
import { type ColumnBlock, makeBlock } from './columns'
import { compoundKeys } from './compound-keys'
import { databasePrefix } from './database-names'

/** Rows to a pack; a pack may grow to one and a half times this before it is split. */
export const PACK_ROWS = 100
/** Loose rows of one type from which they are merged into packs. */
export const LOOSE_ROWS = 500
/** Decoded packs kept for single look-ups. */
const PACKS_KEPT = 24
/** Packs read at once when many rows are looked up. */
const PACKS_AT_ONCE = 16
/** Loose rows merged in one go: a commit waits for no more than about a tenth of a second. */
const MERGED_AT_ONCE = 100
/** Changed rows per pack that is there, from which a write makes packs at once. */
const CHANGES_PER_PACK = 10

/** Raised when the layout below changes; the number is part of the database's name. */
const VIEW_LAYOUT = 1

export const viewDbName = (ledger: LedgerId, sample = false): string =>
  `${databasePrefix(sample)}view-${ledger}-${VIEW_LAYOUT}`

/** Rows of one type made under one fingerprint: `type@fingerprint`. */
export type Generation = string

type Key2 = [Generation, string]

export type ViewWrite = {
  /** Changed rows by generation. */
  readonly rows: ReadonlyMap<Generation, readonly Row[]>
  /** State records by key, written in the same transaction. */
  readonly state: { readonly [key: string]: unknown }
}

export type ViewDb = {
  readonly getState: <T>(key: string) => Promise<T | undefined>
  readonly write: (write: ViewWrite) => Promise<void>
  readonly getRows: (generation: Generation, ids: readonly RecordId[]) => Promise<(Row | undefined)[]>
  /** Every row of a generation, pack by pack. */
  readonly eachRow: (generation: Generation) => AsyncGenerator<readonly Row[]>
  readonly columns: (generation: Generation) => Promise<{ blocks: ColumnBlock[]; loose: Row[] }>
  /** True when loose rows of some generation have grown many. */
  readonly wantsMerge: () => boolean
  /** Merges a stretch of loose rows, neighbours by id, into their packs; true when there are more. */
  readonly mergeSome: () => Promise<boolean>
  /** Takes away all rows but those of these generations, and the named state records. */
  readonly dropGenerations: (
    keep: ReadonlySet<Generation>,
    isStateGone: (key: string) => boolean,
  ) => Promise<void>
  readonly close: () => void
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const typeOfGeneration = (generation: Generation): string => generation.slice(0, generation.indexOf('@'))

/** Cuts sorted rows into packs of nearly equal size. */
const cutRows = (rows: readonly Row[]): Row[][] => {
  if (rows.length === 0) return []
  const parts = rows.length <= PACK_ROWS * 1.5 ? 1 : Math.ceil(rows.length / PACK_ROWS)
  const size = Math.ceil(rows.length / parts)
  const packs: Row[][] = []
  for (let from = 0; from < rows.length; from += size) packs.push(rows.slice(from, from + size))
  return packs
}

/** Last place in sorted `firsts` that is not behind `id`; −1 when all are. */
const placeOf = (firsts: readonly string[], id: string): number => {
  let low = 0
  let high = firsts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((firsts[middle] as string) <= id) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Two sorted lists as one; of two rows with one id the one in `newer` stands. */
const mergeRows = (older: readonly Row[], newer: readonly Row[]): Row[] => {
  const rows = new Map(older.map((row) => [row.id, row]))
  for (const row of newer) rows.set(row.id, row)
  return [...rows.values()].sort(byId)
}

/** Opens (and makes on first use) a view database by its name. */
export const openViewDb = async (name: string): Promise<ViewDb> => {
  const db = new Dexie(name, { chromeTransactionDurability: 'relaxed', cache: 'disabled' })
  db.version(1).stores({ packs: '', columns: '', loose: '', state: '' })
  await db.open()
  const packs = db.table('packs') as Table<Row[], Key2>
  const columns = db.table('columns') as Table<ColumnBlock, Key2>
  const loose = db.table('loose') as Table<Row, Key2>
  const state = db.table('state') as Table<unknown, string>

  /** First ids of a generation's packs, sorted; what finds the pack of an id. */
  const firstIds = new Map<Generation, string[]>()
  const looseIds = new Map<Generation, Set<string>>()
  /** Packs read lately, oldest first. */
  const kept = new Map<string, Row[]>()

  const range = (generation: Generation): [Key2, Key2] => [
    [generation, ''],
    [generation, '\uffff'],
  ]
  const inRange = <T>(table: Table<T, Key2>, generation: Generation) =>
    table.where(':id').between(...range(generation), true, true)

  for (const key of (await loose.toCollection().primaryKeys()) as Key2[])
    looseIds.set(key[0], (looseIds.get(key[0]) ?? new Set()).add(key[1]))

  /** Counts the changes of packs: what was read before one is not remembered after it. */
  let packChanges = 0

  const packsChanged = (): void => {
    packChanges += 1
    kept.clear()
  }

  const firstsOf = async (generation: Generation): Promise<string[]> => {
    const known = firstIds.get(generation)
    if (known !== undefined) return known
    const asOf = packChanges
    const keys = (await inRange(packs, generation).primaryKeys()) as Key2[]
    const firsts = keys.map((key) => key[1])
    if (asOf === packChanges) firstIds.set(generation, firsts)
    return firsts
  }

  const keep = (name: string, rows: Row[]): void => {
    kept.delete(name)
    kept.set(name, rows)
    const oldest = kept.size > PACKS_KEPT ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
  }

  /** Merges sorted rows into the packs of a generation, inside the caller's transaction. Answers the new first ids. */
  const mergeInto = async (
    generation: Generation,
    firsts: readonly string[],
    rows: readonly Row[],
  ): Promise<string[]> => {
    const declaration = declarationOf(typeOfGeneration(generation))
    const groups = new Map<number, Row[]>()
    for (const row of rows) {
      const place = Math.max(0, placeOf(firsts, row.id))
      const group = groups.get(place)
      if (group === undefined) groups.set(place, [row])
      else group.push(row)
    }
    const places = [...groups.keys()]
    const olds =
      firsts.length === 0
        ? []
        : await packs.bulkGet(places.map((at): Key2 => [generation, firsts[at] as string]))
    const made: Row[][] = []
    const gone: Key2[] = []
    for (const [index, place] of places.entries()) {
      const next = cutRows(mergeRows(olds[index] ?? [], groups.get(place) as Row[]))
      made.push(...next)
      const first = firsts[place]
      if (first !== undefined && first !== next[0]?.[0]?.id) gone.push([generation, first])
    }
    const keys = made.map((pack): Key2 => [generation, (pack[0] as Row).id])
    if (gone.length > 0) {
      await packs.bulkDelete(gone)
      await columns.bulkDelete(gone)
    }
    await packs.bulkPut(made, compoundKeys(keys))
    if (declaration !== undefined)
      await columns.bulkPut(
        made.map((pack) => makeBlock(declaration, pack)),
        compoundKeys(keys),
      )
    const goneIds = new Set(gone.map((key) => key[1]))
    const all = new Set([...firsts.filter((first) => !goneIds.has(first)), ...keys.map((key) => key[1])])
    return [...all].sort()
  }

  const write = async ({ rows, state: records }: ViewWrite): Promise<void> => {
    const firsts = new Map<Generation, string[]>()
    const loosened = new Map<Generation, readonly Row[]>()
    const merged = new Map<Generation, Row[]>()
    for (const [generation, changed] of rows) {
      if (changed.length === 0) continue
      const packed = changed.length > LOOSE_ROWS ? await firstsOf(generation) : []
      if (changed.length > LOOSE_ROWS && changed.length > packed.length * CHANGES_PER_PACK) {
        merged.set(generation, [...changed].sort(byId))
        firsts.set(generation, packed)
      } else loosened.set(generation, changed)
    }
    const newFirsts = new Map<Generation, string[]>()
    const tables = merged.size > 0 ? [packs, columns, loose, state] : [loose, state]
    await db.transaction('rw', tables, async () => {
      for (const [generation, changed] of merged) {
        newFirsts.set(generation, await mergeInto(generation, firsts.get(generation) ?? [], changed))
        const single = looseIds.get(generation)
        const gone = changed.filter((row) => single?.has(row.id))
        if (gone.length > 0) await loose.bulkDelete(gone.map((row): Key2 => [generation, row.id]))
      }
      for (const [generation, changed] of loosened)
        await loose.bulkPut(changed, compoundKeys(changed.map((row) => [generation, row.id])))
      for (const [key, value] of Object.entries(records)) await state.put(value, key)
    })
    for (const [generation, changed] of merged) {
      const ids = looseIds.get(generation)
      for (const row of changed) ids?.delete(row.id)
      firstIds.set(generation, newFirsts.get(generation) as string[])
    }
    if (merged.size > 0) packsChanged()
    for (const [generation, changed] of loosened) {
      const ids = looseIds.get(generation) ?? new Set()
      for (const row of changed) ids.add(row.id)
      looseIds.set(generation, ids)
    }
  }

  /** Packs by their first ids, in the order given. */
  const packsOf = async (generation: Generation, firsts: readonly string[]): Promise<Row[][]> => {
    const known = firsts.map((first) => kept.get(`${generation} ${first}`))
    const missing = firsts.filter((_, index) => known[index] === undefined)
    const asOf = packChanges
    const read = await packs.bulkGet(missing.map((first): Key2 => [generation, first]))
    const byFirst = new Map(missing.map((first, index) => [first, read[index] ?? []]))
    return firsts.map((first, index) => {
      const rows = known[index] ?? byFirst.get(first) ?? []
      if (asOf === packChanges) keep(`${generation} ${first}`, rows)
      return rows
    })
  }

  /** Notes in `found` the rows of these ids that stand in packs, each pack read once. */
  const findPacked = async (
    generation: Generation,
    ids: readonly RecordId[],
    found: Map<string, Row>,
  ): Promise<void> => {
    const firsts = await firstsOf(generation)
    const wanted = new Map<string, Set<string>>()
    for (const id of ids) {
      const first = firsts[placeOf(firsts, id)]
      if (first !== undefined) wanted.set(first, (wanted.get(first) ?? new Set()).add(id))
    }
    const places = [...wanted.keys()]
    for (let from = 0; from < places.length; from += PACKS_AT_ONCE) {
      const some = places.slice(from, from + PACKS_AT_ONCE)
      for (const [index, rows] of (await packsOf(generation, some)).entries()) {
        const here = wanted.get(some[index] as string)
        for (const row of rows) if (here?.has(row.id)) found.set(row.id, row)
      }
    }
  }

  return {
    getState: async <T>(key: string) => (await state.get(key)) as T | undefined,
    write,

    getRows: async (generation, ids) => {
      if (ids.length === 0) return []
      const single = looseIds.get(generation)
      const looseKeys = ids.filter((id) => single?.has(id)).map((id): Key2 => [generation, id])
      const found = new Map<string, Row>()
      if (looseKeys.length > 0)
        for (const row of await loose.bulkGet(looseKeys)) if (row !== undefined) found.set(row.id, row)
      await findPacked(
        generation,
        ids.filter((id) => !found.has(id)),
        found,
      )
      return ids.map((id) => found.get(id))
    },

    eachRow: async function* (generation) {
      const single = new Map((await inRange(loose, generation).toArray()).map((row) => [row.id, row]))
      for (const first of [...(await firstsOf(generation))]) {
        const rows = ((await packs.get([generation, first])) ?? []).map((row) => single.get(row.id) ?? row)
        for (const row of rows) single.delete(row.id)
        yield rows
      }
      if (single.size > 0) yield [...single.values()]
    },

    columns: (generation) =>
      db.transaction('r', columns, loose, async () => ({
        blocks: await inRange(columns, generation).toArray(),
        loose: await inRange(loose, generation).toArray(),
      })),

    wantsMerge: () => [...looseIds.values()].some((ids) => ids.size > LOOSE_ROWS),

    mergeSome: async () => {
      const [generation, ids] = [...looseIds].find(([, each]) => each.size > 0) ?? []
      if (generation === undefined || ids === undefined) return false
      const some = [...ids].sort().slice(0, MERGED_AT_ONCE)
      const keys = some.map((id): Key2 => [generation, id])
      const firsts = await firstsOf(generation)
      const next = await db.transaction('rw', packs, columns, loose, async () => {
        const rows = (await loose.bulkGet(keys)).filter((row) => row !== undefined)
        const made = await mergeInto(generation, firsts, rows)
        await loose.bulkDelete(keys)
        return made
      })
      firstIds.set(generation, next)
      for (const id of some) ids.delete(id)
      packsChanged()
      return [...looseIds.values()].some((each) => each.size > 0)
    },

    dropGenerations: async (keepThese, isStateGone) => {
      const packKeys = (await packs.toCollection().primaryKeys()) as Key2[]
      const looseKeys = (await loose.toCollection().primaryKeys()) as Key2[]
      const gone = packKeys.filter((key) => !keepThese.has(key[0]))
      const stateKeys = (await state.toCollection().primaryKeys()) as string[]
      await db.transaction('rw', packs, columns, loose, state, async () => {
        await state.bulkDelete(stateKeys.filter(isStateGone))
        await packs.bulkDelete(gone)
        await columns.bulkDelete(gone)
        await loose.bulkDelete(looseKeys.filter((key) => !keepThese.has(key[0])))
      })
      for (const generation of [...firstIds.keys()])
        if (!keepThese.has(generation)) firstIds.delete(generation)
      for (const generation of [...looseIds.keys()])
        if (!keepThese.has(generation)) looseIds.delete(generation)
      packsChanged()
    },

    close: () => db.close(),
  }
}
