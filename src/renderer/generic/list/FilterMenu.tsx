import { Button, CloseButton, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './FilterButton.module.css'

type FilterMenuProps = {
  /** Of the field. */
  readonly label: string
  /** What is chosen, in words. */
  readonly chosen: readonly string[]
  readonly onClear: () => void
  /** What can be chosen; drawn while it is open. */
  readonly children: ReactNode
}

/** A button that says what a list is narrowed down to, opens the choices, and takes them back. */
export const FilterMenu = ({ label, chosen, onClear, children }: FilterMenuProps) => {
  const { t } = useTranslation('generic')
  const [opened, setOpened] = useState(false)
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
            aria-label={active ? undefined : t('filterBy', { label })}
            onClick={() => setOpened(!opened)}
          >
            <span className={classes.label}>
              {label}
              {active && `: ${chosen.join(t('listSeparator'))}`}
            </span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="xs">{opened && children}</Popover.Dropdown>
      </Popover>
      {active && (
        <CloseButton
          size="sm"
          aria-label={`${t('filterClear')}: ${label}`}
          title={t('filterClear')}
          onClick={onClear}
        />
      )}
    </div>
  )
}

/** Puts a value among the chosen, or takes it out. */
export const toggled = (chosen: readonly string[], value: string): readonly string[] =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
