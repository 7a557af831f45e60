import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addDays, writeDate } from '../../../shared/domain/written/date-text'
import type { ChildrenField } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useSurroundings } from '../../fields/field-surroundings'
import { useOffice } from '../../store/client/hooks'
import { useLanguage } from '../../ui/use-language'
import classes from './FilterButton.module.css'
import { FilterMenu, toggled } from './FilterMenu'

type ChildrenFilterButtonProps = {
  readonly field: ChildrenField
  readonly chosen: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
}

/** The value of a filter that finds records without a child. */
const NONE = ''
const BEFORE = 'before:'
const NEVER = 'never'

/** Narrows a list down to records without children, or with children nobody has checked for long. */
export const ChildrenFilterButton = ({ field, chosen, onChoose }: ChildrenFilterButtonProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const { writing, today } = useSurroundings()
  const { uncheckedAfterDays } = useOffice()
  const child = declarationOf(field.of)
  const late = `${BEFORE}${addDays(today, -uncheckedAfterDays)}`
  const words = (value: string): string => {
    if (value === NONE) return t('filterNoChild')
    if (value === NEVER) return t('filterNeverChecked')
    return t('filterUncheckedSince', { date: writeDate(value.slice(BEFORE.length), writing) })
  }
  // A bookmark may hold a day of its own.
  const offered = [
    NONE,
    ...(child?.checked ? [chosen.find((value) => value.startsWith(BEFORE)) ?? late, NEVER] : []),
  ]
  return (
    <FilterMenu label={field.label[language]} chosen={chosen.map(words)} onClear={() => onChoose([])}>
      <div className={classes.list}>
        {offered.map((value) => (
          <Checkbox
            key={value}
            size="xs"
            label={words(value)}
            checked={chosen.includes(value)}
            onChange={() => onChoose(toggled(chosen, value))}
          />
        ))}
      </div>
    </FilterMenu>
  )
}
