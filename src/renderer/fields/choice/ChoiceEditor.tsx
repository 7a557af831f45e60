import { Select } from '@mantine/core'
import type { ChoiceField } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import { atOnce } from '../at-once'
import type { EditorProps } from '../field-parts'

/** One of the declared choices. */
export const ChoiceEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
  placeholder,
  neverEmpty = field.required === true,
}: EditorProps<ChoiceField>) => {
  const language = useLanguage()
  const data = Object.entries(field.choices).map(([key, choice]) => ({
    value: key,
    label: choice.label[language],
  }))
  // A choice that a newer program wrote is shown by its key rather than lost.
  if (typeof value === 'string' && !(value in field.choices)) data.push({ value, label: value })
  return (
    <Select
      comboboxProps={atOnce}
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={invalid}
      placeholder={placeholder}
      data={data}
      value={typeof value === 'string' ? value : null}
      searchable={data.length > 8}
      clearable={!neverEmpty}
      clearButtonProps={{ tabIndex: -1, 'aria-hidden': true }}
      allowDeselect={!neverEmpty}
      required={field.required}
      withAsterisk={false}
      onChange={onChange}
    />
  )
}
