import type { DateField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'
import { DayInput } from './DayInput'

export const DateEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<DateField>) => (
  <DayInput
    id={id}
    label={label}
    value={value}
    onChange={onChange}
    describedBy={describedBy}
    invalid={invalid}
    required={field.required}
  />
)
