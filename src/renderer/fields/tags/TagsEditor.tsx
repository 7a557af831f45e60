import { Checkbox, Group, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TagsField } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import type { EditorProps } from '../field-parts'
import { tagsOf } from './tags-text'

/** Several of the declared choices as check boxes; without choices, free words. */
export const TagsEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<TagsField>) => {
  const { t } = useTranslation('fields')
  const language = useLanguage()
  const members = tagsOf(value)
  const change = (next: readonly string[]) => {
    const sorted = [...new Set(next.map((tag) => tag.trim()).filter(Boolean))].sort()
    onChange(sorted.length === 0 ? null : sorted)
  }
  const { choices } = field
  if (!choices) {
    return (
      <TagsInput
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        error={invalid}
        value={[...members]}
        placeholder={members.length === 0 ? t('tagsHint') : undefined}
        onChange={change}
      />
    )
  }
  return (
    <Group id={id} role="group" aria-label={label} aria-describedby={describedBy} gap="md" tabIndex={-1}>
      {Object.entries(choices).map(([key, choice]) => (
        <Checkbox
          key={key}
          size="xs"
          label={choice.label[language]}
          checked={members.includes(key)}
          error={invalid}
          onChange={(event) =>
            change(event.currentTarget.checked ? [...members, key] : members.filter((tag) => tag !== key))
          }
        />
      ))}
    </Group>
  )
}
