import { TextInput } from '@mantine/core'
import { foldWidth } from '../../../shared/domain/written/fold-width'
import type { IntegerField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'
import classes from '../fields.module.css'
import { useTypedText } from '../use-typed-text'

/** Reads a whole number; null when it is none or too large to be exact. */
const readInteger = (typed: string): number | null => {
  const text = foldWidth(typed).replace(/,(?=\d{3}(?:\D|$))/gu, '')
  const value = /^[+-]?\d+$/u.test(text) ? Number(text) : Number.NaN
  // −0 has no place in the ledger.
  return Number.isSafeInteger(value) ? value + 0 : null
}

/** A whole number; full-width figures count. */
export const IntegerEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<IntegerField>) => {
  const typed = useTypedText(value, (given) => (given === null ? '' : String(given)), readInteger, onChange)
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={invalid}
      className={classes.number}
      value={typed.text}
      inputMode="numeric"
      autoComplete="off"
      required={field.required}
      withAsterisk={false}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={typed.tidy}
    />
  )
}
