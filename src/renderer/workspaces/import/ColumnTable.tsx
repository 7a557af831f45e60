import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { foldHeader } from '../../../shared/exchange/fold-text'
import type { ColumnTarget, FieldMapping, ImportPreview } from '../../../shared/exchange/import-plan'
import { phoneDetails, phonesOf } from '../../../shared/exchange/phones-of'
import {
  importable,
  possibleKeyFields,
  proposeKey,
  readingOf,
  sharesNames,
} from '../../../shared/exchange/propose-mapping'
import type { RecordDeclaration } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import classes from './ImportScreen.module.css'
import { columnName } from './problem-words'

type ColumnTableProps = {
  readonly preview: ImportPreview
  readonly declaration: RecordDeclaration
  readonly disabled: boolean
  readonly onMapping: (mapping: FieldMapping) => void
}

/** Examples a column shows of itself. */
const EXAMPLES = 3

const nameParts = ['familyName', 'givenName', 'familyReading', 'givenReading'] as const

/** Every column of the file with what it becomes. */
export const ColumnTable = ({ preview, declaration, disabled, onMapping }: ColumnTableProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const { mapping } = preview
  const phones = phonesOf(declaration)
  const notes = headerNotes(preview)
  const groups = [
    { value: keyOf({ to: 'nothing' }), label: t('target_nothing') },
    {
      group: t('target_fields'),
      items: importable(declaration).map(([field, { label }]) => ({
        value: keyOf({ to: 'field', field }),
        label: label[language],
      })),
    },
    ...(readingOf(declaration) === null || !sharesNames(declaration)
      ? []
      : [
          {
            group: t('target_nameParts'),
            items: nameParts.map((to) => ({ value: keyOf({ to }), label: t(`target_${to}`) })),
          },
        ]),
    ...(phones === null
      ? []
      : [
          {
            group: t('target_phones'),
            items: [
              { value: keyOf({ to: 'phone', use: null }), label: t('target_phone') },
              ...Object.entries(phones.uses).map(([use, { label }]) => ({
                value: keyOf({ to: 'phone', use }),
                label: t('target_phoneOf', { use: label[language] }),
              })),
              ...phoneDetails(phones).map(([field, { label }]) => ({
                value: keyOf({ to: 'phoneField', field }),
                label: t('target_phoneField', { field: label[language] }),
              })),
            ],
          },
        ]),
  ]
  return (
    <table className={classes.columns}>
      <thead>
        <tr>
          <th scope="col">{t('column')}</th>
          <th scope="col">{t('becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {preview.columns.map(({ samples }, column) => {
          const target = mapping.columns[column] ?? { to: 'nothing' }
          const name = columnName(t, preview, column)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
            <tr key={column} data-idle={target.to === 'nothing' || undefined}>
              <th scope="row">
                <span className={classes.header}>{name}</span>
                {notes[column] && <span className={classes.headerNote}>{t(notes[column])}</span>}
                <span className={classes.samples}>
                  {samples.length === 0 ? t('noSamples') : samples.slice(0, EXAMPLES).join(' ／ ')}
                </span>
              </th>
              <td>
                <NativeSelect
                  aria-label={t('becomesOf', { column: name })}
                  value={keyOf(target)}
                  data={groups}
                  disabled={disabled}
                  onChange={(event) =>
                    onMapping(mapped(mapping, column, targetOf(event.currentTarget.value), declaration))
                  }
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What is wrong with headers: they can be used all the same. */
const headerNotes = ({
  columns,
  table,
}: ImportPreview): readonly (null | 'headerEmpty' | 'headerTwice')[] => {
  if (table.format !== 'separated' || table.headerRows === 0) return columns.map(() => null)
  const folded = columns.map(({ header }) => foldHeader(header) || header)
  return folded.map((header) => {
    if (header === '') return 'headerEmpty'
    return folded.filter((other) => other === header).length > 1 ? 'headerTwice' : null
  })
}

/** A target as the value of an option. */
const keyOf = (target: ColumnTarget): string => {
  if (target.to === 'field' || target.to === 'phoneField') return `${target.to}:${target.field}`
  return target.to === 'phone' ? `phone:${target.use ?? ''}` : target.to
}

const targetOf = (key: string): ColumnTarget => {
  const [to, name = ''] = key.split(':')
  if (to === 'field' || to === 'phoneField') return { to, field: name }
  if (to === 'phone') return { to: 'phone', use: name === '' ? null : name }
  return { to: nameParts.find((part) => part === to) ?? 'nothing' }
}

/** The mapping with one column changed; a field comes from one column only. */
const mapped = (
  mapping: FieldMapping,
  column: number,
  target: ColumnTarget,
  declaration: RecordDeclaration,
): FieldMapping => {
  const takesOver = target.to !== 'nothing' && target.to !== 'phone' && target.to !== 'phoneField'
  const columns = mapping.columns.map((other, at): ColumnTarget => {
    if (at === column) return target
    return takesOver && keyOf(other) === keyOf(target) ? { to: 'nothing' } : other
  })
  const wasWhole = JSON.stringify(proposeKey(mapping.columns, declaration)) === JSON.stringify(mapping.key)
  if (wasWhole) return { ...mapping, columns, key: proposeKey(columns, declaration) }
  const possible = possibleKeyFields(columns, declaration)
  const key = mapping.key.filter((fields) => fields.every((field) => possible.includes(field)))
  return { ...mapping, columns, key }
}
