/**
 * The fold as its definition reads, without any bookkeeping: all writes of all entries, who knew whom as explicit
 * sets, and for each unit of merge a search over all pairs. Slow, and only for comparing.
 */
import type { JsonValue } from '../../base/json'
import { typeOfId } from '../../records/registry'
import { type Entry, type EntryId, LIFE, type RecordId } from '../entry'
import type { Rival, Row, Stamp } from '../row'
import { declared } from './declared'
import type { Ancestors } from './device'

type Group = {
  readonly id: EntryId
  readonly device: string
  readonly seq: number
  readonly clock: string
  readonly entries: readonly Entry[]
}

type Write = { readonly group: Group; readonly value: JsonValue }

/** Intents that became visible: single entries, and runs that have a closing entry. */
function visibleGroups(entries: readonly Entry[]): Group[] {
  const groups: Group[] = []
  for (const device of new Set(entries.map((entry) => entry.device))) {
    const chain = entries.filter((entry) => entry.device === device).sort((a, b) => a.seq - b.seq)
    for (const entry of chain) {
      const { run, id, clock } = entry.head
      if (run !== undefined && !('end' in run)) continue
      const parts =
        run === undefined ? [] : chain.filter(({ head }) => head.run?.id === run.id && head.id !== id)
      groups.push({ id, device, seq: entry.seq, clock, entries: [...parts, entry] })
    }
  }
  return groups
}

const before = (a: Group, b: Group): number =>
  a.clock < b.clock
    ? -1
    : a.clock > b.clock
      ? 1
      : a.device < b.device
        ? -1
        : a.device > b.device
          ? 1
          : a.seq - b.seq

/** Writes of a record by unit of merge, read off the declaration. */
function writesOf(record: RecordId, groups: readonly Group[]): Map<string, Write[]> {
  const declaration = declared[typeOfId(record)]
  const writes = new Map<string, Write[]>()
  const add = (unit: string, group: Group, value: JsonValue) => {
    const others = (writes.get(unit) ?? []).filter((write) => write.group !== group)
    writes.set(unit, [...others, { group, value }])
  }
  for (const group of groups) {
    for (const { body } of group.entries) {
      for (const change of body.changes) {
        if (change.record !== record) continue
        for (const [field, [was, is]] of Object.entries(change.set)) {
          const unit = Object.entries(declaration?.units ?? {}).find(([, fields]) => fields.includes(field))
          if (unit) {
            add(unit[0], group, Object.fromEntries(unit[1].map((f) => [f, change.set[f]?.[1] ?? null])))
          } else if (declaration?.fields[field]?.kind === 'tags') {
            const old = (was ?? []) as readonly string[]
            const now = (is ?? []) as readonly string[]
            for (const member of now) if (!old.includes(member)) add(`${field}/${member}`, group, true)
            for (const member of old) if (!now.includes(member)) add(`${field}/${member}`, group, false)
          } else add(field, group, is)
        }
      }
    }
  }
  return writes
}

/** Rows of all records that any visible entry touched. */
export function foldSlowly(entries: readonly Entry[], ancestors: Ancestors): Map<RecordId, Row> {
  const groups = visibleGroups(entries)
  const knows = (a: Group, b: Group): boolean => ancestors.get(a.id)?.has(b.id) ?? false
  const touches = (group: Group, record: RecordId, test: (set: object) => boolean): boolean =>
    group.entries.some(({ body }) => body.changes.some((c) => c.record === record && test(c.set)))
  const records = new Set(
    groups.flatMap((g) => g.entries.flatMap((e) => e.body.changes.map((c) => c.record))),
  )
  const rows = new Map<RecordId, Row>()

  for (const record of records) {
    const stands = new Map<string, Write>()
    const rivals = new Map<string, Write[]>()
    for (const [unit, all] of writesOf(record, groups)) {
      const left = all.filter((write) => !all.some((other) => knows(other.group, write.group)))
      const [first, ...others] = left.sort((a, b) => before(b.group, a.group))
      if (first) stands.set(unit, first)
      if (others.length > 0) rivals.set(unit, others)
    }
    const touching = groups.filter((g) => touches(g, record, (set) => Object.keys(set).length > 0))
    const tips = touching
      .filter((g) => !touches(g, record, (set) => LIFE in set))
      .filter((g) => !touching.some((other) => knows(other, g)))
    const life = (stands.get(LIFE)?.value ?? null) as Row['life']
    if (life !== 'live' && stands.has(LIFE) && tips.length > 0) {
      const edits = tips.map((group): Write => ({ group, value: 'live' }))
      const all = [...(rivals.get(LIFE) ?? []), ...edits]
      rivals.set(
        LIFE,
        all.sort((a, b) => before(b.group, a.group)),
      )
    }
    rows.set(record, toRow(record, life, stands, rivals, tips, groups))
  }
  return rows
}

function toRow(
  id: RecordId,
  life: Row['life'],
  stands: ReadonlyMap<string, Write>,
  rivals: ReadonlyMap<string, readonly Write[]>,
  tips: readonly Group[],
  groups: readonly Group[],
): Row {
  const used = new Set([
    ...[...stands.values()].map(({ group }) => group),
    ...[...rivals.values()].flat().map(({ group }) => group),
    ...tips,
  ])
  const order = [...used].sort(before)
  const values: { [field: string]: JsonValue } = {}
  for (const [unit, { value }] of stands) {
    const [field = '', member] = unit.split('/')
    if (unit === LIFE) continue
    if (declared[typeOfId(id)]?.units?.[unit]) {
      for (const [f, v] of Object.entries(value as object)) if (v !== null) values[f] = v as JsonValue
    } else if (member !== undefined) {
      if (value === true) values[field] = [...((values[field] ?? []) as string[]), member].sort()
    } else if (value !== null) values[unit] = value
  }
  const toRivals = (writes: readonly Write[]): Rival[] =>
    writes.map(({ group, value }) => ({ value, stamp: order.indexOf(group) }))
  const touched = groups.flatMap((g) =>
    g.entries.filter((e) => e.body.changes.some((c) => c.record === id)).map((e) => e),
  )
  return {
    id,
    life,
    values,
    stamps: order.map(({ id: entry, clock }): Stamp => ({ id: entry, clock })),
    by: Object.fromEntries([...stands].map(([unit, { group }]) => [unit, order.indexOf(group)])),
    ...(rivals.size > 0
      ? { rivals: Object.fromEntries([...rivals].map(([unit, writes]) => [unit, toRivals(writes)])) }
      : {}),
    ...(tips.length > 0 ? { tips: tips.map((g) => order.indexOf(g)).sort((a, b) => a - b) } : {}),
    entries: touched
      .sort((a, b) => (a.device === b.device ? a.seq - b.seq : a.device < b.device ? -1 : 1))
      .map((entry) => entry.head.id),
  }
}
