import { defineRecord } from '../define'
import { phoneFields } from './phone-fields'

/** One number of an organisation: its desk, its emergency desk, whoever looks after the office there. */
export const organisationPhone = defineRecord({
  type: 'organisationPhone',
  clause: '8.7.2',
  label: { ja: '組織の電話番号', en: 'Number of an organisation' },
  labelMany: { ja: '組織の電話番号', en: 'Numbers of organisations' },
  title: 'number',
  parent: 'organisation',
  orderBy: 'order',
  checked: 'checkedOn',
  unreached: 'unreachedOn',
  checkedExcept: { field: 'use', oneOf: ['fax'] },
  writers: ['desk', 'approver'],
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
