/**
 * Lists over the columns in memory. A type's columns are loaded at its first list and follow every commit; an open
 * list is the order of slots as it was asked for, and windows of it read what the records say now.
 */
import type { JsonValue } from '../../shared/base/json'
import { type Alphabet, indexLetters, initialOf, nameKey } from '../../shared/domain/reading/initials'
import type { RecordId } from '../../shared/journal/entry'
import type { FieldValues } from '../../shared/journal/intent'
import type { Row } from '../../shared/journal/row'
import { type RecordDeclaration, typesReferredTo } from '../../shared/records/define'
import { declarationOf, registry, typeOfId } from '../../shared/records/registry'
import {
  addBlock,
  type ColumnBlock,
  emptyColumns,
  firstOrderField,
  LIFE_CODES,
  type LoadedType,
  putRow,
  readingFields,
  type TypeColumns,
  textOf,
} from './columns'
import { countValues, createFilterTests, createTextTest, shownBeside } from './list-filters'
import { createCompare, createOrder, type Order, type SortKey, sortKeyOf } from './order'
import type { ListHandle, ListMark, ListQuery, ListRow, ListValue } from './store-api'

/** Changed records beyond this many are sorted anew instead of one by one. */
const PLACED_ONE_BY_ONE = 500

/** Where the columns of a type come from. */
export type ColumnSource = (
  type: string,
) => Promise<{ readonly blocks: readonly ColumnBlock[]; readonly loose: readonly Row[] }>

type OpenList = {
  readonly loaded: LoadedType
  /** Sorted when the first window is asked for: many lists are only counted. */
  slots: readonly number[]
  isSorted: boolean
  readonly sort: ListQuery['sort']
  readonly alphabet: Alphabet
  readonly life: ListQuery['life']
}

export type ListEngine = {
  readonly open: (query: ListQuery) => Promise<ListHandle>
  /** Child records of deleted ones are left out: columns do not know what was deleted with what. */
  readonly rows: (list: number, from: number, to: number) => readonly ListRow[]
  readonly lifeOf: (list: number) => ListQuery['life']
  readonly ids: (list: number) => readonly RecordId[]
  readonly marks: (list: number) => readonly ListMark[]
  /** Values a field has among the records of one life, the most used first. */
  readonly values: (
    query: Pick<ListQuery, 'type' | 'life'>,
    field: string,
    limit: number,
  ) => Promise<readonly ListValue[]>
  readonly close: (list: number) => void
  /** Child records of one parent by child type, of whatever life, in their order. */
  readonly childIds: (type: string, parent: RecordId) => Promise<readonly RecordId[]>
  /** Ids of every record of a type, of whatever life. */
  readonly allIds: (type: string) => Promise<readonly RecordId[]>
  /** Live records whose field has exactly this value. */
  readonly holders: (type: string, field: string, value: JsonValue) => Promise<readonly RecordId[]>
  /** Takes up rows a commit changed. */
  readonly apply: (rows: readonly Row[]) => void
  /** Forgets a type (its rows were made anew) or all; loaded again when asked for. */
  readonly drop: (type?: string) => void
  /** Loads a type and what its lists show beside it. */
  readonly load: (type: string) => Promise<unknown>
}

