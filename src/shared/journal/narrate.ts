/** From entries to what history shows. Sentences are made in the renderer, in the user's language. */
import type { JsonValue } from '../base/json'
import { declarationOf, typeOfId } from '../records/registry'
import { type Entry, type EntryHead, type EntryId, type FieldChange, LIFE, type RecordId } from './entry'
import { parseMemberUnit } from './merge-rules'
import { WHOLE_BODY } from './strike'

/** One intent as history shows it: who, when, what, from what to what, why. A run is one item. */
export type HistoryItem = {
  readonly intent: string
  readonly entry: EntryId
  readonly kind: EntryHead['kind']
  readonly at: string
  readonly zone: string
  readonly actor: RecordId
  readonly actorName: string
  readonly reason: string | null
  /** Set when another intent took this one back and nothing brought it back. */
  readonly undoneBy: string | null
  /** Records that stand for themselves before those that belong to one, such as the phones of a person. */
  readonly records: readonly HistoryRecord[]
  /** Records beyond those listed, for a run; what belongs to another record counts only where nothing else was touched. */
  readonly moreRecords: number
}

export type HistoryRecord = {
  readonly record: RecordId
  readonly name: string
  readonly op: 'create' | 'change' | 'delete' | 'restore'
  readonly fields: readonly HistoryField[]
}

export type HistoryField = {
  readonly field: string
  readonly before: JsonValue
  readonly after: JsonValue
  readonly struck: boolean
}

/** Most records one item lists. */
export const HISTORY_RECORDS_LIMIT = 50

export type HistoryContext = {
  readonly undoneBy: string | null
  /** Only these records are listed (the history of one record); the others are counted. */
  readonly about?: ReadonlySet<RecordId>
  /** Most records listed; absent: `HISTORY_RECORDS_LIMIT`. */
  readonly limit?: number
}

/**
 * Tells an intent. `entries`: its entries in order, at least one; of a run also any part alone, which then is told
 * without the others.
 */
export function toHistoryItem(entries: readonly Entry[], context: HistoryContext): HistoryItem {
  const last = entries[entries.length - 1]
  if (last === undefined) throw new RangeError('narrate: an intent has at least one entry')
  const { head, body } = last
  const merged = mergeRecords(entries)
  const about = [...merged.values()].filter(({ record }) => context.about?.has(record) ?? true)
  const isMain = ({ record }: Merged): boolean => !isChildRecord(record)
  const ordered = [...about.filter(isMain), ...about.filter((one) => !isMain(one))]
  const listed = ordered.slice(0, context.limit ?? HISTORY_RECORDS_LIMIT)
  const mains = [...merged.values()].filter(isMain).length
  return {
    intent: head.intent,
    entry: head.id,
    kind: head.kind,
    at: head.at,
    zone: head.zone,
    actor: head.actor,
    actorName: body.actorName,
    reason: body.reason ?? null,
    undoneBy: context.undoneBy,
    records: listed.map(toHistoryRecord),
    moreRecords: mains > 0 ? mains - listed.filter(isMain).length : merged.size - listed.length,
  }
}

/** Whether a record belongs to another one, in whose form it is edited. */
export const isChildRecord = (id: RecordId): boolean => declarationOf(typeOfId(id))?.parent !== undefined

type Merged = {
  readonly record: RecordId
  name: string
  readonly set: Map<string, FieldChange>
  readonly struck: Set<string>
}

/** One element per record, in the order first touched, from its first value before to its last after. */
function mergeRecords(entries: readonly Entry[]): Map<RecordId, Merged> {
  const merged = new Map<RecordId, Merged>()
  const of = (record: RecordId): Merged => {
    const known = merged.get(record) ?? { record, name: '', set: new Map(), struck: new Set() }
    merged.set(record, known)
    return known
  }
  for (const { body } of entries) {
    for (const { record, name, set } of body.changes) {
      const known = of(record)
      known.name = name
      for (const [field, [before, after]] of Object.entries(set)) {
        known.set.set(field, [(known.set.get(field) ?? [before])[0], after])
      }
    }
    for (const { record, field } of body.struck ?? []) if (merged.has(record)) of(record).struck.add(field)
    // A strike names what it struck in other entries.
    for (const { fields } of body.strikes ?? []) {
      for (const { record, field } of fields) {
        // Records of a run without an end never were.
        if (field === WHOLE_BODY) continue
        const known = of(record)
        known.struck.add(field)
        if (!known.set.has(field)) known.set.set(field, [null, null])
      }
    }
  }
  return merged
}

function toHistoryRecord({ record, name, set, struck }: Merged): HistoryRecord {
  const fields: HistoryField[] = []
  for (const [field, [before, after]] of set) {
    // A conflict settled without a change of the value is told under the field's name.
    const told = parseMemberUnit(field)?.field ?? field
    if (field === LIFE || (told !== field && fields.some((one) => one.field === told))) continue
    if (told !== field) fields.push({ field: told, before: null, after: null, struck: false })
    else fields.push({ field, before, after, struck: struck.has(field) })
  }
  return { record, name, op: toOp(set.get(LIFE)), fields }
}

function toOp(life: FieldChange | undefined): HistoryRecord['op'] {
  if (life === undefined) return 'change'
  const [before, after] = life
  if (after !== 'live') return before === after ? 'change' : 'delete'
  if (before === 'live') return 'change'
  return before === null ? 'create' : 'restore'
}
