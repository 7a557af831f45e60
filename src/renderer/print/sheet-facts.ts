/**
 * What a sheet says of each record, and by what the sheet is known again. The hash is over the values that are shown,
 * whatever language, era or order they are printed in; not when it was printed, nor what had become unchecked by then.
 */
import type { JsonValue } from '../../shared/base/json'
import { writeDuration } from '../../shared/domain/written/duration-text'
import { writePhone } from '../../shared/domain/written/phone-text'
import type { SheetIdentity } from '../../shared/exchange/sheet-code'
import { contactList } from '../../shared/records/paper/contact-list'
import { ringsOnlyInside } from './card-order'
import { type Listed, type ListedPhone, type Prepared, prepareList } from './prepared-list'
import type { SheetColumn, SheetInput } from './sheet-input'
import type { SheetLine } from './sheet-lines'
import { recordsOn, siteSheets } from './site-sheets'

/** `value` counts for the hash; `text` is what a person reads of it, empty where there is nothing. */
export type Fact = { readonly name: string; readonly value: JsonValue; readonly text: string }

/** How many numbers of each the large sheets have room for. */
export const WALL_NUMBERS = 2

/** The numbers that are printed of somebody. */
export const printedPhones = (
  each: Listed,
  { options }: Pick<Prepared, 'options'>,
): readonly ListedPhone[] => {
  const isPerson = each.subject === 'person' || each.subject === 'contact'
  if (options.layout === 'list' || (options.layout === 'sites' && !isPerson)) return each.phones
  if (each.first === null) return []
  if (options.layout === 'tree' || options.layout === 'wallet') return [each.first]
  const others = each.phones.filter((phone) => phone !== each.first && phone.use !== 'fax')
  return [each.first, ...others].slice(0, WALL_NUMBERS)
}

/** Whoever takes over for somebody, as far as the sheet may tell. */
export const deputyOf = (each: Listed, { anybody, words }: Pick<Prepared, 'anybody' | 'words'>) => {
  if (each.deputy === null) return null
  const deputy = anybody(each.deputy.id)
  return { name: deputy?.name ?? (each.deputy.name || words.sheetStruckName), phone: deputy?.first ?? null }
}

/** The numbers one is asked for when calling an organisation, with what they are called. */
export const contractNumbers = (each: Listed, { words }: Pick<Prepared, 'words'>) =>
  (
    [
      [words.sheetContract, each.contractNumber, 'contractNumber'],
      [words.sheetLine, each.lineNumber, 'lineNumber'],
      [words.sheetAccount, each.accountNumber, 'accountNumber'],
      [words.sheetSiteCode, each.siteCode, 'siteCode'],
    ] as const
  ).filter(([, value]) => value !== '')

/** Where somebody lives and how they come to work, or where an organisation or site is. */
export const addressText = (each: Listed, { words, writing }: Pick<Prepared, 'words' | 'writing'>): string =>
  [
    each.postcode === '' ? '' : `${writing.language === 'ja' ? '〒' : ''}${each.postcode}`,
    each.address,
    each.commute === '' && each.commuteMinutes === null
      ? ''
      : `${words.sheetCommute} ${[each.commute, each.commuteMinutes === null ? '' : writeDuration(each.commuteMinutes, writing.language)].filter(Boolean).join(' ')}`,
  ]
    .filter((part) => part !== '')
    .join(' ')

const phoneText = ({ label, number, remark }: ListedPhone): string =>
  [label, writePhone(number), remark === '' ? '' : `(${remark})`].filter((part) => part !== '').join(' ')

const fact = (name: string, value: string, text = value): Fact => ({ name, value, text })

