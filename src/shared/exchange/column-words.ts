/**
 * What the columns of address files are called where a declaration cannot know it: parts of names, and phones by
 * their use. All words are folded as `foldHeader` does: katakana as hiragana, no spaces, no marks, lower case.
 */
import { foldHeader } from './fold-text'
import type { ColumnTarget } from './import-plan'

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

/** Uses of a phone by what headers say, the most telling first. */
const phoneUses: readonly (readonly [use: string, words: RegExp])[] = [
  ['fax', /fax|ふぁっくす|ふぁくす/],
  ['extension', /内線|^ext$|^extension$|phoneext|telext/],
  ['emergency', /緊急|emergency/],
  ['mobile', /携帯|けいたい|すまほ|すまーとふぉん|mobile|cell|phs/],
  ['home', /自宅.*(電話|tel|連絡先)|^自宅$|実家|home.*(phone|tel)|^home$/],
  [
    'office',
    /(会社|勤務先|職場|事務所).*(電話|tel|連絡先)|直通|代表|外線|(office|work|business|direct|company|main).*(phone|tel)/,
  ],
]

/** Whether a header stands for phone numbers, and of which use; null: it does not. */
export const phoneColumnOf = (header: string): { readonly use: string | null } | null => {
  const folded = foldHeader(header)
  if (NOT_A_NUMBER.test(folded)) return null
  const use = phoneUses.find(([, words]) => words.test(folded))?.[0]
  if (use) return { use }
  return new RegExp(`^(?:${TELEPHONE.source})(?:番号|number|no|value|\\d)*$`).test(folded)
    ? { use: null }
    : null
}

/** Every folded word above that is a header by itself, for telling a header row. */
export const headerWords: readonly string[] = [
  ...Object.values(nameWords).flat(),
  ...['電話', '電話番号', 'tel', 'phone', '携帯', '携帯電話', '内線', '自宅', 'fax', 'mobile', '緊急連絡先'],
]
