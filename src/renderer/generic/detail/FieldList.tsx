import { useTranslation } from 'react-i18next'
import type { Row } from '../../../shared/journal/row'
import type { RecordDeclaration } from '../../../shared/records/define'
import { FieldCell } from '../../fields/field-kinds'
import { useLanguage } from '../../ui/use-language'
import { splitFields } from '../form/split-fields'
import classes from './FieldList.module.css'

type FieldListProps = { readonly declaration: RecordDeclaration; readonly row: Row }

/** The fields of a record, label beside value. What the form folds away is shown only where it is filled in. */
export const FieldList = ({ declaration, row }: FieldListProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const { first, more } = splitFields(declaration, language)
  const shown = [...first, ...more.filter(({ name }) => row.values[name] !== undefined)].filter(
    ({ name, field }) => field.kind !== 'children' && name !== declaration.title,
  )
  return (
    <dl className={classes.fields}>
      {shown.map(({ name, field }) => (
        <div key={name} className={classes.line}>
          <dt>{field.label[language]}</dt>
          <dd>
            {row.values[name] === undefined ? (
              <span className={classes.empty} title={t('notFilledIn')}>
                —
              </span>
            ) : (
              <FieldCell field={field} value={row.values[name]} place="page" />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
