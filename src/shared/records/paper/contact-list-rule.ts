import { defineRecord } from '../define'

/**
 * One condition of a contact list. Conditions of one subject are joined by or, those of different subjects by and; a
 * condition whose subject a kind of record does not have leaves that kind alone.
 */
export const contactListRule = defineRecord({
  type: 'contactListRule',
  clause: '8.7.2',
  label: { ja: 'リストの条件', en: 'Rule of a list' },
  labelMany: { ja: 'リストの条件', en: 'Rules of lists' },
  title: 'value',
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
    subject: {
      kind: 'choice',
      label: { ja: '項目', en: 'Field' },
      required: true,
      choices: {
        role: { label: { ja: '役職・担当', en: 'Position' } },
        department: { label: { ja: '部署', en: 'Department' } },
        site: { label: { ja: '拠点', en: 'Site' } },
        emergencyRole: { label: { ja: '緊急時の役割', en: 'Emergency role' } },
        organisation: { label: { ja: '所属組織', en: 'Organisation' } },
        kinds: { label: { ja: '組織の区分', en: 'Kind of organisation' } },
      },
    },
    value: {
      kind: 'text',
      label: { ja: '値', en: 'Value' },
      help: {
        ja: '含まれる言葉。「*」は空でないもの。',
        en: 'Words it holds; "*" is anything but empty.',
      },
      required: true,
      personal: 'describes',
    },
    order: { kind: 'text', label: { ja: '順', en: 'Order' }, hidden: true },
  },
})
