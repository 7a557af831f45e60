import { Checkbox, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMapping, Key } from '../../../shared/exchange/import-plan'
import { possibleKeyFields, proposeKey } from '../../../shared/exchange/propose-mapping'
import type { RecordDeclaration } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'

type KeyChoiceProps = {
  readonly mapping: FieldMapping
  readonly declaration: RecordDeclaration
  readonly disabled: boolean
  readonly onKey: (key: readonly Key[]) => void
}

const TOGETHER = 'together'
const textOf = (key: readonly Key[]): string => key.map((fields) => fields.join('+')).join()

/** By what a row is known to be a record that is there already: one field after another, one alone, several together. */
export const KeyChoice = ({ mapping, declaration, disabled, onKey }: KeyChoiceProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const possible = possibleKeyFields(mapping.columns, declaration)
  const proposed = proposeKey(mapping.columns, declaration)
  const [isTogether, setTogether] = useState(false)
  const [first] = mapping.key
  const showsTogether = (mapping.key.length === 1 && (first?.length ?? 0) > 1) || isTogether
  const label = (field: string) => declaration.fields[field]?.label[language] ?? field
  const keys: readonly (readonly Key[])[] = [
    ...(proposed.length > 1 ? [proposed] : []),
    ...possible.filter((field) => isTelling(field, proposed, mapping)).map((field) => [[field]]),
    [],
  ]
  const words = (key: readonly Key[]) => {
    if (key.length === 0) return t('keyNone')
    return key.length === 1
      ? t('keyOne', { field: label(key[0]?.[0] ?? '') })
      : t('keyAll', { fields: key.flat().map(label).join(' → ') })
  }
  const choose = (text: string) => {
    setTogether(text === TOGETHER)
    if (text === TOGETHER) onKey([startTogether(possible, declaration)])
    else onKey(keys.find((key) => textOf(key) === text) ?? [])
  }
  return (
    <>
      <NativeSelect
        mt="md"
        label={t('key')}
        description={t('keyWhat')}
        value={showsTogether ? TOGETHER : textOf(mapping.key)}
        disabled={disabled}
        data={[
          ...keys.map((key) => ({ value: textOf(key), label: words(key) })),
          ...(possible.length > 1 ? [{ value: TOGETHER, label: t('keyTogether') }] : []),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {showsTogether && (
        <Checkbox.Group
          mt="xs"
          aria-label={t('keyFields')}
          value={[...(first ?? [])]}
          onChange={(fields) =>
            onKey(fields.length === 0 ? [] : [possible.filter((field) => fields.includes(field))])
          }
        >
          <Group gap="xs 1rem">
            {possible.map((field) => (
              <Checkbox key={field} size="xs" value={field} label={label(field)} disabled={disabled} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </>
  )
}

/** Fields that find somebody by themselves; others do so together. */
const isTelling = (field: string, proposed: readonly Key[], { key }: FieldMapping): boolean =>
  [...proposed, ...(key.length === 1 ? key : [])].some((each) => each.length === 1 && each[0] === field) ||
  /Number$|Code$/.test(field)

/** The name and what stands beside it. */
const startTogether = (possible: readonly string[], { title }: RecordDeclaration): Key => {
  const beside =
    possible.find((field) => field === 'department' || field === 'site') ?? possible.find((f) => f !== title)
  return [title, beside].filter((field) => field !== undefined && possible.includes(field)) as Key
}
