/** What a contact list says now, for those who compare it with a copy that was given out. */
import type { JsonValue } from '../../../shared/base/json'
import type { FieldValues } from '../../../shared/journal/intent'
import { OFFICE_ID, officeDefaults } from '../../../shared/records/office/office'
import type { ReadListLines } from '../../generic/copies/list-lines'
import { type KeptList, optionsOf } from '../../print/options-of'
import { sheetContent } from '../../print/sheet'
import { keptList } from './list-draft'
import { readContacts } from './read-contacts'

const now = (): string => new Date().toISOString()

const isValues = (value: unknown): value is FieldValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The options of an unsaved list as they were kept with a copy; null for anything else. */
const definitionOf = (definition: JsonValue): KeptList | null => {
  if (!isValues(definition)) return null
  const { values, rules, members } = definition
  const areValues = (list: unknown): list is readonly FieldValues[] =>
    Array.isArray(list) && list.every(isValues)
  return isValues(values) && areValues(rules) && areValues(members) ? { values, rules, members } : null
}

/** Null where the list is gone and its options were not kept. */
export const readListLines: ReadListLines = async (store, { list, definition, language }) => {
  const view = list === null ? null : await store.record(list)
  const kept =
    view?.row.life === 'live'
      ? keptList({ values: view.row.values, children: view.children })
      : definitionOf(definition)
  if (!kept) return null
  const { contacts, at } = await readContacts(store, now)
  const office = await store.record(OFFICE_ID)
  const values: FieldValues = { ...officeDefaults, name: '', ...office?.row.values }
  return sheetContent({
    list,
    // Lines are compared in the language they were kept in.
    options: { ...optionsOf(kept, language), language },
    contacts,
    office: {
      name: String(values.name ?? ''),
      zone: String(values.zone),
      years: values.years === 'era' ? 'era' : 'western',
      uncheckedAfterDays: Number(values.uncheckedAfterDays),
    },
    drawn: { at, ledger: '', version: '', head: null },
  }).lines
}
