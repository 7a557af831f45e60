import { defineRecord } from '../define'

/** A place the office works at: what to know of it when one has to get there, or away from it. */
export const site = defineRecord({
  type: 'site',
  clause: '8.7.2',
  label: { ja: '拠点', en: 'Site' },
  labelMany: { ja: '拠点', en: 'Sites' },
  title: 'name',
  orderBy: 'reading',
  writers: ['desk', 'approver'],
  units: { place: ['postcode', 'address'] },
  fields: {
    name: {
      kind: 'text',
      label: { ja: '拠点名', en: 'Name' },
      required: true,
      inList: true,
      search: true,
      headers: ['名称', '拠点', '事業所', '事業所名', '勤務地', 'site', 'office', 'location', 'branch', 'fn'],
    },
    reading: {
      kind: 'text',
      format: 'kana',
      readingOf: 'name',
      label: { ja: 'よみ', en: 'Reading' },
      search: true,
      headers: ['ふりがな', 'フリガナ', 'かな', 'カナ', 'よみがな', '読み', '拠点名カナ', 'kana', 'phonetic'],
    },
    phones: {
      kind: 'children',
      of: 'sitePhone',
      label: { ja: '電話', en: 'Phones' },
      inList: true,
      search: true,
    },
    postcode: {
      kind: 'text',
      label: { ja: '郵便番号', en: 'Postcode' },
      headers: ['〒', '郵便', 'zip', 'zip code', 'postal code', 'work postal code'],
    },
    address: {
      kind: 'text',
      label: { ja: '住所', en: 'Address' },
      inList: true,
      search: true,
      headers: ['所在地', 'street address', 'street', 'work address'],
    },
    head: {
      kind: 'ref',
      to: 'person',
      label: { ja: '拠点責任者', en: 'Head of site' },
      inList: true,
      headers: ['責任者', '拠点長', '所長', 'manager', 'site manager'],
    },
    assemblyPoint: {
      kind: 'text',
      label: { ja: '避難・集合場所', en: 'Assembly point' },
      inList: true,
      search: true,
      headers: ['避難場所', '集合場所', '一時避難場所', 'meeting point', 'muster point'],
    },
    access: {
      kind: 'longText',
      label: { ja: '行き方', en: 'How to get there' },
      more: true,
      headers: ['アクセス', '交通', 'directions', 'access'],
    },
    keys: {
      kind: 'longText',
      label: { ja: '鍵・警備', en: 'Keys and alarm' },
      help: {
        ja: '鍵の保管者、警備の解除方法。暗証番号は書かないでください。',
        en: 'Who holds keys, how the alarm is handled. Never write codes here.',
      },
      more: true,
      headers: ['鍵', '警備', 'keys', 'security'],
    },
    note: {
      kind: 'longText',
      label: { ja: '備考', en: 'Note' },
      more: true,
      headers: ['メモ', '摘要', 'notes', 'remarks', 'comment', 'comments'],
    },
  },
})