/** What the sheet says of one record besides its name. */
const factsOf = (each: Listed, prepared: Prepared): readonly Fact[] => {
  const { options, words } = prepared
  const { layout } = options
  const shows = (column: SheetColumn) => options.columns.includes(column)
  const isSites = layout === 'sites'
  const isSite = isSites && each.subject === 'site'
  const withChecks = shows('checked') && layout === 'list'
  const withRemarks = layout === 'list' || isSites || layout === 'wall'
  const facts: Fact[] = []
  const add = (when: boolean, ...given: Fact[]) => {
    if (when) facts.push(...given)
  }
  add(shows('reading') && (layout === 'list' || layout === 'tree'), fact('reading', each.reading))
  add(shows('role') && !isSites, fact('role', each.role))
  add(shows('department') || (layout === 'list' && options.grouping === 'department'), {
    name: 'unit',
    value: [each.organisation?.name ?? '', each.department, ...each.kindKeys],
    text: each.unit,
  })
  add(
    shows('site') || (layout === 'list' && options.grouping === 'site') || isSites,
    fact('site', each.site?.name ?? ''),
  )
  add(
    shows('emergencyRole') || (layout === 'list' && options.grouping === 'emergencyRole') || isSites,
    fact('emergencyRole', each.emergencyRole),
  )
  for (const phone of printedPhones(each, prepared)) {
    const { use, number, checkedOn, remark } = phone
    const told = withRemarks ? phone : { ...phone, remark: '' }
    const day = withChecks && checkedOn !== null ? ` ${checkedOn}` : ''
    facts.push({
      name: 'phone',
      value: [use, number, withChecks ? checkedOn : null, withRemarks ? remark : ''],
      text: `${phoneText(told)}${day}`,
    })
  }
  const deputy = shows('deputy') || layout === 'tree' ? deputyOf(each, prepared) : null
  add(deputy !== null, {
    name: 'deputy',
    value: [deputy?.name ?? '', deputy?.phone?.number ?? ''],
    text: `${words.sheetDeputy} ${deputy?.name ?? ''} ${deputy?.phone ? writePhone(deputy.phone.number) : ''}`.trim(),
  })
  add(layout === 'tree' && each.calledBy !== null, {
    name: 'calledBy',
    value: each.calledBy?.id ?? '',
    text: `${words.sheetCalledBy} ${each.calledBy === null ? '' : (prepared.anybody(each.calledBy.id)?.name ?? each.calledBy.name)}`,
  })
  add(shows('mail') && layout === 'list', fact('mail', each.mail))
  add(
    shows('numbers') || isSites,
    ...contractNumbers(each, prepared).map(([label, value, name]) => fact(name, value, `${label} ${value}`)),
  )
  add(shows('hours') || isSites, fact('hours', each.hours), fact('desk', each.emergencyDesk))
  add((shows('address') && layout === 'list') || isSite, {
    name: 'address',
    value: [each.postcode, each.address, each.commute, each.commuteMinutes],
    text: addressText(each, prepared),
  })
  add(
    isSite,
    fact('head', each.head?.name ?? ''),
    fact('assemblyPoint', each.assemblyPoint),
    fact('access', each.access),
    fact('keys', each.keys),
  )
  return facts
}

/** Those whose records the sheet shows: of site pages more than the sites themselves, and not all that were chosen. */
const printedRecords = (prepared: Prepared): readonly Listed[] => {
  const { layout } = prepared.options
  if (layout === 'sites') return recordsOn(siteSheets(prepared))
  if (layout === 'wallet') return prepared.listed.filter((each) => !ringsOnlyInside(each))
  return prepared.listed
}

const audienceLabel = ({ options }: Prepared): string =>
  options.audience === null
    ? ''
    : contactList.fields.audience.choices[options.audience].label[options.language]

const contents = new WeakMap<Prepared, { readonly content: string; readonly lines: readonly SheetLine[] }>()

/** The hash of what the sheet says, and its lines. */
export const contentOf = (
  input: SheetInput,
  hashOf: (value: JsonValue) => string,
): { readonly content: string; readonly lines: readonly SheetLine[] } => {
  const prepared = prepareList(input)
  const known = contents.get(prepared)
  if (known) return known
  const { options, title } = prepared
  const records = printedRecords(prepared).map((each) => ({ each, facts: factsOf(each, prepared) }))
  const rows = records
    .toSorted((a, b) => (a.each.id < b.each.id ? -1 : 1))
    .map(
      ({ each, facts }): JsonValue => [
        each.isNamed ? each.name : '',
        ...facts.map(({ name, value }) => [name, value]),
      ],
    )
  const made = {
    content: hashOf({
      sheet: 'contact-list',
      layout: options.layout,
      title: options.title,
      organisation: input.office.name,
      audience: options.audience,
      note: options.note,
      grouping: options.layout === 'list' || options.layout === 'wall' ? options.grouping : '',
      rows,
    }),
    lines: [
      {
        key: 'sheet',
        title,
        text: [input.office.name, audienceLabel(prepared), options.note]
          .filter((part) => part !== '')
          .join(' / '),
      },
      ...records.map(({ each, facts }) => ({
        key: each.id,
        title: each.name,
        text: facts
          .map(({ text }) => text)
          .filter((text) => text !== '')
          .join(' / '),
      })),
    ],
  }
  contents.set(prepared, made)
  return made
}

/** By what the sheet is known again. */
export const identityOf = (input: SheetInput, hashOf: (value: JsonValue) => string): SheetIdentity => ({
  ledger: input.drawn.ledger,
  sheet:
    input.list === null
      ? `contacts-${hashOf([input.options.title, input.options.layout]).slice(0, 8)}`
      : `list-${hashOf(input.list).slice(0, 8)}`,
  version: input.drawn.version,
  content: contentOf(input, hashOf).content,
  head: input.drawn.head,
})
