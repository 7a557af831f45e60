/** What a user could take back or do again, as entries and as names. */
import type { Entry } from '../../shared/journal/entry'
import { parseEntryId } from '../../shared/journal/entry-id'
import { isChildRecord } from '../../shared/journal/narrate'
import { parseLine } from '../../shared/journal/seal'
import type { UndoItem } from '../../shared/journal/undo-stack'
import type { Ledger } from './open-ledger'
import type { UndoState } from './store-api'

/** The entries of an intent, first to last. */
export const entriesOf = async (ledger: Ledger, item: UndoItem): Promise<Entry[]> => {
  const place = parseEntryId(item.entry)
  const entries: Entry[] = []
  for (let seq = item.first; place !== null && seq <= place.seq; seq += 1) {
    const line = await ledger.journal.line(`${place.device}:${seq}`)
    const entry = line === undefined ? null : parseLine(line, 'trusted')
    if (entry?.ok === true) entries.push(entry.value)
  }
  return entries
}

/** A person rather than a phone of theirs, also where the phone was written first; null: nothing was changed. */
const mainNameOf = async (ledger: Ledger, item: UndoItem): Promise<string | null> => {
  const device = parseEntryId(item.entry)?.device
  const line = device === undefined ? undefined : await ledger.journal.line(`${device}:${item.first}`)
  const entry = line === undefined ? null : parseLine(line, 'trusted')
  const changes = entry?.ok === true ? entry.value.body.changes : []
  if (
    entry?.ok === true &&
    item.first === parseEntryId(item.entry)?.seq &&
    changes.length === 0 &&
    !entry.value.body.struck
  )
    return null
  return changes.find(({ record }) => !isChildRecord(record))?.name ?? item.name
}

export const undoState = async (ledger: Ledger): Promise<UndoState> => {
  const actor = await ledger.users.current()
  const own = actor === null ? undefined : ledger.view.meta().undo[actor.id]
  const shown = async (item: UndoItem | undefined) =>
    item === undefined
      ? null
      : { intent: item.intent, kind: item.of ?? item.kind, name: await mainNameOf(ledger, item) }
  return { undo: await shown(own?.undo.at(-1)), redo: await shown(own?.redo.at(-1)) }
}
