/** One card as cells of a table: what it says, under columns that every card has in common. */
import type { RawCard } from './vcard-cards'
import type { RawProperty } from './vcard-lines'
import { type DecodeValue, isBinary, splitStructured, unescapeText } from './vcard-text'

/** A column of the table: its header as the file calls it, and what a mapping knows it by. */
export type CardColumn = { readonly header: string; readonly names: readonly string[] }

/** Texts by the header of their column, several to a column. */
export type CardCells = {
  readonly cells: ReadonlyMap<string, readonly string[]>
  readonly columns: readonly CardColumn[]
  /** Properties that are no texts, such as a photo; each name once. */
  readonly leftOut: readonly string[]
}

type Property = {
  readonly name: string
  /** Values of TYPE, in small letters. */
  readonly types: readonly string[]
  readonly label: string
  readonly raw: RawProperty
  /** Decoded, with its escapes. */
  readonly text: string
}

/** Says how to read the card, or nothing a ledger keeps. */
const SILENT =
  /^(?:BEGIN|END|VERSION|PRODID|REV|MAILER|CLASS|TZ|GEO|SOURCE|NAME|PROFILE|KIND|AGENT|CLIENTPIDMAP|XML|CALADRURI|CALURI|FBURL|X-AB.*|X-CLASS|X-GNO?|X-REDUCTION|X-IRMC-.*|X-EVOLUTION-FILE-AS)$/
/** Texts of their own columns below. */
const SPOKEN = /^(?:N|FN|ORG|TITLE|ROLE|TEL|EMAIL|ADR|LABEL|NOTE|URL|SOUND|SORT-STRING|X-PHONETIC-.*|UID)$/
const PICTURES = /^(?:PHOTO|LOGO|KEY|SOUND)$/

/** The field of a record that only Daicho's own cards have a property for. */
export const OWN_PROPERTY = 'X-DAICHO-'

