/**
 * How one entry's changes of one record are folded into its row. Per unit of merge a multi-value register: of all
 * writes, those stay that no other write knew; the greatest by clock, then device, stands, the others are its rivals
 * (Shapiro et al., 2011, "A comprehensive study of CRDTs", MV-register). Entries come after everything in their past,
 * so an entry is never known by one that was folded before it.
 */
import { type JsonValue, sameJson } from '../base/json'
import { type DeviceId, type EntryId, type FieldChange, LIFE, type RecordId } from './entry'
import { compareEntryIds } from './entry-id'
import { type MergeRules, membersOf, memberUnit, parseMemberUnit } from './merge-rules'
import { type Rival, type Row, type Stamp, standingValue } from './row'

/** The entry whose changes are folded (of a run: its closing entry) and what its writer knew. */
export type Writer = {
  readonly stamp: Stamp
  readonly device: DeviceId
  /** Device → greatest number known, without the writer's own. */
  readonly past: { readonly [device: DeviceId]: number }
}

/** A row that is being changed: nobody else holds it or its parts. */
export type DraftRow = {
  id: RecordId
  life: Row['life']
  values: { [field: string]: JsonValue }
  stamps: Stamp[]
  by: { [unit: string]: number }
  rivals?: { [unit: string]: readonly Rival[] }
  tips?: readonly number[]
  entries: EntryId[]
}

/** A row of its own to change; the given one stays as it is. */
export function draftOf(id: RecordId, row: Row | undefined): DraftRow {
  if (row === undefined) return { id, life: null, values: {}, stamps: [], by: {}, entries: [] }
  const draft: DraftRow = {
    id,
    life: row.life,
    values: { ...row.values },
    stamps: row.stamps.slice(),
    by: { ...row.by },
    entries: row.entries.slice(),
  }
  if (row.rivals !== undefined) draft.rivals = { ...row.rivals }
  if (row.tips !== undefined) draft.tips = row.tips
  return draft
}

const deviceOf = (id: EntryId): DeviceId => id.slice(0, id.lastIndexOf(':'))
const seqOf = (id: EntryId): number => Number(id.slice(id.lastIndexOf(':') + 1))

const isOfDevice = (id: EntryId, device: DeviceId): boolean =>
  id.length > device.length && id.charCodeAt(device.length) === 58 && id.startsWith(device)

/** Whether the writer's past holds the stamped entry (or it is the same entry). */
function knows(writer: Writer, stamp: Stamp): boolean {
  if (isOfDevice(stamp.id, writer.device)) return true
  return (writer.past[deviceOf(stamp.id)] ?? 0) >= seqOf(stamp.id)
}

/** Order of stamps: clock, then device, then number. The greatest stands. */
function compareStamps(a: Stamp, b: Stamp): number {
  if (a.clock !== b.clock) return a.clock < b.clock ? -1 : 1
  return a.id === b.id ? 0 : compareEntryIds(a.id, b.id)
}

/** Folds the fields one entry set of one record. */
export function foldChange(
  row: DraftRow,
  set: { readonly [field: string]: FieldChange },
  writer: Writer,
  rules: MergeRules,
): void {
  const fields = Object.keys(set)
  if (fields.length === 0) return
  liftTips(row)
  const mine = addStamp(row, writer.stamp)
  let units: Set<string> | null = null
  let replaced = false
  for (const field of fields) {
    const change = set[field] as FieldChange
    const unit = rules.unitOf.get(field)
    if (unit !== undefined) {
      units ??= new Set()
      units.add(unit)
    } else if (rules.tags.has(field)) {
      replaced = writeMembers(row, field, change, mine, writer, rules) || replaced
    } else {
      const value = field === LIFE ? toLife(change[1]) : change[1]
      replaced = write(row, field, value, mine, writer, rules) || replaced
    }
  }
  for (const unit of units ?? []) {
    const value = Object.fromEntries((rules.fieldsOf.get(unit) ?? []).map((f) => [f, set[f]?.[1] ?? null]))
    replaced = write(row, unit, value, mine, writer, rules) || replaced
  }
  settleTips(row, mine, writer, Object.hasOwn(set, LIFE))
  if (replaced || row.stamps.length > 1) dropUnusedStamps(row)
}

