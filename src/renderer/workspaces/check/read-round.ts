/** Everybody a checking round asks for, with their numbers and what became of them. */

import { clockMs } from '../../../shared/base/clock'
import type { JsonValue } from '../../../shared/base/json'
import type { CheckNumber } from '../../../shared/domain/checks/check-round'
import type { Contact } from '../../../shared/domain/contacts/contact'
import { foldPhone } from '../../../shared/domain/written/phone-text'
import { LIFE, type RecordId } from '../../../shared/journal/entry'
import type { Row } from '../../../shared/journal/row'
import type { RecordDeclaration, ValuesOf } from '../../../shared/records/define'
import type { checkRound } from '../../../shared/records/people/check-round'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import { wantsCheck } from '../../../shared/records/wants-check'
import { contactOf, contactTypes } from '../../print/contact-of'
import { optionsOf } from '../../print/options-of'
import { chosenContacts } from '../../print/prepared-list'
import type { Store } from '../../store/client/store-context'
import type { HistoryPage, RecordView } from '../../store/store-api'
import { readRows } from './sheet-rows'

/** Records asked for at once. */
const AT_ONCE = 10_000

export type RoundNumber = CheckNumber & {
  readonly id: RecordId
  readonly declaration: RecordDeclaration
  /** What the number is for; null where nobody said. */
  readonly use: string | null
  readonly remark: string
}

export type RoundContact = Pick<
  Contact,
  'id' | 'subject' | 'name' | 'reading' | 'role' | 'department' | 'kinds'
> & {
  readonly id: RecordId
  /** The organisation of somebody from outside. */
  readonly organisation: string
  readonly numbers: readonly RoundNumber[]
}

export type Round = {
  readonly id: RecordId
  readonly values: Partial<ValuesOf<typeof checkRound>>
  /** Name of its contact list; null: everybody. */
  readonly list: string | null
  /** Row numbers of its printed sheets; null: none was printed. */
  readonly rows: readonly string[] | null
}

export type RoundRead = { readonly round: Round; readonly contacts: readonly RoundContact[] }

/** Everybody with a number that wants checking: people, organisations, sites, each in the order of the ledger. */
const readViews = async (store: Store): Promise<readonly RecordView[]> => {
  const views: RecordView[] = []
  for (const type of contactTypes) {
    const list = await store.openList({ type, life: 'live' })
    const ids = await store.listIds(list.id)
    await store.closeList(list.id)
    for (let from = 0; from < ids.length; from += AT_ONCE)
      views.push(...(await store.records(ids.slice(from, from + AT_ONCE))))
  }
  return views
}

/** Ids of those on a contact list as it stands (or stood when it was deleted); null: everybody. */
const idsOnList = async (
  store: Store,
  list: RecordId | null,
  views: readonly RecordView[],
): Promise<ReadonlySet<string> | null> => {
  const view = list && (await store.record(list))
  if (!view) return null
  const kept = {
    values: view.row.values,
    rules: (view.children.rules ?? []).map(({ values }) => values),
    members: (view.children.members ?? []).map(({ values }) => values),
  }
  const chosen = chosenContacts({ contacts: views.map(contactOf), options: optionsOf(kept, 'ja') })
  return new Set(chosen.map(({ id }) => id))
}

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

const clockOf = ({ stamps, by }: Row, unit: string): string => stamps[by[unit] ?? -1]?.clock ?? ''

/** Numbers that want checking; `since`: clock of the round's beginning. */
const numbersOf = ({ children }: RecordView, since: string): RoundNumber[] =>
  (children.phones ?? []).flatMap((row): RoundNumber[] => {
    const declaration = declarationOf(typeOfId(row.id))
    if (!declaration || !wantsCheck(declaration, (field) => row.values[field])) return []
    return [
      {
        id: row.id,
        declaration,
        number: text(row.values.number),
        use: text(row.values.use) || null,
        remark: text(row.values.remark),
        checkedOn: text(row.values.checkedOn) || null,
        unreachedOn: text(row.values.unreachedOn) || null,
        isNew: clockOf(row, 'number') > since,
      },
    ]
  })

/** The number as it was before the round began; null: it was not there. */
const numberBefore = async (store: Store, phone: RecordId, since: number): Promise<string | null> => {
  let before: string | null | undefined
  let next: string | null = null
  do {
    const page: HistoryPage = await store.history({
      record: phone,
      limit: 50,
      ...(next ? { before: next } : {}),
    })
    for (const item of page.items) {
      if (Date.parse(item.at) <= since) return before ?? null
      const change = item.records.find(({ record }) => record === phone)
      const field = change?.fields.find((one) => one.field === 'number')
      if (field) before = text(field.before) || null
    }
    next = page.next
  } while (next)
  return before ?? null
}

/** A number that was changed and taken back, or only written otherwise, is not new. */
const withNew = async (store: Store, contact: RoundContact, since: number): Promise<RoundContact> => {
  if (!contact.numbers.some(({ isNew }) => isNew)) return contact
  const numbers: RoundNumber[] = []
  for (const number of contact.numbers) {
    const before = number.isNew ? await numberBefore(store, number.id, since) : null
    const isNew = number.isNew && (before === null || foldPhone(before) !== foldPhone(number.number))
    numbers.push({ ...number, isNew })
  }
  return { ...contact, numbers }
}

/** Reads a round; null: there is none of this id. */
export const readRound = async (store: Store, id: RecordId): Promise<RoundRead | null> => {
  const view = await store.record(id)
  if (view?.row.life !== 'live') return null
  const values = view.row.values as Round['values']
  const list = (values.list ?? null) as RecordId | null
  const views = await readViews(store)
  const wanted = await idsOnList(store, list, views)
  const since = clockOf(view.row, LIFE)
  const contacts: RoundContact[] = []
  for (const one of views) {
    const numbers = numbersOf(one, since)
    if (numbers.length === 0 || (wanted && !wanted.has(one.row.id))) continue
    const { subject, name, reading, role, department, kinds, organisation } = contactOf(one)
    const base = { id: one.row.id, subject, name, reading, role, department, kinds }
    contacts.push(
      await withNew(store, { ...base, organisation: organisation?.name ?? '', numbers }, clockMs(since)),
    )
  }
  return {
    round: {
      id,
      values,
      list: list && (view.titles[list] ?? ''),
      rows: values.rows ? await readRows(store, values.rows.sha256) : null,
    },
    contacts,
  }
}
