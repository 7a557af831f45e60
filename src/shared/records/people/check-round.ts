import { defineRecord } from '../define'

/**
 * One round of calling everybody. What is done and what is left follows from the numbers: done is what was reached or
 * tried in vain on or after the day the round began.
 */
export const checkRound = defineRecord({
  type: 'checkRound',
  clause: '8.7.2',
  label: { ja: '番号の確認', en: 'Number check' },
  labelMany: { ja: '番号の確認', en: 'Number checks' },
  title: 'name',
  orderBy: 'startedOn',
  writers: ['desk', 'approver'],
  fields: {
    name: { kind: 'text', label: { ja: '表題', en: 'Title' }, required: true, inList: true, search: true },
    list: {
      kind: 'ref',
      to: 'contactList',
      label: { ja: '対象のリスト', en: 'List' },
      help: { ja: '空なら全員。', en: 'Everybody when empty.' },
      inList: true,
    },
    startedOn: {
      kind: 'date',
      notAfter: 'today',
      label: { ja: '開始日', en: 'Began on' },
      required: true,
      inList: true,
    },
    closedOn: { kind: 'date', notAfter: 'today', label: { ja: '終了日', en: 'Ended on' }, inList: true },
    rows: {
      kind: 'file',
      label: { ja: '確認票の行', en: 'Rows of the sheet' },
      help: {
        ja: '印刷した確認票の行番号と番号の対応。',
        en: 'Which row of a printed sheet stands for which number.',
      },
      hidden: true,
    },
    note: { kind: 'longText', label: { ja: '備考', en: 'Note' }, more: true },
  },
})
