import { defineRecord } from '../define'

/** One number of one person, with the day somebody last reached the person on it. */
export const phone = defineRecord({
  type: 'phone',
  clause: '8.7.2',
  label: { ja: '電話番号', en: 'Phone number' },
  labelMany: { ja: '電話番号', en: 'Phone numbers' },
  title: 'number',
  parent: 'person',
  orderBy: 'order',
  checked: 'checkedOn',
  checkedExcept: { field: 'use', oneOf: ['fax'] },
  writers: ['desk', 'approver'],
  fields: {
    person: { kind: 'ref', to: 'person', label: { ja: '人', en: 'Person' }, required: true, hidden: true },
    use: {
      kind: 'choice',
      label: { ja: '種類', en: 'Kind' },
      choices: {
        mobile: { label: { ja: '携帯', en: 'Mobile' } },
        office: { label: { ja: '会社', en: 'Office' } },
        extension: { label: { ja: '内線', en: 'Extension' } },
        home: { label: { ja: '自宅', en: 'Home' } },
        emergency: { label: { ja: '緊急', en: 'Emergency' } },
        fax: { label: { ja: 'FAX', en: 'Fax' } },
      },
      inList: true,
    },
    number: {
      kind: 'text',
      format: 'phone',
      label: { ja: '番号', en: 'Number' },
      required: true,
      inList: true,
      search: true,
      personal: true,
    },
    checkedOn: {
      kind: 'date',
      notAfter: 'today',
      label: { ja: '最終確認日', en: 'Last checked' },
      help: { ja: '実際につながることを確かめた日。', en: 'The day somebody was really reached on it.' },
      inList: true,
    },
    order: { kind: 'text', label: { ja: '順', en: 'Order' }, hidden: true },
  },
})
