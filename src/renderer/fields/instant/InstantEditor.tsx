import type { InstantField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'
import { MomentInput } from './MomentInput'

export const InstantEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<InstantField>) => (
  <MomentInput
    id={id}
    label={label}
    value={value}
    onChange={onChange}
    describedBy={describedBy}
    invalid={invalid}
    required={field.required}
  />
)
