/** What stands in a form while it is filled in, and the writes it comes to: one intent for a record and its children. */
import type { JsonValue } from '../../../shared/base/json'
import { isOrderKey, keyBetween } from '../../../shared/base/order'
import type { RecordId } from '../../../shared/journal/entry'
import type { FieldValues, Write } from '../../../shared/journal/intent'
import type { Row } from '../../../shared/journal/row'
import type { Field, RecordDeclaration } from '../../../shared/records/define'
import { checksTyped } from './checks-of-title'

export type ChildDraft = {
  readonly id: RecordId
  readonly values: FieldValues
}

export type Draft = {
  readonly id: RecordId
  readonly values: FieldValues
  /** Child records by the name of the children field, in the order shown. */
  readonly children: { readonly [field: string]: readonly ChildDraft[] }
}

/** What the draft was made from; null for a record that is new. */
export type Before = {
  readonly row: Pick<Row, 'id' | 'values'>
  readonly children: { readonly [field: string]: readonly Pick<Row, 'id' | 'values'>[] }
}

/** Finds the declaration of a child type. */
export type DeclarationOf = (type: string) => RecordDeclaration | undefined

/** The names and declarations of the children fields. */
export const childrenFields = (declaration: RecordDeclaration) =>
  Object.entries(declaration.fields).flatMap(([name, field]) =>
    field.kind === 'children' ? [{ name, field }] : [],
  )

/** A draft of a record as it stands. */
export const draftOf = (before: Before): Draft => ({
  id: before.row.id,
  values: before.row.values,
  children: Object.fromEntries(
    Object.entries(before.children).map(([field, rows]) => [
      field,
      rows.map(({ id, values }) => ({ id, values })),
    ]),
  ),
})

/**
 * What it takes to get from what stood to the draft: only fields that differ are set; children that went are deleted,
 * new ones that were left empty are not made; order keys are given to as few as possible.
 */
export const writesOf = (
  declaration: RecordDeclaration,
  declarationOf: DeclarationOf,
  before: Before | null,
  draft: Draft,
): readonly Write[] => {
  const writes: Write[] = []
  const own = changesOf(declaration.fields, before?.row.values ?? {}, draft.values)
  if (!before) writes.push({ op: 'create', id: draft.id, values: withoutEmpty(own) })
  else if (Object.keys(own).length > 0) writes.push({ op: 'set', id: draft.id, values: own })
  for (const { name, field } of childrenFields(declaration)) {
    const child = declarationOf(field.of)
    if (child)
      writes.push(...childWrites(child, draft, before?.children[name] ?? [], draft.children[name] ?? []))
  }
  return writes
}

/** Whether a new child was left as empty as it came. */
export const isBlank = (child: RecordDeclaration, draft: ChildDraft): boolean =>
  Object.entries(child.fields).every(
    ([name, field]) => field.hidden || tidied(field, draft.values[name] ?? null) === null,
  )

const childWrites = (
  child: RecordDeclaration,
  parent: Draft,
  before: readonly Pick<Row, 'id' | 'values'>[],
  drafts: readonly ChildDraft[],
): readonly Write[] => {
  const known = new Map(before.map((row) => [row.id, row.values]))
  const wanted = drafts.filter((draft) => known.has(draft.id) || !isBlank(child, draft))
  const orderField = child.orderBy !== undefined && child.fields[child.orderBy]?.hidden ? child.orderBy : null
  const places = wanted.map(({ id }) => known.get(id)?.[orderField ?? ''] ?? null)
  const stoodOrder = before.map(({ id }) => id).filter((id) => wanted.some((draft) => draft.id === id))
  // Records that came without keys, as from a file, are not given any just because somebody looked at them.
  const unmoved =
    stoodOrder.every((id, at) => wanted[at]?.id === id) &&
    (wanted.length === stoodOrder.length || places.every(isPlace))
  const keys = orderField === null ? [] : unmoved ? keysAtEnd(places, stoodOrder.length) : orderKeys(places)
  const parentField = child.parent
  const writes: Write[] = []
  wanted.forEach(({ id, values }, at) => {
    const stood = known.get(id)
    const key = keys[at] ?? null
    const own = changesOf(child.fields, stood ?? {}, values)
    const placed = key !== null && orderField !== null ? { [orderField]: key } : {}
    if (stood) {
      const set = { ...own, ...checksTyped(child, stood, values), ...placed }
      if (Object.keys(set).length > 0) writes.push({ op: 'set', id, values: set })
    } else {
      const up = parentField ? { [parentField]: parent.id } : {}
      writes.push({ op: 'create', id, values: { ...withoutEmpty(own), ...up, ...placed } })
    }
  })
  const kept = new Set(wanted.map(({ id }) => id))
  for (const { id } of before) if (!kept.has(id)) writes.push({ op: 'delete', id })
  return writes
}

