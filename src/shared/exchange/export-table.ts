/**
 * Records as a table of texts: one column per field under its label, numbers in columns of their own by use. An import
 * of the table finds the same fields again, and nothing changes by it.
 */
import type { JsonValue } from '../base/json'
import { writeDuration } from '../domain/written/duration-text'
import type { RecordId } from '../journal/entry'
import type { FieldValues } from '../journal/intent'
import type { Field, Label, Language, RecordDeclaration } from '../records/define'
import { guard } from './guard'
import { splitPhones } from './normalise-cell'
import { type PhonesOf, phoneDetails, phonesOf } from './phones-of'

/** A record as an export looks at it. */
export type ExportRecord = {
  readonly id: RecordId
  readonly values: FieldValues
  /** Values of its child records by children field, in order. */
  readonly children: { readonly [field: string]: readonly FieldValues[] }
  /** Titles of the records it refers to. */
  readonly titles: { readonly [id: RecordId]: string }
}

export type ExportTable = {
  readonly headers: readonly string[]
  /** One per record, as the texts are; a file guards them. */
  readonly rows: readonly (readonly string[])[]
}

type Column = { readonly header: string; readonly read: (record: ExportRecord) => string }

/** The table of some records of a type. */
export const exportTable = (
  declaration: RecordDeclaration,
  records: readonly ExportRecord[],
  language: Language,
): ExportTable => {
  const phones = phonesOf(declaration)
  const columns = Object.entries(declaration.fields).flatMap(([name, field]): readonly Column[] => {
    if (phones !== null && name === phones.field) return phoneColumns(phones, records, language)
    if (field.hidden || field.kind === 'children' || field.kind === 'file') return []
    return [
      {
        header: field.label[language],
        read: ({ values, titles }) => cellText(values[name] ?? null, field, language, titles),
      },
    ]
  })
  return {
    headers: columns.map(({ header }) => header),
    rows: records.map((record) => columns.map(({ read }) => read(record))),
  }
}

const phoneWord: Label = { ja: '電話', en: 'Phone' }

/** 電話（携帯）, 電話（携帯）2, …; what is known of a number stands behind it, where anything is. */
const phoneColumns = (
  phones: PhonesOf,
  records: readonly ExportRecord[],
  language: Language,
): readonly Column[] => {
  const numbersOf = (record: ExportRecord, use: string | null): readonly FieldValues[] =>
    (record.children[phones.field] ?? []).filter((phone) => (phone.use ?? null) === use)
  return [...Object.keys(phones.uses), null].flatMap((use) => {
    const most = records.reduce((count, record) => Math.max(count, numbersOf(record, use).length), 0)
    return Array.from({ length: most }, (_, at): readonly Column[] => {
      const header = phoneHeader(phones, use, at, language)
      const read = (name: string, field: Field) => (record: ExportRecord) =>
        cellText(numbersOf(record, use)[at]?.[name] ?? null, field, language, record.titles)
      const details = phoneDetails(phones).filter(([name]) =>
        records.some((record) => (numbersOf(record, use)[at]?.[name] ?? null) !== null),
      )
      const { title, fields } = phones.child
      return [
        { header, read: (record) => oneNumber(read(title, fields[title] as Field)(record)) },
        ...details.map(([name, field]) => ({
          header: `${header} ${field.label[language]}`,
          read: read(name, field),
        })),
      ]
    }).flat()
  })
}

/** Signs by which an import divides a cell into several numbers: one that was entered as one stays one. */
export const oneNumber = (text: string): string =>
  splitPhones(text).length > 1 ? text.replace(/\s*[\n;；、／/,]\s*/g, ' ') : text

const phoneHeader = ({ uses }: PhonesOf, use: string | null, at: number, language: Language): string => {
  const word = phoneWord[language]
  const called = use === null ? undefined : (uses[use]?.label[language] ?? use)
  const whole =
    called === undefined ? word : language === 'ja' ? `${word}（${called}）` : `${word} (${called})`
  return at === 0 ? whole : language === 'ja' ? `${whole}${at + 1}` : `${whole} ${at + 1}`
}

/** A value in the words of a language; '' for none. */
export const cellText = (
  value: JsonValue,
  field: Field,
  language: Language,
  titles: ExportRecord['titles'],
): string => {
  if (value === null) return ''
  switch (field.kind) {
    case 'choice':
      return field.choices[String(value)]?.label[language] ?? String(value)
    case 'tags': {
      const members = Array.isArray(value) ? value.map(String) : []
      return members
        .map((member) => field.choices?.[member]?.label[language] ?? member)
        .join(language === 'ja' ? '、' : ', ')
    }
    case 'duration':
      return writeDuration(Number(value), language)
    case 'ref':
      return titles[value as RecordId] ?? ''
    case 'money': {
      const { amount, currency } = value as { amount: string; currency: string }
      return `${amount} ${currency}`
    }
    case 'uncertainTime': {
      const { from, to } = value as { from: string; to: string }
      return `${from}/${to}`
    }
    case 'children':
    case 'file':
      return ''
    default:
      return String(value)
  }
}

/** Cells as they may stand in a file that a spreadsheet opens. */
export const guarded = (table: ExportTable): ExportTable => ({
  ...table,
  rows: table.rows.map((row) => row.map(guard)),
})
