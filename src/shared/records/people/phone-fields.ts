/** What holds of the type of every phone number, whoever it belongs to: spread into each. A fax needs no checking. */
export const phoneType = {
  clause: '8.7.2',
  title: 'number',
  orderBy: 'order',
  checked: 'checkedOn',
  unreached: 'unreachedOn',
  checkedExcept: { field: 'use', oneOf: ['fax'] },
  writers: ['desk', 'approver'],
} as const

/** What a phone number has, whoever it belongs to: spread into the type of each owner's numbers. */
export const phoneFields = {
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
  unreachedOn: {
    kind: 'date',
    notAfter: 'today',
    label: { ja: 'つながらず', en: 'Not reached' },
    help: {
      ja: '最後にかけて、つながらなかった日。つながると空になります。',
      en: 'The day somebody last called in vain; empty again once somebody was reached.',
    },
    more: true,
  },
  remark: {
    kind: 'text',
    label: { ja: 'かけ方', en: 'How to call' },
    help: {
      ja: '例: 平日9時〜17時、音声案内で2番、夜間のみ。',
      en: 'For example: weekdays 9 to 17, press 2, nights only.',
    },
    personal: true,
  },
  order: { kind: 'text', label: { ja: '順', en: 'Order' }, hidden: true },
} as const