export const createListEngine = (source: ColumnSource): ListEngine => {
  const types = new Map<string, LoadedType>()
  const loading = new Map<string, { readonly done: Promise<LoadedType>; readonly missed: Row[] }>()
  const lists = new Map<number, OpenList>()
  let lastList = 0

  const loadedOf = (type: string): LoadedType | undefined => types.get(type)

  const link = (loaded: LoadedType, slot: number, add: boolean): void => {
    const field = loaded.columns.declaration.parent
    if (field === undefined || loaded.byParent === null) return
    const parent = loaded.columns.values.get(field)?.[slot]
    if (typeof parent !== 'string') return
    const slots = loaded.byParent.get(parent) ?? new Set()
    if (add) slots.add(slot)
    else slots.delete(slot)
    loaded.byParent.set(parent, slots)
  }

  const put = (loaded: LoadedType, row: Row): number => {
    const known = loaded.columns.slots.get(row.id)
    if (known !== undefined) link(loaded, known, false)
    const slot = putRow(loaded.columns, row)
    link(loaded, slot, true)
    return slot
  }

  const fill = async (declaration: RecordDeclaration): Promise<LoadedType> => {
    const { blocks, loose } = await source(declaration.type)
    const loaded: LoadedType = {
      columns: emptyColumns(declaration),
      orders: new Map(),
      byParent: declaration.parent === undefined ? null : new Map(),
    }
    for (const block of blocks) addBlock(loaded.columns, block)
    for (let slot = 0; slot < loaded.columns.ids.length; slot += 1) link(loaded, slot, true)
    for (const row of loose) put(loaded, row)
    return loaded
  }

  const load = async (type: string): Promise<LoadedType> => {
    const loaded = types.get(type)
    if (loaded !== undefined) return loaded
    const under = loading.get(type)
    if (under !== undefined) return under.done
    const declaration = declarationOf(type)
    if (declaration === undefined) throw new Error(`No lists of the unknown type ${type}`)
    const missed: Row[] = []
    const done = fill(declaration).then(
      (made) => {
        // Commits that came while the columns were read: their rows are whole and newer.
        for (const row of missed) put(made, row)
        if (loading.get(type)?.done === done) {
          types.set(type, made)
          loading.delete(type)
        }
        return made
      },
      (error: unknown) => {
        loading.delete(type)
        throw error
      },
    )
    loading.set(type, { done, missed })
    return done
  }

  const loadWithShown = async (type: string): Promise<LoadedType> => {
    const declaration = declarationOf(type)
    if (declaration === undefined) throw new Error(`No lists of the unknown type ${type}`)
    const [loaded] = await Promise.all([
      load(type),
      ...shownBeside(declaration)
        .filter((each) => each in registry)
        .map(load),
    ])
    return loaded
  }

  const titleOf = (id: JsonValue | undefined): string => {
    if (typeof id !== 'string') return ''
    const loaded = types.get(typeOfId(id))
    const slot = loaded?.columns.slots.get(id as RecordId)
    if (loaded === undefined || slot === undefined) return ''
    return textOf(loaded.columns.values.get(loaded.columns.declaration.title)?.[slot])
  }

  /** Live children of a record, in the order they are kept in. */
  const childSlots = (child: LoadedType, parent: string, liveOnly: boolean): number[] => {
    const { ids, lives, values, declaration } = child.columns
    const order = declaration.orderBy === undefined ? undefined : values.get(declaration.orderBy)
    const slots = [...(child.byParent?.get(parent) ?? [])].filter(
      (slot) => !liveOnly || lives[slot] === LIFE_CODES.live,
    )
    return slots.sort((a, b) => {
      const [keyA, keyB] = [textOf(order?.[a]), textOf(order?.[b])]
      if (keyA !== keyB) return keyA < keyB ? -1 : 1
      return (ids[a] as string) < (ids[b] as string) ? -1 : 1
    })
  }

  const firstChildTitle = (childType: string, parent: string): string => {
    const child = types.get(childType)
    const slot = child === undefined ? undefined : childSlots(child, parent, true)[0]
    if (child === undefined || slot === undefined) return ''
    return textOf(child.columns.values.get(child.columns.declaration.title)?.[slot])
  }

  const valuesAt = (columns: TypeColumns, slot: number): FieldValues => {
    const values: { [field: string]: JsonValue } = {}
    for (const [name, column] of columns.values) {
      const value = column[slot]
      if (value !== null && value !== undefined) values[name] = value
    }
    return values
  }

  const childrenAt = (columns: TypeColumns, slot: number): ListRow['children'] =>
    Object.fromEntries(
      Object.entries(columns.declaration.fields).flatMap(([name, field]) => {
        const child = field.kind === 'children' ? types.get(field.of) : undefined
        if (child === undefined) return []
        const slots = childSlots(child, columns.ids[slot] as string, true)
        return [[name, slots.map((at) => valuesAt(child.columns, at))]]
      }),
    )

  const shownText = (columns: TypeColumns, name: string, slot: number): string => {
    const field = columns.declaration.fields[name]
    if (field?.kind === 'children') return firstChildTitle(field.of, columns.ids[slot] as string)
    return titleOf(columns.values.get(name)?.[slot])
  }

  const keyAt = (columns: TypeColumns, name: string) => {
    const field = columns.declaration.fields[name]
    if (field?.kind === 'children' || field?.kind === 'ref')
      return (slot: number): SortKey => shownText(columns, name, slot) || null
    if (name === firstOrderField(columns.declaration))
      return (slot: number): SortKey => columns.keys[slot] ?? null
    const column = columns.values.get(name)
    return (slot: number): SortKey => sortKeyOf(field, column?.[slot] ?? null)
  }

  /** Names in Latin letters, with what they are read by where they are in other letters. */
  const latinKeyAt = ({ values }: TypeColumns, name: string, reading: string) => {
    const [names, readings] = [values.get(name), values.get(reading)]
    return (slot: number): SortKey =>
      textOf(names?.[slot]) === '' ? null : nameKey('latin', textOf(names?.[slot]), textOf(readings?.[slot]))
  }

  /** Whether a list goes by what its index says: by readings, or in Latin letters by names. */
  const indexedField = ({ declaration }: TypeColumns, alphabet: Alphabet): string | null =>
    readingFields(declaration)?.[alphabet === 'kana' ? 'reading' : 'name'] ?? null

  const orderOf = (loaded: LoadedType, { sort, alphabet }: Pick<OpenList, 'sort' | 'alphabet'>): Order => {
    const { declaration, ids } = loaded.columns
    const indexed = indexedField(loaded.columns, alphabet)
    const field = sort?.field ?? indexed ?? firstOrderField(declaration)
    const descending = sort?.descending ?? false
    const read = alphabet === 'latin' && field === indexed ? readingFields(declaration) : null
    const name = read === null ? `${field} ${descending}` : `${field} latin ${descending}`
    const known = loaded.orders.get(name)
    if (known !== undefined) return known
    // Keys of names in Latin letters are made for comparing, as those of readings are.
    const compare = createCompare(declaration.fields[read === null ? field : read.reading], descending)
    const keys =
      read === null ? keyAt(loaded.columns, field) : latinKeyAt(loaded.columns, read.name, read.reading)
    const order = createOrder(ids, keys, compare)
    loaded.orders.set(name, order)
    return order
  }

  /** Orders that go by titles of another type are made anew when that type changes. */
  const dropOrdersThatShow = (type: string): void => {
    for (const { columns, orders } of types.values())
      for (const name of [...orders.keys()]) {
        const field = columns.declaration.fields[name.slice(0, name.indexOf(' '))]
        if (
          (field?.kind === 'ref' && typesReferredTo(field).includes(type)) ||
          (field?.kind === 'children' && field.of === type)
        )
          orders.delete(name)
      }
  }

  const openList = (list: number): OpenList => {
    const open = lists.get(list)
    if (open === undefined) throw new Error(`List ${list} is not open`)
    if (!open.isSorted) {
      const isIn = new Uint8Array(open.loaded.columns.ids.length)
      for (const slot of open.slots) isIn[slot] = 1
      open.slots = orderOf(open.loaded, open).slots.filter((slot) => isIn[slot] === 1)
      open.isSorted = true
    }
    return open
  }

  const indexAt = ({ declaration, values }: TypeColumns, slot: number, alphabet: Alphabet): string | null => {
    const read = readingFields(declaration)
    return (
      read &&
      initialOf(alphabet, textOf(values.get(read.name)?.[slot]), textOf(values.get(read.reading)?.[slot]))
    )
  }

  return {
    load: loadWithShown,

    open: async (query) => {
      const loaded = await loadWithShown(query.type)
      const life = LIFE_CODES[query.life]
      const { lives } = loaded.columns
      const tests = createFilterTests(loaded, query.filters, loadedOf)
      const textTest = createTextTest(loaded, query.text, loadedOf)
      if (textTest !== null) tests.push(textTest)
      const slots: number[] = []
      for (let slot = 0; slot < lives.length; slot += 1)
        if (lives[slot] === life && tests.every((test) => test(slot))) slots.push(slot)
      lastList += 1
      const { sort, alphabet = 'kana' } = query
      lists.set(lastList, { loaded, slots, isSorted: false, sort, alphabet, life: query.life })
      return { id: lastList, total: slots.length }
    },

    rows: (list, from, to) => {
      const { loaded, slots, life, alphabet } = openList(list)
      const { columns } = loaded
      const shownFields = Object.entries(columns.declaration.fields)
        .filter(([, field]) => field.kind === 'ref' || field.kind === 'children')
        .map(([name]) => name)
      return slots.slice(Math.max(0, from), Math.max(0, to)).map((slot) => {
        const shown: { [field: string]: string } = {}
        for (const name of shownFields) {
          const text = shownText(columns, name, slot)
          if (text !== '') shown[name] = text
        }
        return {
          id: columns.ids[slot] as RecordId,
          values: valuesAt(columns, slot),
          shown,
          children: life === 'live' ? childrenAt(columns, slot) : {},
          index: indexAt(columns, slot, alphabet),
        }
      })
    },

    lifeOf: (list) => openList(list).life,

    ids: (list) => {
      const { loaded, slots } = openList(list)
      return slots.map((slot) => loaded.columns.ids[slot] as RecordId)
    },

    marks: (list) => {
      const { loaded, slots, sort, alphabet } = openList(list)
      const indexed = indexedField(loaded.columns, alphabet)
      if (indexed === null || sort?.descending || (sort !== undefined && sort.field !== indexed)) return []
      const letters = indexLetters[alphabet]
      const letterAt = (place: number) => indexAt(loaded.columns, slots[place] as number, alphabet)
      const marks: ListMark[] = []
      for (let at = 0; at < slots.length; ) {
        const index = letterAt(at)
        marks.push({ index, at })
        // The first place behind this letter: letters stand in the order of their index.
        let [low, high] = [at + 1, slots.length]
        while (low < high) {
          const middle = (low + high) >> 1
          if (letters.indexOf(letterAt(middle)) <= letters.indexOf(index)) low = middle + 1
          else high = middle
        }
        at = low
      }
      return marks
    },

    values: async ({ type, life }, field, limit) => {
      const loaded = await loadWithShown(type)
      const isRef = loaded.columns.declaration.fields[field]?.kind === 'ref'
      return [...countValues(loaded, field, LIFE_CODES[life])]
        .map(([value, count]) => ({ value, shown: isRef ? titleOf(value) : value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, limit)
    },

    close: (list) => {
      lists.delete(list)
    },

    childIds: async (type, parent) => {
      const child = await load(type)
      return childSlots(child, parent, false).map((slot) => child.columns.ids[slot] as RecordId)
    },

    allIds: async (type) => (await load(type)).columns.ids,

    holders: async (type, field, value) => {
      const { ids, lives, values } = (await load(type)).columns
      const column = values.get(field)
      return ids.filter((_, slot) => lives[slot] === LIFE_CODES.live && column?.[slot] === value)
    },

    apply: (rows) => {
      const changed = new Map<string, Row[]>()
      for (const row of rows) {
        const type = typeOfId(row.id)
        const list = changed.get(type)
        if (list === undefined) changed.set(type, [row])
        else list.push(row)
      }
      for (const [type, typeRows] of changed) {
        const missed = loading.get(type)?.missed
        for (const row of typeRows) missed?.push(row)
        const loaded = types.get(type)
        if (loaded === undefined) continue
        if (typeRows.length > PLACED_ONE_BY_ONE) loaded.orders.clear()
        for (const row of typeRows) {
          const slot = put(loaded, row)
          for (const order of loaded.orders.values()) order.place(slot)
        }
        dropOrdersThatShow(type)
      }
    },

    drop: (type) => {
      if (type === undefined) {
        types.clear()
        loading.clear()
      } else {
        types.delete(type)
        loading.delete(type)
      }
    },
  }
}
