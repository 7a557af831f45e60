import { defineTexts } from './define-texts'

/** Editors and cells of the field kinds. */
export const fieldsTexts = defineTexts({
  ja: {
    currency: '{{label}}の通貨',
    tagsHint: '入力してEnter',
    dayHint: '例：2026/11/22、令和8年11月22日、11/22。「;」で今日、↑↓で1日ずつ動きます。',
    pickDay: '{{label}}をカレンダーから選ぶ',
    dayOf: '{{label}}（日）',
    timeOf: '{{label}}（時刻）',
    earliest: '{{label}}（早くて）',
    latest: '{{label}}（遅くて）',
    until: '～',
    durationHint: '1時間30分',
    nothingFound: '見つかりません',
    noFile: 'ファイルはありません',
    saveFile: '保存',
    saveFileOf: '「{{name}}」を保存',
    afterToday: '{{label}}には、今日までの日付を入力してください。',
  },
  en: {
    currency: 'Currency of {{label}}',
    tagsHint: 'Type, then Enter',
    dayHint: 'For example 2026-11-22, R8.11.22 or 11/22. “;” is today, ↑ and ↓ move by a day.',
    pickDay: 'Pick {{label}} from a calendar',
    dayOf: '{{label}} (day)',
    timeOf: '{{label}} (time)',
    earliest: '{{label}} (earliest)',
    latest: '{{label}} (latest)',
    until: 'to',
    durationHint: '1 h 30 min',
    nothingFound: 'Nothing found',
    noFile: 'No file',
    saveFile: 'Save',
    saveFileOf: 'Save “{{name}}”',
    afterToday: '{{label}} cannot be after today.',
  },
})
