/** Which records a list's question finds: by words, by values, by the state of their children. */
import { foldForSearch } from '../../shared/base/text'
import type { RecordId } from '../../shared/journal/entry'
import { type RecordDeclaration, typesReferredTo } from '../../shared/records/define'
import { wantsCheck } from '../../shared/records/wants-check'
import { LIFE_CODES, type LoadedType, textOf } from './columns'
import type { ListFilter } from './store-api'

/** Columns of a type that was loaded beside the one that is listed. */
export type LoadedOf = (type: string) => LoadedType | undefined

/** True for the slots a list shows. */
export type SlotTest = (slot: number) => boolean

/** Prefix of a value of a children field's filter: a day before which a child was last checked. */
const BEFORE = 'before:'
/** Value of a children field's filter: a child that was never checked. */
const NEVER = 'never'

const liveChildSlots = function* (child: LoadedType, parent: string): Generator<number> {
  for (const slot of child.byParent?.get(parent) ?? [])
    if (child.columns.lives[slot] === LIFE_CODES.live) yield slot
}

/** Whether a record is found by every word, in its own texts or those of its live children; null without words. */
export const createTextTest = (
  { columns }: LoadedType,
  text: string | undefined,
  loadedOf: LoadedOf,
): SlotTest | null => {
  const words = foldForSearch(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  const { search, ids, declaration } = columns
  const children = Object.values(declaration.fields).flatMap((field) =>
    field.kind === 'children' && field.search === true ? (loadedOf(field.of) ?? []) : [],
  )
  return (slot) => {
    let hay = search[slot] as string
    for (const child of children)
      for (const at of liveChildSlots(child, ids[slot] as string)) hay += `\n${child.columns.search[at]}`
    return words.every((word) => hay.includes(word))
  }
}

/** Walks the children once, however many records are listed. */
const createChildTest = (
  { columns }: LoadedType,
  child: LoadedType | undefined,
  oneOf: readonly string[],
): SlotTest => {
  if (child === undefined) return () => false
  const { lives, values, declaration } = child.columns
  const parents = values.get(declaration.parent ?? '') ?? []
  const checkedDays = declaration.checked === undefined ? undefined : values.get(declaration.checked)
  const wantsNone = oneOf.includes('')
  const days = oneOf.flatMap((value) => (value.startsWith(BEFORE) ? [value.slice(BEFORE.length)] : []))
  const wantsNever = oneOf.includes(NEVER)
  const hasLive = new Uint8Array(columns.ids.length)
  const isFound = new Uint8Array(columns.ids.length)
  for (let at = 0; at < lives.length; at += 1) {
    const slot =
      lives[at] === LIFE_CODES.live ? columns.slots.get(textOf(parents[at]) as RecordId) : undefined
    if (slot === undefined) continue
    hasLive[slot] = 1
    if (!wantsCheck(declaration, (field) => values.get(field)?.[at])) continue
    const checked = textOf(checkedDays?.[at])
    if (checked === '' ? wantsNever : days.some((day) => checked < day)) isFound[slot] = 1
  }
  return (slot) => isFound[slot] === 1 || (wantsNone && hasLive[slot] === 0)
}

const createValueTest = ({ columns }: LoadedType, { field, oneOf }: ListFilter): SlotTest => {
  const wanted = new Set(oneOf)
  const column = columns.values.get(field)
  return (slot) => {
    const value = column?.[slot] ?? null
    if (!Array.isArray(value)) return wanted.has(textOf(value))
    return value.length === 0 ? wanted.has('') : value.some((each) => wanted.has(textOf(each)))
  }
}

export const createFilterTests = (
  loaded: LoadedType,
  filters: readonly ListFilter[] | undefined,
  loadedOf: LoadedOf,
): SlotTest[] =>
  (filters ?? []).map((filter) => {
    const field = loaded.columns.declaration.fields[filter.field]
    return field?.kind === 'children'
      ? createChildTest(loaded, loadedOf(field.of), filter.oneOf)
      : createValueTest(loaded, filter)
  })

/** How many records of one life have each value of a field; members of tags one by one, '' for empty. */
export const countValues = ({ columns }: LoadedType, field: string, life: number): Map<string, number> => {
  const counts = new Map<string, number>()
  const column = columns.values.get(field)
  for (let slot = 0; slot < columns.ids.length; slot += 1) {
    if (columns.lives[slot] !== life) continue
    const value = column?.[slot] ?? null
    const members = Array.isArray(value) && value.length > 0 ? value : [Array.isArray(value) ? null : value]
    for (const member of members) counts.set(textOf(member), (counts.get(textOf(member)) ?? 0) + 1)
  }
  return counts
}

/** Types whose columns a list of this type shows, searches or filters by. */
export const shownBeside = (declaration: RecordDeclaration): readonly string[] => {
  const types = new Set<string>()
  for (const field of Object.values(declaration.fields)) {
    if (field.kind === 'ref') for (const to of typesReferredTo(field)) types.add(to)
    if (field.kind === 'children') types.add(field.of)
  }
  types.delete(declaration.type)
  return [...types]
}
