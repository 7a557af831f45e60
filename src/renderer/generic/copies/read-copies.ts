/** The paper copies of the ledger as the screens need them. */

import type { JsonValue } from '../../../shared/base/json'
import type { RecordId } from '../../../shared/journal/entry'
import type { ValuesOf } from '../../../shared/records/define'
import type { paperCopy } from '../../../shared/records/paper/paper-copy'
import type { Store } from '../../store/client/store-context'
import { type KeptSheet, readKeptSheet } from './kept-sheet'

export type StoredFile = { readonly sha256: string; readonly name: string; readonly bytes: number }

export type PaperCopy = {
  readonly id: RecordId
  /** As the declaration says; anything may be missing where it was struck out. */
  readonly values: Partial<ValuesOf<typeof paperCopy>>
  /** Name of who holds it; empty: nobody is named. */
  readonly holder: string
  /** Its contact list; null: none. `gone`: it was deleted since. */
  readonly list: { readonly id: RecordId; readonly name: string; readonly gone: boolean } | null
}

/** All live copies, those collected among them, in the order of the ledger. */
export const readCopies = async (store: Store): Promise<readonly PaperCopy[]> => {
  const list = await store.openList({ type: 'paperCopy', life: 'live' })
  const ids = await store.listIds(list.id)
  await store.closeList(list.id)
  if (ids.length === 0) return []
  const views = await store.records(ids)
  const lists = [...new Set(views.flatMap(({ row }) => idIn(row.values.list) ?? []))]
  const live = (await store.records(lists)).filter(({ row }) => row.life === 'live')
  const liveLists = new Set(live.map(({ row }) => row.id))
  return views.map(({ row, titles }): PaperCopy => {
    const list = idIn(row.values.list)
    return {
      id: row.id,
      values: row.values as PaperCopy['values'],
      holder: titles[idIn(row.values.holder) ?? row.id] ?? '',
      list: list && { id: list, name: titles[list] ?? '', gone: !liveLists.has(list) },
    }
  })
}

const idIn = (value: JsonValue | undefined): RecordId | null =>
  typeof value === 'string' ? (value as RecordId) : null

/** Kept sheets by hash: what stands under a hash never changes. */
const known = new Map<string, KeptSheet | null>()
const KNOWN = 500

/** What is kept of a copy's sheet; null: nothing, or it cannot be read now. */
export const readKeptLines = async (
  store: Store,
  { values }: Pick<PaperCopy, 'values'>,
): Promise<KeptSheet | null> => {
  if (!values.lines) return null
  const { sha256 } = values.lines
  const before = known.get(sha256)
  if (before !== undefined) return before
  const read = await store.readFile(sha256)
  if (!read.ok) return null
  const sheet = readKeptSheet(read.value)
  if (known.size >= KNOWN) known.clear()
  known.set(sha256, sheet)
  return sheet
}
