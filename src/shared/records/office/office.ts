import { defineRecord } from '../define'

export const OFFICE_ID = 'office:main'

/** What holds until the office says otherwise. */
export const officeDefaults = {
  zone: 'Asia/Tokyo',
  fiscalYearStart: 4,
  workingDays: ['1', '2', '3', '4', '5'],
  years: 'western',
  seal: 'round',
  uncheckedAfterDays: 180,
} as const

/** The settings that everybody in the office shares. */
export const office = defineRecord({
  type: 'office',
  clause: '4.3',
  label: { ja: '事務所の設定', en: 'Office settings' },
  labelMany: { ja: '事務所の設定', en: 'Office settings' },
  title: 'name',
  single: OFFICE_ID,
  writers: [],
  fields: {
    name: {
      kind: 'text',
      label: { ja: '組織名', en: 'Organisation' },
      required: true,
      inList: true,
      search: true,
    },
    zone: { kind: 'text', format: 'zone', label: { ja: 'タイムゾーン', en: 'Time zone' }, required: true },
    fiscalYearStart: {
      kind: 'integer',
      min: 1,
      max: 12,
      whenEmpty: officeDefaults.fiscalYearStart,
      label: { ja: '会計年度の始まり（月）', en: 'Fiscal year starts in month' },
    },
    workingDays: {
      kind: 'tags',
      whenEmpty: officeDefaults.workingDays,
      label: { ja: '営業日', en: 'Working days' },
      choices: {
        '1': { label: { ja: '月', en: 'Mon' } },
        '2': { label: { ja: '火', en: 'Tue' } },
        '3': { label: { ja: '水', en: 'Wed' } },
        '4': { label: { ja: '木', en: 'Thu' } },
        '5': { label: { ja: '金', en: 'Fri' } },
        '6': { label: { ja: '土', en: 'Sat' } },
        '7': { label: { ja: '日', en: 'Sun' } },
      },
    },
    years: {
      kind: 'choice',
      whenEmpty: officeDefaults.years,
      label: { ja: '年の表記', en: 'Years' },
      choices: {
        western: { label: { ja: '西暦', en: 'Western' } },
        era: { label: { ja: '和暦', en: 'Japanese era' } },
      },
    },
    seal: {
      kind: 'choice',
      whenEmpty: officeDefaults.seal,
      label: { ja: '印の形式', en: 'Seal style' },
      choices: {
        round: { label: { ja: '丸印（氏名と日付）', en: 'Round seal with name and date' } },
        line: { label: { ja: '署名欄', en: 'Signature line' } },
      },
    },
    uncheckedAfterDays: {
      kind: 'integer',
      min: 1,
      max: 3650,
      whenEmpty: officeDefaults.uncheckedAfterDays,
      label: { ja: '電話番号を未確認とみなす日数', en: 'Days until a number counts as unchecked' },
    },
  },
})
