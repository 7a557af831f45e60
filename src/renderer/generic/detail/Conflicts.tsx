import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import type { FieldValues } from '../../../shared/journal/intent'
import type { Row } from '../../../shared/journal/row'
import type { RecordDeclaration } from '../../../shared/records/define'
import { useSurroundings } from '../../fields/field-surroundings'
import { fieldText } from '../../fields/field-text'
import { Notice } from '../../ui/Notice'
import { useLanguage } from '../../ui/use-language'
import { useRecordActions } from '../use-record-actions'
import classes from './Conflicts.module.css'
import { type Conflict, conflictsOf } from './conflicts-of'

type ConflictsProps = {
  readonly declaration: RecordDeclaration
  readonly row: Row
  readonly mayWrite: boolean
}

/** Fields that were changed on two devices without knowing of each other: both values, until a person has chosen. */
export const Conflicts = ({ declaration, row, mayWrite }: ConflictsProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const conflicts = conflictsOf(declaration, row)
  if (conflicts.length === 0) return null
  return (
    <Notice tone="look" title={t('conflict')}>
      <p className={classes.why}>{t('conflictWhy')}</p>
      {conflicts.map((conflict) => (
        <div key={conflict.unit} className={classes.conflict}>
          <strong>
            {conflict.fields.map((name) => declaration.fields[name]?.label[language] ?? name).join('・')}
          </strong>
          <ul className={classes.values}>
            {conflict.values.map((values, at) => (
              <Value
                // biome-ignore lint/suspicious/noArrayIndexKey: the values of a conflict have no other name
                key={at}
                declaration={declaration}
                row={row}
                conflict={conflict}
                values={values}
                stands={at === 0}
                mayWrite={mayWrite}
              />
            ))}
          </ul>
        </div>
      ))}
    </Notice>
  )
}

const Value = ({
  declaration,
  row,
  conflict,
  values,
  stands,
  mayWrite,
}: ConflictsProps & {
  readonly conflict: Conflict
  readonly values: FieldValues
  readonly stands: boolean
}) => {
  const { t } = useTranslation('generic')
  const { writing, titleOf } = useSurroundings()
  const { change } = useRecordActions()
  const text = (name: string, value: JsonValue): string => {
    const field = declaration.fields[name]
    return (field && fieldText(field, value, { writing, titleOf })) || t('empty')
  }
  return (
    <li>
      <span>{conflict.fields.map((name) => text(name, values[name] ?? null)).join(' / ')}</span>
      {stands && <span className={classes.stands}>{t('standsNow')}</span>}
      {mayWrite && (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => void change({ kind: 'edit', writes: [{ op: 'set', id: row.id, values }] })}
        >
          {t(stands ? 'keepThis' : 'takeThis')}
        </Button>
      )}
    </li>
  )
}
