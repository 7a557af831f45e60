import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../base/json'
import type { RecordId } from '../journal/entry'
import type { FieldValues } from '../journal/intent'
import { checkValue } from '../journal/validate'
import type { Field, Language, RecordDeclaration } from '../records/define'
import { declarationOf } from '../records/registry'
import { decodeWith } from './decode-bytes'
import { cp932Of, findUnmappable } from './export-cp932'
import { csvInCp932, csvText } from './export-csv'
import { type ExportRecord, exportTable } from './export-table'
import { vcardText } from './export-vcard'
import { bytesInMemory } from './file-bytes'
import type { ExistingRecord, ImportPreview } from './import-plan'
import { phoneDetails, phonesOf } from './phones-of'
import { previewImport } from './preview-import'

const codes = cp932Of(TextDecoder)

const RUNS = process.env.DAICHO_LONG === undefined ? 40 : 1000

const pieces = [
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    "'",
    '"',
    ',',
    ';',
    ':',
    '\\',
    '/',
    '|',
    '#',
    ' ',
    '　',
    '(',
    ')',
  ],
  ...[
    '1',
    '0',
    '９',
    'E',
    'x',
    'é',
    'ｱ',
    'ﾞ',
    'ア',
    'あ',
    '表',
    'ソ',
    '能',
    '髙',
    '﨑',
    '𠮷',
    '〜',
    '～',
    'HYPERLINK("',
  ],
]
const text = fc.oneof(
  {
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')),
    weight: 30,
  },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }), weight: 1 },
)
const longText = fc
  .array(fc.oneof(text, fc.constantFrom('\n', '\t', '  ')), { maxLength: 5 })
  .map((all) => all.join(''))
const digits = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'))
const number = fc.oneof(
  fc
    .tuple(fc.constantFrom('090-', '03-', '+81-90-', '(03) ', '０９０－', '#'), digits, digits)
    .map(([a, b, c]) => `${a}${b}-${c}`),
  // Entered as one, though it looks like two.
  fc
    .tuple(fc.constantFrom(';', '/', ', ', ' / '), digits, digits)
    .map(([sign, a, b]) => `03-0000-${a}${sign}03-0000-${b}`),
  digits,
)

const sites = { 'site:honsha': '本社', 'site:plant': "'=工場" } as const
const organisations = { 'organisation:a': '－例題商事', 'organisation:b': 'みほん通信' } as const
const titles: { readonly [id: string]: string } = { ...sites, ...organisations }

const anyValue = (field: Field, type: string): fc.Arbitrary<unknown> => {
  switch (field.kind) {
    case 'text':
      if (field.format === 'kana')
        return fc.constantFrom('あおず きよし', 'アオズ　キヨシ', 'ｱｵｽﾞ', 'Aozu', 'ー')
      if (field.format === 'email')
        return fc.constantFrom("o'neil", 'aozu', '-a', '+b').map((name) => `${name}@example.jp`)
      if (field.format === 'url') return fc.constantFrom('https://example.jp/', 'https://example.jp/?a=1,2;3')
      return text
    case 'longText':
      return longText
    case 'tags':
      return fc.subarray(Object.keys(field.choices ?? {}))
    case 'choice':
      return fc.constantFrom(...Object.keys(field.choices))
    case 'duration':
      return fc.integer({ min: 0, max: 3000 })
    case 'date':
      return fc.constantFrom('2026-01-31', '2025-12-01')
    case 'ref': {
      if (field.to === 'site') return fc.constantFrom(...Object.keys(sites))
      return field.to === 'organisation' && type === 'person'
        ? fc.constantFrom(...Object.keys(organisations))
        : fc.constant(null)
    }
    default:
      return fc.constant(null)
  }
}

/** Values as the ledger would keep them: what it refuses is left out. */
const valuesOf = (
  declaration: RecordDeclaration,
  without: readonly string[] = [],
): fc.Arbitrary<FieldValues> => {
  const fields = Object.entries(declaration.fields).filter(
    ([name, field]) => !field.hidden && field.kind !== 'children' && !without.includes(name),
  )
  const wished = Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      fc.option(anyValue(field, declaration.type), { nil: null, freq: 2 }),
    ]),
  )
  return fc.record(wished).map((values) =>
    Object.fromEntries(
      fields.flatMap(([name, field]): [string, JsonValue][] => {
        const value = values[name] as JsonValue
        if (value === null) return []
        if (field.kind === 'ref') return [[name, value]]
        const checked = checkValue(field, value)
        return checked.ok && checked.value !== null && checked.value !== '' ? [[name, checked.value]] : []
      }),
    ),
  )
}

