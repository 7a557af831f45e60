/**
 * The order of one type by one field, kept up to date record by record. Every order ends in the id; records that
 * have nothing to be ordered by stand last, whichever way it runs.
 */
import type { JsonValue } from '../../shared/base/json'
import { readingKey } from '../../shared/base/text'
import type { Field } from '../../shared/records/define'

/** What a value is ordered by; null: nothing, last. */
export type SortKey = string | number | null

const collator = new Intl.Collator('ja', { numeric: true, sensitivity: 'variant' })

const asText = (value: JsonValue): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.join(' ') : JSON.stringify(value)

/** How values of a field become keys. Choices go by their declared order, readings by kana alone. */
export const sortKeyOf = (field: Field | undefined, value: JsonValue): SortKey => {
  if (value === null || value === '') return null
  switch (field?.kind) {
    case 'integer':
    case 'duration':
      return typeof value === 'number' ? value : null
    case 'decimal':
      return Number(value)
    case 'money':
      return Number((value as { amount?: JsonValue }).amount ?? 0)
    case 'uncertainTime':
      return asText((value as { from?: JsonValue }).from ?? '')
    case 'choice': {
      const place = Object.keys(field.choices).indexOf(asText(value))
      return place < 0 ? Object.keys(field.choices).length : place
    }
    case 'text':
      return field.format === 'kana' ? readingKey(asText(value)) || null : asText(value)
    default:
      return asText(value)
  }
}

/** Texts that people read go by the Japanese collation; keys made for comparing (readings, dates, instants) as they are. */
const comparesByCollation = (field: Field | undefined): boolean =>
  field === undefined ||
  field.kind === 'ref' ||
  field.kind === 'children' ||
  field.kind === 'tags' ||
  field.kind === 'longText' ||
  (field.kind === 'text' && field.format !== 'kana')

/** Compares two keys, ids deciding in the end. */
export const createCompare =
  (field: Field | undefined, descending: boolean) =>
  (keyA: SortKey, idA: string, keyB: SortKey, idB: string): number => {
    if (keyA !== keyB) {
      if (keyA === null) return 1
      if (keyB === null) return -1
      const order =
        typeof keyA === 'string' && typeof keyB === 'string' && comparesByCollation(field)
          ? collator.compare(keyA, keyB)
          : keyA < keyB
            ? -1
            : 1
      if (order !== 0) return descending ? -order : order
    }
    return idA < idB ? -1 : idA > idB ? 1 : 0
  }

export type Order = {
  /** Slots of all records of the type, first to last. */
  readonly slots: number[]
  /** Takes up a record that is new or has changed. */
  readonly place: (slot: number) => void
}

/** Sorts all slots and keeps them sorted. `keyAt` reads the key that holds now. */
export const createOrder = (
  ids: readonly string[],
  keyAt: (slot: number) => SortKey,
  compare: ReturnType<typeof createCompare>,
): Order => {
  const keys: SortKey[] = []
  const slots: number[] = []
  for (let slot = 0; slot < ids.length; slot += 1) {
    keys.push(keyAt(slot))
    slots.push(slot)
  }
  const compareSlots = (a: number, b: number): number =>
    compare(keys[a] as SortKey, ids[a] as string, keys[b] as SortKey, ids[b] as string)
  slots.sort(compareSlots)

  /** First place whose record does not come before this slot. */
  const find = (slot: number): number => {
    let low = 0
    let high = slots.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compareSlots(slots[middle] as number, slot) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    slots,
    place: (slot) => {
      const key = keyAt(slot)
      if (slot < keys.length) {
        if (key === keys[slot]) return
        slots.splice(find(slot), 1)
      }
      keys[slot] = key
      slots.splice(find(slot), 0, slot)
    },
  }
}
