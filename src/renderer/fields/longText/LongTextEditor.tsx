import { Textarea } from '@mantine/core'
import type { LongTextField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'

/** Several lines; grows with what is written. */
export const LongTextEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<LongTextField>) => (
  <Textarea
    id={id}
    aria-label={label}
    aria-describedby={describedBy}
    error={invalid}
    value={typeof value === 'string' ? value : ''}
    autosize
    minRows={2}
    maxRows={14}
    required={field.required}
    onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
  />
)
