import { Button, Group } from '@mantine/core'
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

/** What was changed on two devices that did not know of each other: both values, until a person has chosen. */
export const Conflicts = ({ declaration, row, mayWrite }: ConflictsProps) => {
  const { t } = useTranslation('generic')
  const conflicts = conflictsOf(declaration, row)
  if (conflicts.length === 0) return null
  return (
    <Notice tone="look" title={t('conflict')}>
      <p className={classes.why}>{t('conflictWhy')}</p>
      {conflicts.map((conflict) =>
        conflict.kind === 'life' ? (
          <LifeConflict key={conflict.unit} row={row} mayWrite={mayWrite} />
        ) : (
          <ValueConflict
            key={conflict.unit}
            declaration={declaration}
            row={row}
            conflict={conflict}
            mayWrite={mayWrite}
          />
        ),
      )}
    </Notice>
  )
}

const LifeConflict = ({ row, mayWrite }: Omit<ConflictsProps, 'declaration'>) => {
  const { t } = useTranslation('generic')
  const { change } = useRecordActions()
  return (
    <div className={classes.conflict}>
      <p className={classes.why}>{t('conflictLife')}</p>
      {mayWrite && (
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void change({ kind: 'restore', writes: [{ op: 'restore', id: row.id }] })}
          >
            {t('lifeLive')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void change({ kind: 'delete', writes: [{ op: 'delete', id: row.id }] })}
          >
            {t('lifeDeleted')}
          </Button>
        </Group>
      )}
    </div>
  )
}

type ValueConflictProps = ConflictsProps & { readonly conflict: Extract<Conflict, { kind: 'values' }> }

const ValueConflict = ({ declaration, row, conflict, mayWrite }: ValueConflictProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const { writing, titleOf } = useSurroundings()
  const { change } = useRecordActions()
  const text = (name: string, value: JsonValue): string => {
    const field = declaration.fields[name]
    return (field && fieldText(field, value, { writing, titleOf })) || t('empty')
  }
  const choose = (values: FieldValues) =>
    void change({ kind: 'edit', writes: [{ op: 'set', id: row.id, values }] })
  const labels = conflict.fields.map((name) => declaration.fields[name]?.label[language] ?? name)
  return (
    <div className={classes.conflict}>
      <strong>{labels.join(t('listSeparator'))}</strong>
      <ul className={classes.values}>
        {conflict.values.map((values, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the values of a conflict have no other name
          <li key={at}>
            <span>{conflict.fields.map((name) => text(name, values[name] ?? null)).join(' / ')}</span>
            {at === 0 && <span className={classes.stands}>{t('standsNow')}</span>}
            {mayWrite && (
              <Button variant="default" size="compact-xs" onClick={() => choose(values)}>
                {t(at === 0 ? 'keepThis' : 'takeThis')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
