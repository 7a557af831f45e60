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

/** Child records in a list: the first by its kind and name, how many more, and whether one wants checking (as on paper). */
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
  const stale = t('staleChildren', { days })
  return (
    <span className={classes.line}>
      {live && rows.some(late) && (
        <span role="img" className={classes.stale} aria-label={stale} title={stale}>
          ▲
        </span>
      )}
      {kindText !== '' && <span className={classes.kind}>{kindText}</span>}
      {shown[child.title] === undefined ? (
        <span className={classes.kind}>{struckName(child, language)}</span>
      ) : (
        <span className={classes.name}>
          <FieldCell field={title} value={shown[child.title] ?? null} place="list" />
        </span>
      )}
      {rows.length > 1 && <span className={classes.kind}>{t('andOthers', { count: rows.length - 1 })}</span>}
    </span>
  )
}

/** The field that says of which kind a child is: the first choice that lists show. */
const kindField = (child: RecordDeclaration) => {
  const found = Object.entries(child.fields).find(([, one]) => one.kind === 'choice' && one.inList)
  return found && { name: found[0], field: found[1] }
}
