import { defineRecord } from '../define'

/** A sheet that was given out or hung up: its exact pages, who has it, and until when it was collected. */
export const paperCopy = defineRecord({
  type: 'paperCopy',
  clause: '7.5.3.2',
  label: { ja: '配布した紙', en: 'Paper copy' },
  labelMany: { ja: '配布した紙', en: 'Paper copies' },
  title: 'name',
  orderBy: 'name',
  writers: ['desk', 'approver'],
  units: { sheet: ['content', 'version', 'state', 'printedAt', 'pages', 'lines'] },
  fields: {
    name: {
      kind: 'text',
      label: { ja: '表題', en: 'Title' },
      required: true,
      inList: true,
      search: true,
    },
    list: {
      kind: 'ref',
      to: 'contactList',
      label: { ja: '連絡先リスト', en: 'Contact list' },
      inList: true,
    },
    holder: {
      kind: 'ref',
      to: 'person',
      label: { ja: '持っている人', en: 'Held by' },
      inList: true,
      search: true,
      personal: true,
    },
    place: {
      kind: 'text',
      label: { ja: '置き場所・掲示場所', en: 'Where it is kept' },
      help: { ja: '例: 守衛室の壁、BCPバインダー。', en: 'For example: guard room wall, BCP binder.' },
      inList: true,
      search: true,
    },
    printedAt: { kind: 'instant', label: { ja: '印刷した時刻', en: 'Printed at' }, inList: true },
    receivedOn: {
      kind: 'date',
      notAfter: 'today',
      label: { ja: '受領日', en: 'Received on' },
      help: { ja: '本人が受け取ったことを確かめた日。', en: 'The day its receipt was confirmed.' },
      inList: true,
    },
    collectedOn: {
      kind: 'date',
      notAfter: 'today',
      label: { ja: '回収・廃棄日', en: 'Collected on' },
      help: {
        ja: '回収するか廃棄して、もう使われなくなった日。',
        en: 'The day it was taken back or destroyed.',
      },
      inList: true,
    },
    site: { kind: 'ref', to: 'site', label: { ja: '拠点', en: 'Site' }, more: true },
    pages: { kind: 'file', label: { ja: '印刷したページ', en: 'Pages' }, personal: true, more: true },
    lines: { kind: 'file', label: { ja: '印刷した内容', en: 'Lines' }, personal: true, hidden: true },
    content: { kind: 'text', label: { ja: '内容のハッシュ', en: 'Content hash' }, search: true, more: true },
    version: { kind: 'text', label: { ja: '版', en: 'Version' }, search: true, more: true },
    state: {
      kind: 'text',
      label: { ja: '台帳の状態のハッシュ', en: 'Hash of the ledger' },
      search: true,
      more: true,
    },
    note: { kind: 'longText', label: { ja: '備考', en: 'Note' }, personal: true, more: true },
  },
})
