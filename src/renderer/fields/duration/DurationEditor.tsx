import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { parseDuration, writeDuration } from '../../../shared/domain/written/duration-text'
import type { DurationField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'
import { useSurroundings } from '../field-surroundings'
import classes from '../fields.module.css'
import { useTypedText } from '../use-typed-text'

/** A length of time: 90, 1:30, 1時間30分. */
export const DurationEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<DurationField>) => {
  const { t } = useTranslation('fields')
  const { writing } = useSurroundings()
  const write = (given: typeof value) =>
    typeof given === 'number'
      ? writeDuration(given, writing.language)
      : typeof given === 'string'
        ? given
        : ''
  const typed = useTypedText(value, write, parseDuration, onChange)
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={invalid}
      className={classes.number}
      value={typed.text}
      placeholder={t('durationHint')}
      autoComplete="off"
      required={field.required}
      withAsterisk={false}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={typed.tidy}
    />
  )
}
