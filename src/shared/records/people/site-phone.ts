import { defineRecord } from '../define'
import { phoneFields, phoneType } from './phone-fields'

/** One number of a site: reception, guard, the line that still works without power. */
export const sitePhone = defineRecord({
  ...phoneType,
  type: 'sitePhone',
  label: { ja: '拠点の電話番号', en: 'Number of a site' },
  labelMany: { ja: '拠点の電話番号', en: 'Numbers of sites' },
  parent: 'site',
  fields: {
    site: { kind: 'ref', to: 'site', label: { ja: '拠点', en: 'Site' }, required: true, hidden: true },
    use: {
      kind: 'choice',
      label: { ja: '種類', en: 'Kind' },
      choices: {
        main: { label: { ja: '代表', en: 'Main' } },
        reception: { label: { ja: '受付', en: 'Reception' } },
        guard: { label: { ja: '守衛・警備', en: 'Guard' } },
        emergency: { label: { ja: '緊急・災害用', en: 'Emergency' } },
        satellite: { label: { ja: '衛星電話', en: 'Satellite' } },
        fax: { label: { ja: 'FAX', en: 'Fax' } },
      },
      inList: true,
    },
    ...phoneFields,
  },
})
