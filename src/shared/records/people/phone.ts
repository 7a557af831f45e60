import { defineRecord } from '../define'
import { phoneFields, phoneType } from './phone-fields'

/** One number of one person, with the day somebody last reached the person on it. */
export const phone = defineRecord({
  ...phoneType,
  type: 'phone',
  label: { ja: '電話番号', en: 'Phone number' },
  labelMany: { ja: '電話番号', en: 'Phone numbers' },
  parent: 'person',
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
    ...phoneFields,
  },
})
