import { Button, Checkbox, CloseButton, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, writeDate } from '../../../shared/domain/written/date-text'
import type { ChildrenField } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useSurroundings } from '../../fields/field-surroundings'
import { useOffice } from '../../store/client/hooks'
import { useLanguage } from '../../ui/use-language'
import classes from './FilterButton.module.css'

type ChildrenFilterButtonProps = {
  readonly field: ChildrenField
  readonly chosen: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
}

/** The value of a filter that finds records without a child. */
const NONE = ''
const BEFORE = 'before:'

/** Narrows a list down to records without children, or with children nobody has checked for long. */
export const ChildrenFilterButton = ({ field, chosen, onChoose }: ChildrenFilterButtonProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const { writing, today } = useSurroundings()
  const { uncheckedAfterDays } = useOffice()
  const [opened, setOpened] = useState(false)
  const label = field.label[language]
  const child = declarationOf(field.of)
  const late = `${BEFORE}${addDays(today, -uncheckedAfterDays)}`
  const words = (value: string): string =>
    value === NONE
      ? t('filterNoChild')
      : t('filterUncheckedSince', { date: writeDate(value.slice(BEFORE.length), writing) })
  // A bookmark may hold a day of its own.
  const offered = [
    NONE,
    ...(child?.checked ? [chosen.find((value) => value.startsWith(BEFORE)) ?? late] : []),
  ]
  const toggle = (value: string): void =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  const active = chosen.length > 0
  return (
    <div className={classes.filter} data-active={active || undefined}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus>
        <Popover.Target>
          <Button
            variant={active ? 'light' : 'default'}
            size="sm"
            px="sm"
            rightSection={<IconChevronDown size={14} />}
            onClick={() => setOpened(!opened)}
          >
            <span className={classes.label}>
              {label}
              {active && `: ${chosen.map(words).join(t('listSeparator'))}`}
            </span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="xs">
          <div className={classes.list}>
            {offered.map((value) => (
              <Checkbox
                key={value}
                size="xs"
                label={words(value)}
                checked={chosen.includes(value)}
                onChange={() => toggle(value)}
              />
            ))}
          </div>
        </Popover.Dropdown>
      </Popover>
      {active && (
        <CloseButton
          size="sm"
          aria-label={`${t('filterClear')}: ${label}`}
          title={t('filterClear')}
          onClick={() => onChoose([])}
        />
      )}
    </div>
  )
}
