/**
 * What the columns of address files are called where a declaration cannot know it: parts of names, and phones by
 * their use. All words are folded as `foldHeader` does: katakana as hiragana, no spaces, no marks, lower case.
 */
import { foldHeader } from './fold-text'
import type { ColumnTarget } from './import-plan'
import { type PhonesOf, phoneDetails } from './phones-of'

type NamePart = Extract<ColumnTarget['to'], 'familyName' | 'givenName' | 'familyReading' | 'givenReading'>

const nameWords: { readonly [P in NamePart]: readonly string[] } = {
  familyName: ['姓', '氏', '苗字', '名字', 'lastname', 'surname', 'familyname', 'sn', 'last', 'family'],
  givenName: ['名', 'firstname', 'givenname', 'forename', 'first', 'given'],
  familyReading: [
    ...['せい', '姓かな', '姓ふりがな', 'ふりがな姓', 'かな姓', '姓よみ', '姓読み', 'みょうじ', '苗字かな'],
    ...[
      'lastnamekana',
      'lastnamephonetic',
      'phoneticlastname',
      'familynamekana',
      'lastnameyomi',
      'yomilastname',
    ],
  ],
  givenReading: [
    ...['めい', '名かな', '名ふりがな', 'ふりがな名', 'かな名', '名よみ', '名読み'],
    ...[
      'firstnamekana',
      'firstnamephonetic',
      'phoneticfirstname',
      'givennamekana',
      'firstnameyomi',
      'yomifirstname',
    ],
  ],
}

/** The part of a name a header stands for. */
export const namePartOf = (header: string): NamePart | null => {
  const folded = foldHeader(header)
  const parts = Object.keys(nameWords) as NamePart[]
  return parts.find((part) => nameWords[part].includes(folded)) ?? null
}

const NOT_A_NUMBER =
  /めーる|mail|住所|address|氏名|名前|name|確認|type|label|種別|種類|国|country|会社名|担当/
const TELEPHONE = /電話|でんわ|tel|phone|直通|代表|外線|連絡先/

/** Uses of a phone by what headers say, the most telling first; those a type does not have are passed over. */
const phoneUses: readonly (readonly [use: string, words: RegExp])[] = [
  ['fax', /fax|ふぁっくす|ふぁくす/],
  ['extension', /内線|^ext$|^extension$|phoneext|telext/],
  ['emergency', /緊急|時間外|夜間|emergency|afterhours/],
  ['satellite', /衛星|satellite/],
  ['guard', /守衛|警備|防災せんたー|guard|security/],
  ['reception', /受付|reception|frontdesk/],
  ['support', /さぽーと|保守|窓口|へるぷですく|support|helpdesk|servicedesk/],
  ['mobile', /携帯|けいたい|すまほ|すまーとふぉん|mobile|cell|phs/],
  ['home', /自宅.*(電話|tel|連絡先)|^自宅$|実家|home.*(phone|tel)|^home$/],
  ['main', /代表|^main(phone|tel|number)?$|switchboard/],
  [
    'office',
    /(会社|勤務先|職場|事務所).*(電話|tel|連絡先)|直通|代表|外線|(office|work|business|direct|company|main).*(phone|tel)/,
  ],
]

/** Whether a header stands for phone numbers, and of which use; null: it does not. */
export const phoneColumnOf = (header: string, phones: PhonesOf): { readonly use: string | null } | null => {
  const folded = foldHeader(header)
  if (folded === '') return null
  const declared = declaredUse(folded, phones)
  if (declared !== undefined) return { use: declared }
  if (NOT_A_NUMBER.test(folded)) return null
  const use = phoneUses.find(([key, words]) => key in phones.uses && words.test(folded))?.[0]
  if (use) return { use }
  return new RegExp(`^(?:${TELEPHONE.source})(?:番号|number|no|value|\\d)*$`).test(folded)
    ? { use: null }
    : null
}

/** What Daicho itself calls a column of numbers: 電話（携帯）, Phone (Mobile) 2. Undefined: something else. */
const declaredUse = (folded: string, { label, uses }: PhonesOf): string | null | undefined => {
  const plain = folded.replace(/\d+$/, '')
  const phone = [...Object.values(label), '電話', 'phone'].map(foldHeader)
  if (phone.includes(plain)) return null
  return Object.entries(uses).find(([, { label: called }]) =>
    Object.values(called).some((word) => {
      const use = foldHeader(word)
      return phone.some((tel) => plain === tel + use || plain === use + tel)
    }),
  )?.[0]
}

const otherDetailWords: { readonly [field: string]: readonly string[] } = {
  checkedOn: ['確認日', '番号確認日', '電話確認日', 'checked', 'lastchecked', 'checkedon', 'verified'],
  unreachedOn: ['不通', '不通日', '不通だった日'],
  remark: ['電話備考', '電話のかけ方', 'howtocall', 'phoneremark', 'phonenote'],
}

/** The field of a phone that a header stands for (最終確認日, 電話（携帯） 最終確認日); null: none. */
export const phoneFieldOf = (header: string, phones: PhonesOf): string | null => {
  const folded = foldHeader(header)
  if (folded === '') return null
  const found = phoneDetails(phones).find(([name, { label }]) => {
    const words = [...Object.values(label).map(foldHeader), ...(otherDetailWords[name] ?? [])]
    return words.some((word) => {
      if (folded.replace(/\d+$/, '') === word) return true
      const before = folded.endsWith(word) ? folded.slice(0, -word.length) : ''
      return before !== '' && phoneColumnOf(before, phones) !== null
    })
  })
  return found?.[0] ?? null
}

/** Every folded word above that is a header by itself, for telling a header row. */
export const headerWords: readonly string[] = [
  ...Object.values(nameWords).flat(),
  ...['電話', '電話番号', 'tel', 'phone', '携帯', '携帯電話', '内線', '自宅', 'fax', 'mobile', '緊急連絡先'],
  ...[
    '代表電話',
    '代表',
    '直通',
    '会社電話',
    '自宅電話',
    'さぽーと窓口',
    '緊急窓口',
    '受付',
    '守衛',
    '衛星電話',
  ],
]
