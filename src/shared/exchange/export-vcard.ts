/**
 * Records as vCard 4.0 (RFC 6350), one card each in one file. What vCard has no property for stands under X-DAICHO-…,
 * which other programs pass over and an import of the file takes up again.
 */
import { utf8Length } from '../base/text'
import type { FieldValues } from '../journal/intent'
import type { Language, RecordDeclaration } from '../records/define'
import { cellText, type ExportRecord, oneNumber } from './export-table'
import { type PhonesOf, phonesOf } from './phones-of'
import { OWN_PROPERTY } from './vcard-cells'

export type CardWriting = {
  readonly declaration: RecordDeclaration
  readonly language: Language
  /** The office, which its own people belong to. */
  readonly office: string
}

/** Octets of a line before it is folded. */
const LINE_OCTETS = 75

/** Every record as a card. */
export const vcardText = (records: readonly ExportRecord[], writing: CardWriting): string =>
  records.map((record) => folded(cardLines(record, writing))).join('')

/** Kinds of cards by record type. */
const kinds: { readonly [type: string]: string } = {
  person: 'individual',
  organisation: 'org',
  site: 'location',
}

/** Fields that have properties of their own below; all others are Daicho's. */
const STANDARD = [
  ...['name', 'reading', 'role', 'department', 'organisation', 'mail', 'postcode', 'address', 'note', 'web'],
]

const cardLines = (record: ExportRecord, writing: CardWriting): readonly string[] => {
  const { declaration, language } = writing
  const phones = phonesOf(declaration)
  const said = (name: string): string => {
    const field = declaration.fields[name]
    return field === undefined ? '' : cellText(record.values[name] ?? null, field, language, record.titles)
  }
  const own = Object.entries(declaration.fields).flatMap(([name, field]) =>
    STANDARD.includes(name) || field.hidden || said(name) === ''
      ? []
      : [`${OWN_PROPERTY}${name.toUpperCase()}:${escaped(said(name))}`],
  )
  const place = declaration.type === 'person' ? 'home' : 'work'
  return [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `KIND:${kinds[declaration.type] ?? 'individual'}`,
    `UID;VALUE=text:${escaped(record.id)}`,
    ...nameLines(said('name'), said('reading'), writing),
    ...organisationLines(record, said, writing),
    ...line('TITLE', said('role')),
    ...(phones === null ? [] : phoneLines(record.children[phones.field] ?? [], phones, language)),
    ...line('EMAIL', said('mail')),
    ...(said('address') + said('postcode') === ''
      ? []
      : [`ADR;TYPE=${place}:;;${escaped(said('address'))};;;${escaped(said('postcode'))};`]),
    ...line('URL', said('web')),
    ...line('NOTE', said('note')),
    ...own,
    'END:VCARD',
  ]
}

const line = (property: string, text: string): readonly string[] =>
  text === '' ? [] : [`${property}:${escaped(text)}`]

/**
 * Parts of a name only where it is certain which is which: two words, Japanese ones family name first. The reading
 * stands where phones look for it (X-PHONETIC-…) and where RFC 6350 has it (SORT-AS).
 */
const nameLines = (name: string, reading: string, { declaration }: CardWriting): readonly string[] => {
  const lines = [`FN:${escaped(name)}`]
  if (declaration.type !== 'person') {
    return reading === '' ? lines : [...lines, `X-PHONETIC-ORG:${escaped(reading)}`]
  }
  const [family = '', given = '', ...rest] = name.split(/[\s\u3000]+/)
  if (given !== '' && rest.length === 0 && JAPANESE.test(name)) {
    const sorted = reading === '' ? '' : `;SORT-AS="${reading.replace(/["\n]/g, '').split(/\s+/).join(',')}"`
    lines.push(`N${sorted}:${escaped(family)};${escaped(given)};;;`)
  }
  const [familyReading = '', ...givenReading] = reading.split(/\s+/)
  return [
    ...lines,
    ...line('X-PHONETIC-LAST-NAME', familyReading),
    ...line('X-PHONETIC-FIRST-NAME', givenReading.join(' ')),
  ]
}

const JAPANESE = /[\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud8bf]/

const organisationLines = (
  record: ExportRecord,
  said: (field: string) => string,
  { declaration, office }: CardWriting,
): readonly string[] => {
  if (declaration.type === 'organisation') return [`ORG:${escaped(said('name'))}`]
  if (declaration.type !== 'person') return []
  const company = (record.values.organisation ?? null) === null ? office : said('organisation')
  const department = said('department')
  if (company + department === '') return []
  return [`ORG:${escaped(company)}${department === '' ? '' : `;${escaped(department)}`}`]
}

/** Uses that vCard has a word for; all others get a label of their own. */
const types: { readonly [use: string]: string } = {
  mobile: 'cell',
  office: 'work',
  home: 'home',
  fax: 'fax',
}

const phoneLines = (
  numbers: readonly FieldValues[],
  { child, uses }: PhonesOf,
  language: Language,
): readonly string[] => {
  let items = 0
  return numbers.flatMap((phone) => {
    const number = escaped(oneNumber(String(phone[child.title] ?? '')))
    const use = typeof phone.use === 'string' ? phone.use : ''
    const type = types[use]
    if (use === '') return [`TEL:${number}`]
    if (type !== undefined) return [`TEL;TYPE=${type}:${number}`]
    items += 1
    const label = escaped(uses[use]?.label[language] ?? use)
    return [`item${items}.TEL;TYPE=voice:${number}`, `item${items}.X-ABLabel:${label}`]
  })
}

const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n')

/** Lines of at most 75 octets, no character cut in two. */
const folded = (lines: readonly string[]): string =>
  lines
    .map((whole) => {
      let text = ''
      let octets = 0
      for (const character of whole) {
        const length = utf8Length(character)
        if (octets + length > LINE_OCTETS) {
          text += '\r\n '
          octets = 1
        }
        text += character
        octets += length
      }
      return `${text}\r\n`
    })
    .join('')

/** What fits into a code that a phone's camera still reads from a screen: 53 × 53 modules and a little more. */
const CODE_OCTETS = 500

/** A card small enough for a QR code: name, the numbers given, organisation, position and mail, as many as fit. */
export const smallCard = (
  record: ExportRecord,
  numbers: readonly FieldValues[],
  writing: CardWriting,
): { readonly text: string; readonly leftOut: number } => {
  const phones = phonesOf(writing.declaration)
  const lines = cardLines({ ...record, children: {} }, writing).map((written) =>
    // How a name sorts is nothing for a phone, and its quotes are nothing for every camera.
    written.replace(/^N;[^:]*:/, 'N:'),
  )
  const having = (names: RegExp) => lines.filter((written) => names.test(written))
  const numberLines = phones === null ? [] : phoneLines(numbers, phones, writing.language)
  const inOrder = [
    ...having(/^F?N:/),
    ...numberLines.flatMap((written) =>
      /\.X-ABLabel:/.test(written) ? [] : [written.replace(/^item\d+\./, '')],
    ),
    ...having(/^(?:ORG|TITLE|EMAIL):/),
  ]
  let text = 'BEGIN:VCARD\r\nVERSION:4.0\r\n'
  let leftOut = 0
  for (const written of inOrder) {
    if (utf8Length(text) + utf8Length(written) <= CODE_OCTETS) text += `${written}\r\n`
    else leftOut += 1
  }
  return { text: `${text}END:VCARD`, leftOut }
}
