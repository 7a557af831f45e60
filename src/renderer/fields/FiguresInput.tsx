import { TextInput } from '@mantine/core'
import type { EditorProps } from './field-parts'
import classes from './fields.module.css'
import type { TypedText } from './use-typed-text'

type FiguresInputProps = Pick<
  EditorProps,
  'field' | 'id' | 'label' | 'describedBy' | 'invalid' | 'placeholder'
> & {
  readonly typed: TypedText
  /** Which keys a screen keyboard offers. */
  readonly inputMode: 'numeric' | 'decimal' | 'text'
}

/** A short field for a number, read while it is typed and written the office's way when it is left. */
export const FiguresInput = ({
  field,
  id,
  label,
  describedBy,
  invalid,
  placeholder,
  typed,
  inputMode,
}: FiguresInputProps) => (
  <TextInput
    id={id}
    aria-label={label}
    aria-describedby={describedBy}
    error={invalid}
    className={classes.number}
    value={typed.text}
    placeholder={placeholder}
    inputMode={inputMode}
    autoComplete="off"
    required={field.required}
    withAsterisk={false}
    onChange={(event) => typed.type(event.currentTarget.value)}
    onBlur={typed.tidy}
  />
)
