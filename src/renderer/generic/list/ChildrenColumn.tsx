import { useTranslation } from 'react-i18next'
import type { FieldValues } from '../../../shared/journal/intent'
import type { ChildrenField, RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { FieldCell } from '../../fields/field-kinds'
import { useSurroundings } from '../../fields/field-surroundings'
import { fieldText } from '../../fields/field-text'
import { useOffice } from '../../store/client/hooks'
import { useLanguage } from '../../ui/use-language'
import { checkedState } from '../detail/unchecked'
import { struckName } from '../record-name'
import classes from './ChildrenColumn.module.css'

type ChildrenColumnProps = {
  readonly field: ChildrenField
  readonly rows: readonly FieldValues[]
  /** Whether they stand; of deleted ones nothing is asked. */
  readonly live: boolean
}

/**
 * Child records in a list: the first by its kind and name, and how many more. ▲ (as on paper) stands before the first
 * where that wants checking, behind the others where one of them does. A number is never cut: its kind is.
 */
export const ChildrenColumn = ({ field, rows, live }: ChildrenColumnProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const { today, writing } = useSurroundings()
  const { uncheckedAfterDays: days } = useOffice()
  const child = declarationOf(field.of)
  const title = child?.fields[child.title]
  const shown = rows.find((values) => child && values[child.title] !== undefined) ?? rows[0]
  if (!child || !title || !shown) return null
  const kind = kindField(child)
  const kindText = kind ? fieldText(kind.field, shown[kind.name] ?? null, { writing }) : ''
  const late = (values: FieldValues) =>
    (checkedState(child, values, today, days)?.state ?? 'checked') !== 'checked'
  const mark = (label: string) => (
    <span role="img" className={classes.stale} aria-label={label} title={label}>
      ▲
    </span>
  )
  const others = rows.filter((values) => values !== shown)
  return (
    <span className={classes.line}>
      {live && late(shown) && mark(t('staleChild', { days }))}
      {kindText !== '' && (
        <span className={`${classes.kind} ${classes.short}`} title={kindText}>
          {kindText}
        </span>
      )}
      {shown[child.title] === undefined ? (
        <span className={classes.kind}>{struckName(child, language)}</span>
      ) : (
        <span className={title.kind === 'text' && title.format === 'phone' ? classes.whole : classes.name}>
          <FieldCell field={title} value={shown[child.title] ?? null} place="list" />
        </span>
      )}
      {others.length > 0 && <span className={classes.kind}>{t('andOthers', { count: others.length })}</span>}
      {live && others.some(late) && mark(t('staleOthers', { days }))}
    </span>
  )
}

/** The field that says of which kind a child is: the first choice that lists show. */
const kindField = (child: RecordDeclaration) => {
  const found = Object.entries(child.fields).find(([, one]) => one.kind === 'choice' && one.inList)
  return found && { name: found[0], field: found[1] }
}
