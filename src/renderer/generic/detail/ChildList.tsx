import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { writeDate } from '../../../shared/domain/written/date-text'
import type { Row } from '../../../shared/journal/row'
import type { ChildrenField, RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { FieldCell } from '../../fields/field-kinds'
import { useSurroundings } from '../../fields/field-surroundings'
import { useOffice } from '../../store/client/hooks'
import { useLanguage } from '../../ui/use-language'
import { columnsOf } from '../form/split-fields'
import { struckName } from '../record-name'
import { inSentence } from '../type-words'
import { useRecordActions } from '../use-record-actions'
import classes from './ChildList.module.css'
import { checkedState } from './unchecked'

type ChildListProps = {
  readonly field: ChildrenField
  /** In order: the live ones, or those that were deleted with their parent. */
  readonly rows: readonly Row[]
  readonly mayWrite: boolean
  /** Whether they stand; of deleted ones nothing is asked. */
  readonly live: boolean
}

/** Child records of one field as a table, each with when somebody last made sure that it holds. */
export const ChildList = ({ field, rows, mayWrite, live }: ChildListProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const child = declarationOf(field.of)
  if (!child) return null
  return (
    <section>
      <h2>
        {field.label[language]}
        {rows.length > 1 && <span className={classes.count}>{rows.length}</span>}
      </h2>
      {rows.length === 0 ? (
        <p className={classes.none}>
          {t(live ? 'noChildren' : 'hadNoChildren', { type: inSentence(child.labelMany, language) })}
        </p>
      ) : (
        <table className={classes.table} aria-label={field.label[language]}>
          <thead>
            <tr>
              {columnsOf(child).map((column) => (
                <th key={column.name} scope="col">
                  {column.field.label[language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {columnsOf(child).map((column) => (
                  <td key={column.name}>
                    {column.name === child.checked ? (
                      <CheckedCell child={child} row={row} mayWrite={mayWrite} live={live} />
                    ) : column.name === child.title && row.values[column.name] === undefined ? (
                      <span className={classes.none}>{struckName(child, language)}</span>
                    ) : (
                      <FieldCell field={column.field} value={row.values[column.name] ?? null} place="page" />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

type CheckedCellProps = {
  readonly child: RecordDeclaration
  readonly row: Row
  readonly mayWrite: boolean
  readonly live: boolean
}

/** The day of the last check; late or never is marked, with what to do and the button for having done it. */
const CheckedCell = ({ child, row, mayWrite, live }: CheckedCellProps) => {
  const { t } = useTranslation(['generic', 'check'])
  const { today, writing } = useSurroundings()
  const { uncheckedAfterDays } = useOffice()
  const { change } = useRecordActions()
  const name = child.checked ?? ''
  const field = child.fields[name]
  const checked = live ? checkedState(child, row.values, today, uncheckedAfterDays) : null
  if (!field) return null
  const late = checked !== null && checked.state !== 'checked'
  const unreached = live && child.unreached ? row.values[child.unreached] : undefined
  return (
    <div className={classes.checked}>
      <div>
        <FieldCell field={field} value={row.values[name] ?? null} place="page" />
        {late && (
          <p className={classes.late}>
            {checked.state === 'never' ? t('neverChecked') : t('checkedLongAgo', { count: checked.days })}
          </p>
        )}
        {typeof unreached === 'string' && (
          <p className={classes.late}>{t('check:unreachedMark', { day: writeDate(unreached, writing) })}</p>
        )}
      </div>
      {checked && mayWrite && row.values[name] !== today && (
        <Button
          variant={late ? 'light' : 'subtle'}
          size="compact-sm"
          title={t('checkedTodayHint')}
          onClick={() =>
            void change({ kind: 'edit', writes: [{ op: 'set', id: row.id, values: { [name]: today } }] })
          }
        >
          {t('checkedToday')}
        </Button>
      )}
    </div>
  )
}
