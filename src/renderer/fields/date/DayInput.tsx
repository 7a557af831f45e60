import { ActionIcon, TextInput } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import { addDays, parseDate, writeDate } from '../../../shared/domain/written/date-text'
import { isComposing } from '../../ui/key-bindings'
import { useSurroundings } from '../field-surroundings'
import classes from '../fields.module.css'
import { useTypedText } from '../use-typed-text'

type DayInputProps = {
  readonly value: JsonValue
  readonly onChange: (value: JsonValue) => void
  readonly id?: string
  readonly label: string
  readonly describedBy?: string
  readonly invalid?: boolean
  readonly required?: boolean
  readonly autoFocus?: boolean
}

const isDay = (value: JsonValue): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value)

/**
 * A day, typed in any usual way (with 西暦 or 和暦) or picked. ";" is today; arrow up and down move by a day.
 */
export const DayInput = ({ value, onChange, id, label, describedBy, invalid, required }: DayInputProps) => {
  const { t } = useTranslation('fields')
  const { writing, today } = useSurroundings()
  const picker = useRef<HTMLInputElement>(null)
  const typed = useTypedText(
    value,
    (given) => (typeof given === 'string' ? writeDate(given, writing) : ''),
    (text) => parseDate(text, today),
    onChange,
  )
  const step = (days: number) => onChange(isDay(value) ? addDays(value, days) : today)
  return (
    <div className={classes.day} style={{ position: 'relative' }}>
      <TextInput
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        error={invalid}
        value={typed.text}
        placeholder={t('dayPlaceholder')}
        autoComplete="off"
        required={required}
        withAsterisk={false}
        title={t('dayHint')}
        rightSection={
          <ActionIcon
            variant="subtle"
            size="sm"
            color="gray"
            tabIndex={-1}
            aria-label={t('pickDay', { label })}
            onClick={() => picker.current?.showPicker()}
          >
            <IconCalendar size={16} stroke={1.5} />
          </ActionIcon>
        }
        onChange={(event) => {
          const text = event.currentTarget.value
          if (text.normalize('NFKC') === ';') onChange(today)
          else typed.type(text)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent) || event.altKey) return
          if (event.key === ';') onChange(today)
          else if (event.key === 'ArrowUp' && !event.ctrlKey) step(1)
          else if (event.key === 'ArrowDown' && !event.ctrlKey) step(-1)
          else return
          event.preventDefault()
        }}
        onBlur={typed.tidy}
      />
      <input
        ref={picker}
        type="date"
        className={classes.picker}
        tabIndex={-1}
        aria-hidden
        value={isDay(value) ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    </div>
  )
}