/** Notes an entry that touched the record; ids stay sorted, so rows do not depend on the order of arrival. */
export function noteEntry(row: DraftRow, id: EntryId): void {
  const { entries } = row
  let at = entries.length
  while (at > 0 && compareEntryIds(entries[at - 1] as EntryId, id) > 0) at--
  if (entries[at - 1] === id) return
  if (at === entries.length) entries.push(id)
  else entries.splice(at, 0, id)
}

const toLife = (value: JsonValue): Row['life'] => (value === 'live' || value === 'deleted' ? value : null)

/** Where the stamp stands in the row, after putting it there. */
function addStamp(row: DraftRow, stamp: Stamp): number {
  const { stamps } = row
  let at = stamps.length
  while (at > 0 && compareStamps(stamps[at - 1] as Stamp, stamp) > 0) at--
  if (at > 0 && stamps[at - 1]?.id === stamp.id) return at - 1
  stamps.splice(at, 0, stamp)
  if (at < stamps.length - 1) renumber(row, (index) => (index >= at ? index + 1 : index))
  return at
}

/** Gives every index into `stamps` a new number. */
function renumber(row: DraftRow, toNew: (index: number) => number): void {
  for (const unit of Object.keys(row.by)) row.by[unit] = toNew(row.by[unit] as number)
  if (row.rivals !== undefined) {
    for (const unit of Object.keys(row.rivals)) {
      row.rivals[unit] = (row.rivals[unit] ?? []).map((r) => ({ value: r.value, stamp: toNew(r.stamp) }))
    }
  }
  if (row.tips !== undefined) row.tips = row.tips.map(toNew)
}

/** Stamps that nothing points to any more go; the others move up. */
function dropUnusedStamps(row: DraftRow): void {
  const { stamps } = row
  const used = new Array<boolean>(stamps.length).fill(false)
  for (const unit in row.by) used[row.by[unit] as number] = true
  for (const unit in row.rivals) for (const rival of row.rivals[unit] ?? []) used[rival.stamp] = true
  for (const tip of row.tips ?? []) used[tip] = true
  if (!used.includes(false)) return
  const moved: number[] = []
  const kept: Stamp[] = []
  stamps.forEach((stamp, index) => {
    moved.push(kept.length)
    if (used[index]) kept.push(stamp)
  })
  row.stamps = kept
  renumber(row, (index) => moved[index] as number)
}

/** Writes a unit of merge; true when a stamp may have become unused. */
function write(
  row: DraftRow,
  unit: string,
  value: JsonValue,
  mine: number,
  writer: Writer,
  rules: MergeRules,
): boolean {
  const stands = row.by[unit]
  const rivals = row.rivals?.[unit]
  if (stands === undefined || (rivals === undefined && knows(writer, row.stamps[stands] as Stamp))) {
    row.by[unit] = mine
    setStanding(row, unit, value, rules)
    return stands !== undefined
  }
  const left: Rival[] = [{ value: standing(row, unit, rules), stamp: stands }, ...(rivals ?? [])].filter(
    (rival) => !knows(writer, row.stamps[rival.stamp] as Stamp),
  )
  left.push({ value, stamp: mine })
  setRegister(row, unit, left, rules)
  return true
}

/** Puts what is left of a unit: the greatest stamp stands, the others are rivals. */
function setRegister(row: DraftRow, unit: string, values: readonly Rival[], rules: MergeRules): void {
  const [first, ...others] = values.toSorted((a, b) => b.stamp - a.stamp)
  if (first === undefined) return
  row.by[unit] = first.stamp
  setStanding(row, unit, first.value, rules)
  setRivals(row, unit, others)
}

function setRivals(row: DraftRow, unit: string, rivals: readonly Rival[]): void {
  if (rivals.length > 0) row.rivals = { ...row.rivals, [unit]: rivals }
  else if (row.rivals?.[unit] !== undefined) {
    delete row.rivals[unit]
    if (Object.keys(row.rivals).length === 0) delete row.rivals
  }
}

const standing = (row: DraftRow, unit: string, rules: MergeRules): JsonValue =>
  standingValue(row, unit, rules.fieldsOf.get(unit))

function setStanding(row: DraftRow, unit: string, value: JsonValue, rules: MergeRules): void {
  if (unit === LIFE) {
    row.life = value as Row['life']
    return
  }
  const fields = rules.fieldsOf.get(unit)
  if (fields) {
    const values = value as { readonly [field: string]: JsonValue }
    for (const field of fields) setValue(row, field, values[field] ?? null)
    return
  }
  const part = parseMemberUnit(unit)
  if (part === null) {
    setValue(row, unit, value)
    return
  }
  const others = membersOf(row.values[part.field]).filter((member) => member !== part.member)
  const members = value === true ? [...others, part.member].sort() : others
  setValue(row, part.field, members.length > 0 ? members : null)
}