const recordsOf = (type: string): fc.Arbitrary<readonly ExportRecord[]> => {
  const declaration = declarationOf(type) as RecordDeclaration
  const phones = phonesOf(declaration)
  if (phones === null) throw new Error(`${type} has no numbers`)
  const { child } = phones
  const titleField = child.fields[child.title] as Field
  const details = Object.fromEntries(phoneDetails(phones).map(([name]) => [name, true]))
  const phone = fc
    .record({
      number,
      use: fc.option(fc.constantFrom(...Object.keys(phones.uses)), { nil: null }),
      more: valuesOf({
        ...child,
        fields: Object.fromEntries(Object.entries(child.fields).filter(([name]) => details[name])),
      }),
    })
    .map(({ number: typed, use, more }): FieldValues => {
      const checked = checkValue(titleField, typed)
      return { ...more, ...(use === null ? {} : { use }), number: checked.ok ? checked.value : '1234' }
    })
  return fc
    .array(fc.record({ values: valuesOf(declaration), phones: fc.array(phone, { maxLength: 5 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((all) =>
      all.map(({ values, phones: numbers }, at): ExportRecord => {
        const seen = new Set<string>()
        return {
          id: `${type}:${at}` as RecordId,
          // Of two with one name nobody can tell; that is another test's.
          values: { ...values, [declaration.title]: `${values[declaration.title] ?? ''}名${at}`.trim() },
          children: {
            [phones.field]: numbers.filter((one) => {
              const digitsOnly = String(one.number).normalize('NFKC').replace(/\D/g, '')
              return !seen.has(digitsOnly) && seen.add(digitsOnly)
            }),
          },
          titles,
        }
      }),
    )
}

const dryRun = async (
  name: string,
  bytes: Uint8Array,
  type: string,
  records: readonly ExportRecord[],
): Promise<{ readonly preview: ImportPreview; readonly told: readonly unknown[] }> => {
  const existing = records.map(
    ({ id, values, children }): ExistingRecord => ({
      id,
      values,
      children: Object.fromEntries(
        Object.entries(children).map(([field, all]) => [
          field,
          all.map((phone, at) => ({
            id: `${type}Phone:${id.slice(-1)}${at}` as RecordId,
            values: { ...phone, order: `a${at}` },
          })),
        ]),
      ),
    }),
  )
  const others = (all: { readonly [id: string]: string }) =>
    Object.entries(all).map(([id, title]) => ({ id: id as RecordId, values: { name: title } }))
  let made = 0
  const prepared = await previewImport(
    { file: { name, bytes: bytesInMemory(bytes) }, recordType: type },
    {
      decode: decodeWith(TextDecoder),
      view: {
        office: 'みほん製作所',
        records: existing,
        others: { site: others(sites), organisation: others(organisations), person: [] },
      },
      newId: (of) => `${of}:new${++made}` as RecordId,
    },
  )
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
  const { preview, verdicts } = prepared.value
  const told = verdicts
    .window('all', 0, 100)
    .filter(({ action }) => action !== 'same')
    .map(({ row, action, changes, problems }) => ({
      row,
      action,
      changes,
      problems: problems.filter(({ refuses }) => refuses),
    }))
  return { preview, told }
}

const nothing = (records: readonly ExportRecord[]) => ({ told: [], same: records.length })
const outcome = ({ preview, told }: Awaited<ReturnType<typeof dryRun>>) => ({
  told,
  same: preview.counts.same,
})

const languages = fc.constantFrom<Language>('ja', 'en')

describe.each(['person', 'organisation', 'site'])(
  'A file of records (%s) that comes in again changes nothing',
  (type) => {
    const declaration = declarationOf(type) as RecordDeclaration

    test('as CSV in UTF-8', async () => {
      await fc.assert(
        fc.asyncProperty(recordsOf(type), languages, async (records, language) => {
          const csv = csvText(exportTable(declaration, records, language))
          const bytes = new TextEncoder().encode(`\ufeff${csv}`)
          expect(outcome(await dryRun('export.csv', bytes, type, records))).toEqual(nothing(records))
        }),
        { numRuns: RUNS },
      )
    })

    test('as CSV in CP932, where it has every character', async () => {
      await fc.assert(
        fc.asyncProperty(recordsOf(type), languages, async (records, language) => {
          const table = exportTable(declaration, records, language)
          fc.pre(findUnmappable(csvText(table), codes).length === 0)
          expect(outcome(await dryRun('export.csv', csvInCp932(table, codes), type, records))).toEqual(
            nothing(records),
          )
        }),
        { numRuns: RUNS / 2 },
      )
    })

    test('as vCard', async () => {
      await fc.assert(
        fc.asyncProperty(recordsOf(type), languages, async (records, language) => {
          const bytes = new TextEncoder().encode(
            vcardText(records, { declaration, language, office: 'みほん製作所' }),
          )
          expect(outcome(await dryRun('export.vcf', bytes, type, records))).toEqual(nothing(records))
        }),
        { numRuns: RUNS },
      )
    })
  },
)

test('Two people of one name, one of whom is a deputy, stay who they are', async () => {
  const named = (id: string, values: FieldValues): ExportRecord => ({
    id: `person:${id}` as RecordId,
    values,
    children: { phones: [] },
    titles: { 'person:0': '佐藤 健', 'person:1': '佐藤 健', 'person:2': '台帳 太郎' },
  })
  const records = [
    named('0', { name: '佐藤 健', mail: 'sato1@example.jp', department: '総務部' }),
    named('1', { name: '佐藤 健', mail: 'sato2@example.jp', department: '営業部' }),
    named('2', { name: '台帳 太郎', deputy: 'person:1', calledBy: 'person:0' }),
  ]
  const declaration = declarationOf('person') as RecordDeclaration
  const csv = new TextEncoder().encode(csvText(exportTable(declaration, records, 'ja')))
  expect(outcome(await dryRun('export.csv', csv, 'person', records))).toEqual(nothing(records))
})
