import { TextInput } from '@mantine/core'
import { parseDecimal, writeDecimal } from '../../../shared/domain/written/decimal-text'
import type { DecimalField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'
import classes from '../fields.module.css'
import { useTypedText } from '../use-typed-text'

/** A decimal; kept as text, so that no digit is rounded away. */
export const DecimalEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<DecimalField>) => {
  const write = (given: typeof value) => (typeof given === 'string' ? writeDecimal(given) : '')
  const typed = useTypedText(value, write, parseDecimal, onChange)
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={invalid}
      className={classes.number}
      value={typed.text}
      inputMode="decimal"
      autoComplete="off"
      required={field.required}
      withAsterisk={false}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={typed.tidy}
    />
  )
}