function setValue(row: DraftRow, field: string, value: JsonValue): void {
  if (value !== null) row.values[field] = value
  else if (row.values[field] !== undefined) delete row.values[field]
}

/** A tags field is merged per member: only those that came or went were written. */
function writeMembers(
  row: DraftRow,
  field: string,
  [before, after]: FieldChange,
  mine: number,
  writer: Writer,
  rules: MergeRules,
): boolean {
  const was = new Set(membersOf(before))
  const is = new Set(membersOf(after))
  let replaced = false
  for (const member of new Set([...was, ...is])) {
    if (was.has(member) === is.has(member)) continue
    replaced = write(row, memberUnit(field, member), is.has(member), mine, writer, rules) || replaced
  }
  return replaced
}

/** Takes the edits out of the rivals of life that `settleTips` had put there. */
function liftTips(row: DraftRow): void {
  const { tips } = row
  const rivals = row.rivals?.[LIFE]
  if (tips === undefined || rivals === undefined) return
  setRivals(
    row,
    LIFE,
    rivals.filter((rival) => !tips.includes(rival.stamp)),
  )
}

/**
 * Keeps the edits that no later entry about this record knew. While the record is not live they are rivals of its
 * life: an edit concurrent with a deletion is a conflict and never a revival.
 */
function settleTips(row: DraftRow, mine: number, writer: Writer, changesLife: boolean): void {
  const tips = (row.tips ?? []).filter((tip) => tip !== mine && !knows(writer, row.stamps[tip] as Stamp))
  if (!changesLife) tips.push(mine)
  if (tips.length > 0) row.tips = tips.sort((a, b) => a - b)
  else if (row.tips !== undefined) delete row.tips
  if (row.life === 'live' || row.by[LIFE] === undefined || tips.length === 0) return
  const rivals = tips.map((stamp): Rival => ({ value: 'live', stamp }))
  setRivals(
    row,
    LIFE,
    [...(row.rivals?.[LIFE] ?? []), ...rivals].sort((a, b) => b.stamp - a.stamp),
  )
}

/**
 * What a struck-out entry means for a row already folded: where it set what stands or a rival of it, the shortened
 * value takes its place. `stamp` is the entry's id, of a part of a run the closing entry's.
 */
export function foldStruck(
  row: DraftRow,
  set: { readonly [field: string]: FieldChange },
  struck: readonly string[],
  stamp: EntryId,
  rules: MergeRules,
): void {
  for (const field of struck) {
    if (rules.tags.has(field)) {
      for (const unit of Object.keys(row.by)) {
        if (unit.startsWith(memberUnit(field, ''))) dropWrite(row, unit, stamp, rules)
      }
      continue
    }
    const unit = rules.unitOf.get(field) ?? field
    const after = set[field]?.[1] ?? null
    const shorten = (value: JsonValue): JsonValue =>
      rules.fieldsOf.has(unit) ? { ...(value as object), [field]: after } : after
    const stands = row.by[unit]
    if (stands === undefined) continue
    if (row.stamps[stands]?.id === stamp) setStanding(row, unit, shorten(standing(row, unit, rules)), rules)
    const rivals = row.rivals?.[unit]
    if (rivals === undefined) continue
    const shortened = rivals.map((r) =>
      row.stamps[r.stamp]?.id === stamp ? { value: shorten(r.value), stamp: r.stamp } : r,
    )
    if (!sameJson(rivals, shortened)) setRivals(row, unit, shortened)
  }
  dropUnusedStamps(row)
}

/** Takes one entry's write out of a unit, as if it had never been made. */
function dropWrite(row: DraftRow, unit: string, stamp: EntryId, rules: MergeRules): void {
  const stands = row.by[unit]
  if (stands === undefined) return
  const all: Rival[] = [{ value: standing(row, unit, rules), stamp: stands }, ...(row.rivals?.[unit] ?? [])]
  const left = all.filter((rival) => row.stamps[rival.stamp]?.id !== stamp)
  if (left.length === all.length) return
  if (left.length > 0) {
    setRegister(row, unit, left, rules)
    return
  }
  setStanding(row, unit, false, rules)
  setRivals(row, unit, [])
  delete row.by[unit]
}
