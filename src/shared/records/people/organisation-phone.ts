import { defineRecord } from '../define'
import { phoneFields, phoneType } from './phone-fields'

/** One number of an organisation: its desk, its emergency desk, whoever looks after the office there. */
export const organisationPhone = defineRecord({
  ...phoneType,
  type: 'organisationPhone',
  label: { ja: '組織の電話番号', en: 'Number of an organisation' },
  labelMany: { ja: '組織の電話番号', en: 'Numbers of organisations' },
  parent: 'organisation',
  fields: {
    organisation: {
      kind: 'ref',
      to: 'organisation',
      label: { ja: '組織', en: 'Organisation' },
      required: true,
      hidden: true,
    },
    use: {
      kind: 'choice',
      label: { ja: '種類', en: 'Kind' },
      choices: {
        main: { label: { ja: '代表', en: 'Main' } },
        support: { label: { ja: 'サポート窓口', en: 'Support desk' } },
        emergency: { label: { ja: '緊急窓口', en: 'Emergency desk' } },
        account: { label: { ja: '担当', en: 'Account manager' } },
        fax: { label: { ja: 'FAX', en: 'Fax' } },
      },
      inList: true,
    },
    ...phoneFields,
  },
})