/** What a card says; `decode` makes texts of its bytes. */
export const readCardCells = (card: RawCard, decode: DecodeValue): CardCells => {
  const cells = new Map<string, string[]>()
  const columns = new Map<string, CardColumn>()
  const put = (header: string, names: readonly string[], text: string): void => {
    // Spaces before the first line of a note may be meant.
    const value = text.trimEnd()
    if (value === '') return
    if (!columns.has(header)) columns.set(header, { header, names })
    const there = cells.get(header)
    if (!there) cells.set(header, [value])
    else if (!there.includes(value)) there.push(value)
  }
  const leftOut = new Set<string>()
  const labels = labelsOf(card, decode)
  const properties = card.properties.flatMap((raw): Property[] => {
    const isData = isBinary(raw) || /^\s*data:/i.test(raw.value)
    if (isData || (PICTURES.test(raw.name) && /^\s*https?:/i.test(raw.value))) {
      leftOut.add(raw.name)
      return []
    }
    const types = (raw.params.get('TYPE') ?? []).flatMap((type) => type.toLowerCase().split(','))
    return [{ name: raw.name, types, label: labels.get(raw.group) ?? '', raw, text: decode(raw) }]
  })
  const all = (name: string) =>
    properties.filter((property) => property.name === name).toSorted((a, b) => preference(a) - preference(b))
  const first = (name: string) => all(name)[0]
  const plain = ({ text }: Property) => unescapeText(text, card.version).replace(/\r\n?/g, '\n')
  const parts = (property: Property | undefined): readonly string[] =>
    property ? splitStructured(property.text, card.version) : []

  const [family = '', given = '', additional = ''] = parts(first('N'))
  const formatted = first('FN') ? plain(first('FN') as Property).trim() : ''
  const [company = '', ...units] = parts(first('ORG'))
  const isOrganisation = /^org$/i.test(
    card.properties.find(({ name }) => name === 'KIND')?.value.trim() ?? '',
  )
  put('FN', ['full name', 'fn'], nameOf(family, given, additional, formatted) || company)
  put('YOMI', ['氏名カナ'], readingOf())
  const organisationName = company || (isOrganisation ? formatted : '')
  put('ORG', ['company'], organisationName)
  put('ORG YOMI', ['会社名カナ', '拠点名カナ'], organisationReading())
  put('ORG 2', ['department'], units.filter((unit) => unit !== '').join(' '))
  for (const property of all('TITLE')) put('TITLE', ['job title'], plain(property))
  for (const property of all('ROLE')) put('ROLE', ['role'], plain(property))
  for (const property of all('TEL')) {
    const { header, names } = phoneColumn(property)
    put(header, names, phoneText(plain(property)))
  }
  all('EMAIL').forEach((property, index) => {
    const mail = plain(property).replace(/^mailto:/i, '')
    put(index === 0 ? 'EMAIL' : `EMAIL ${index + 1}`, index === 0 ? ['email'] : [], mail)
  })
  const addresses = all('ADR')
  for (const property of addresses) {
    const kind = placeOf(property)
    const [box = '', extended = '', street = '', city = '', region = '', postcode = '', country = ''] =
      parts(property)
    put(`ADR${kind.suffix}`, kind.address, addressText([box, extended, street, city, region, country]))
    put(`ADR${kind.suffix} 〒`, kind.postcode, postcode)
  }
  if (addresses.length === 0) {
    for (const property of all('LABEL')) {
      const kind = placeOf(property)
      put(`ADR${kind.suffix}`, kind.address, plain(property).replace(/\s*\n\s*/g, ' '))
    }
  }
  for (const property of all('NOTE')) put('NOTE', ['note'], plain(property))
  for (const property of all('URL')) put('URL', ['url'], plain(property))
  for (const property of all('UID')) put('UID', [], plain(property))
  for (const property of properties) {
    if (SILENT.test(property.name) || SPOKEN.test(property.name)) continue
    const own = property.name.startsWith(OWN_PROPERTY) ? [property.name.slice(OWN_PROPERTY.length)] : []
    put(property.label === '' ? property.name : `${property.name} ${property.label}`, own, plain(property))
  }
  return { cells, columns: [...columns.values()], leftOut: [...leftOut] }

  function readingOf(): string {
    const phonetic = ['X-PHONETIC-LAST-NAME', 'X-PHONETIC-MIDDLE-NAME', 'X-PHONETIC-FIRST-NAME']
      .flatMap((name) => all(name).slice(0, 1).map(plain))
      .filter((part) => part.trim() !== '')
    if (phonetic.length > 0) return phonetic.join(' ')
    const sound = properties.find(({ name, types }) => name === 'SOUND' && types.includes('x-irmc-n'))
    const sorted = sortAs(first('N')) || sortAs(first('FN'))
    const sortString = first('SORT-STRING')
    return (
      parts(sound)
        .filter((part) => part !== '')
        .join(' ') ||
      sorted ||
      // Elsewhere it is a family name in Latin letters alone, which is no reading.
      (sortString && KANA.test(plain(sortString)) ? plain(sortString) : '')
    )
  }

  function organisationReading(): string {
    const phonetic = properties.find(({ name }) => /^X-PHONETIC-(?:ORG|COMPANY)/.test(name))
    return phonetic ? plain(phonetic) : sortAs(first('ORG')).replace(/ .*/, '')
  }

  function sortAs(property: Property | undefined): string {
    const raw = property?.raw.params.get('SORT-AS')?.join(',')
    if (!property || !raw) return ''
    const params: ReadonlyMap<string, readonly string[]> = new Map()
    const text = decode({ ...property.raw, params, value: raw })
    const said = text
      .split(/[,;]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join(' ')
    return KANA.test(said) ? said : ''
  }
}

const KANA = /[\u3041-\u30ff\uff66-\uff9f]/
const JAPANESE = /[\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]|[\ud840-\ud8bf]/

/**
 * The whole name: Japanese ones family name first, which FN often has the other way round; others as FN has them, with
 * what belongs to them.
 */
const nameOf = (family: string, given: string, additional: string, formatted: string): string => {
  if (JAPANESE.test(family + given) && family !== '' && given !== '' && additional === '')
    return `${family} ${given}`
  if (formatted !== '') return formatted
  const inOrder = JAPANESE.test(family + given) ? [family, additional, given] : [given, additional, family]
  return inOrder.filter((part) => part !== '').join(' ')
}

/** PREF=1 and TYPE=pref stand first; without either as the card has them. */
const preference = ({ raw, types }: Property): number =>
  types.includes('pref') ? 0 : Number(raw.params.get('PREF')?.[0] ?? 101) || 101

/** Texts of X-ABLabel by group, without the marks Apple puts around its own words. */
const labelsOf = ({ properties }: RawCard, decode: DecodeValue): ReadonlyMap<string, string> =>
  new Map(
    properties
      .filter(({ group, name }) => group !== '' && name === 'X-ABLABEL')
      .map((property) => [
        property.group,
        unescapeText(decode(property), '3.0')
          .replace(/^_\$!<(.*)>!\$_$/, '$1')
          .trim(),
      ]),
  )

/** Columns of numbers by what the types or labels of a card hold, the most telling first. */
const phoneColumns: readonly (readonly [said: RegExp, column: CardColumn])[] = [
  [/fax/, { header: 'TEL FAX', names: ['fax'] }],
  [/cell|mobile|phs|iphone/, { header: 'TEL CELL', names: ['mobile phone', 'phone'] }],
  [/pager/, { header: 'TEL PAGER', names: [] }],
  [/^work$/, { header: 'TEL WORK', names: ['work phone', 'phone'] }],
  [/^home$/, { header: 'TEL HOME', names: ['home phone', 'phone'] }],
  [/^main$/, { header: 'TEL MAIN', names: ['main phone', 'phone'] }],
]

const phoneColumn = ({ types, label }: Property): CardColumn => {
  const said = label === '' ? types : [label.toLowerCase()]
  for (const [words, column] of phoneColumns) if (said.some((type) => words.test(type))) return column
  return label === ''
    ? { header: 'TEL', names: ['phone'] }
    : { header: `TEL ${label}`, names: [`${label} 電話`, `${label} phone`] }
}

/** `tel:+81-3-0000-0000;ext=12` as people write it. */
const phoneText = (text: string): string => {
  if (!/^tel:/i.test(text)) return text
  const [number = '', ...params] = decodedUri(text.slice(4)).split(';')
  const extension = params.find((param) => /^ext=/i.test(param))?.slice(4)
  return extension ? `${number} ext. ${extension}` : number
}

const decodedUri = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign that is only one.
    return text
  }
}

type Place = {
  readonly suffix: string
  readonly address: readonly string[]
  readonly postcode: readonly string[]
}

const placeOf = ({ types }: Property): Place => {
  if (types.includes('home'))
    return { suffix: ' HOME', address: ['home address'], postcode: ['home postal code'] }
  if (types.includes('work'))
    return { suffix: ' WORK', address: ['work address'], postcode: ['work postal code'] }
  return { suffix: '', address: ['address', '住所'], postcode: ['zip'] }
}

/** Japanese addresses run from the large to the small without spaces, others from the small to the large. */
const addressText = ([
  box = '',
  extended = '',
  street = '',
  city = '',
  region = '',
  country = '',
]: readonly string[]): string => {
  const all = [box, extended, street, city, region, country]
  if (all.filter((part) => part !== '').length === 1) return all.join('')
  if (JAPANESE.test(all.join('')))
    return [region, city, street, extended && ` ${extended}`, box && ` ${box}`].join('').trim()
  return [street, extended, box, city, region, country]
    .filter((part) => part !== '')
    .map((part) => part.replace(/\s*\n\s*/g, ' '))
    .join(', ')
}
