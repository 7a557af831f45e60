import { defineRecord } from '../define'

/** Somebody put on a contact list, or left off it, by hand. */
export const contactListMember = defineRecord({
  type: 'contactListMember',
  clause: '8.7.2',
  label: { ja: 'リストの手入力', en: 'Hand choice of a list' },
  labelMany: { ja: 'リストの手入力', en: 'Hand choices of lists' },
  title: 'record',
  parent: 'list',
  orderBy: 'order',
  writers: ['desk', 'approver'],
  fields: {
    list: {
      kind: 'ref',
      to: 'contactList',
      label: { ja: '連絡先リスト', en: 'Contact list' },
      required: true,
      hidden: true,
    },
    record: {
      kind: 'ref',
      to: ['person', 'organisation', 'site'],
      label: { ja: '相手', en: 'Who' },
      required: true,
    },
    how: {
      kind: 'choice',
      label: { ja: '加える・外す', en: 'Add or leave out' },
      whenEmpty: 'add',
      choices: {
        add: { label: { ja: '加える', en: 'Add' } },
        leaveOut: { label: { ja: '外す', en: 'Leave out' } },
      },
    },
    order: { kind: 'text', label: { ja: '順', en: 'Order' }, hidden: true },
  },
})
