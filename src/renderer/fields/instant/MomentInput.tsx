import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import { fromInstant, parseTime, toInstant } from '../../../shared/domain/written/instant-text'
import { DayInput } from '../date/DayInput'
import { useSurroundings } from '../field-surroundings'
import classes from '../fields.module.css'

type MomentInputProps = {
  /** ISO UTC text; what is not whole yet is handed on as typed. */
  readonly value: JsonValue
  readonly onChange: (value: JsonValue) => void
  readonly id?: string
  readonly label: string
  readonly describedBy?: string
  readonly invalid?: boolean
  readonly required?: boolean
}

type Parts = { readonly day: string | null; readonly time: string; readonly value: JsonValue }

/** Day and time of day in the office's zone. */
export const MomentInput = ({
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
  required,
}: MomentInputProps) => {
  const { t } = useTranslation('fields')
  const { writing } = useSurroundings()
  const partsOf = (given: JsonValue): Parts => {
    const parts = typeof given === 'string' ? fromInstant(given, writing.zone) : null
    return { day: parts?.date ?? null, time: parts?.time ?? '', value: given }
  }
  const [state, setState] = useState(() => partsOf(value))
  const outside = state.value !== value
  if (outside) setState(partsOf(value))
  const parts = outside ? partsOf(value) : state
  const change = (day: string | null, time: string) => {
    const read = parseTime(time)
    const whole = day !== null && /^\d{4}-\d{2}-\d{2}$/u.test(day) && read !== null
    const typed = `${day ?? ''} ${time}`.trim()
    const next = whole ? toInstant(day, read, writing.zone) : typed === '' ? null : typed
    setState({ day, time, value: next })
    onChange(next)
  }
  return (
    <div className={classes.pair}>
      <DayInput
        id={id}
        label={t('dayOf', { label })}
        value={parts.day}
        describedBy={describedBy}
        invalid={invalid}
        required={required}
        onChange={(day) => change(typeof day === 'string' ? day : null, parts.time)}
      />
      <TextInput
        className={classes.time}
        aria-label={t('timeOf', { label })}
        placeholder="09:00"
        value={parts.time}
        error={invalid}
        autoComplete="off"
        onChange={(event) => change(parts.day, event.currentTarget.value)}
        onBlur={() => setState((now) => ({ ...now, time: parseTime(now.time) ?? now.time }))}
      />
    </div>
  )
}