/**
 * Order keys for children in this order, by the key each has (null: none yet). Null stands for "keep what it has". The
 * longest rising run of keys stays; the others go between.
 */
export const orderKeys = (places: readonly JsonValue[]): readonly (string | null)[] => {
  const existing = places.map((place) => (typeof place === 'string' && isOrderKey(place) ? place : null))
  const stays = longestRise(existing)
  const out: (string | null)[] = []
  let last: string | null = null
  existing.forEach((key, at) => {
    if (stays.has(at)) {
      out.push(null)
      last = key
      return
    }
    const next = existing.find((_, later) => later > at && stays.has(later)) ?? null
    last = keyBetween(last, next)
    out.push(last)
  })
  return out
}

/** Places of a longest strictly rising run of valid keys. */
const longestRise = (keys: readonly (string | null)[]): ReadonlySet<number> => {
  const best: { length: number; from: number }[] = []
  let end = -1
  keys.forEach((key, at) => {
    let [length, from] = [0, -1]
    if (key !== null) {
      length = 1
      for (let earlier = 0; earlier < at; earlier += 1) {
        const other = keys[earlier] ?? null
        const rise = best[earlier]?.length ?? 0
        if (other !== null && rise > 0 && other < key && rise + 1 > length)
          [length, from] = [rise + 1, earlier]
      }
    }
    best.push({ length, from })
    if (length > (best[end]?.length ?? 0)) end = at
  })
  const places = new Set<number>()
  for (let at = end; at >= 0; at = best[at]?.from ?? -1) places.add(at)
  return places
}

/** Whether a stored place is a key or none at all; any other text could stand anywhere in the order. */
const isPlace = (place: JsonValue): boolean =>
  place === null || (typeof place === 'string' && isOrderKey(place))

/** Keys for what was added behind `kept` children that stay where they are. */
const keysAtEnd = (places: readonly JsonValue[], kept: number): readonly (string | null)[] => {
  const stood = places.filter((place): place is string => typeof place === 'string')
  let last = stood.length === 0 ? null : stood.reduce((a, b) => (a > b ? a : b))
  return places.map((_, at) => {
    if (at < kept) return null
    last = keyBetween(last, null)
    return last
  })
}

/** Fields whose value differs, tidied; null for what was emptied. */
const changesOf = (
  fields: { readonly [name: string]: Field },
  before: FieldValues,
  after: FieldValues,
): FieldValues => {
  const changes: { [name: string]: JsonValue } = {}
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'children') continue
    const stood = before[name] ?? null
    const stands = after[name] ?? null
    if (same(stood, stands)) continue
    const value = tidied(field, stands)
    if (!same(stood, value)) changes[name] = value
  }
  return changes
}

/** Spaces at the ends of a text are no part of it; what is empty is null. */
const tidied = (field: Field, value: JsonValue): JsonValue => {
  if (typeof value === 'string') {
    const text = field.kind === 'longText' ? value.trimEnd() : value.trim()
    return text === '' ? null : text
  }
  return Array.isArray(value) && value.length === 0 ? null : value
}

const withoutEmpty = (values: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

const same = (a: JsonValue, b: JsonValue): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
