import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldMapping } from '../../../shared/exchange/import-plan'
import { proposeKey } from '../../../shared/exchange/propose-mapping'
import type { RecordDeclaration } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'

type KeyChoiceProps = {
  readonly mapping: FieldMapping
  readonly declaration: RecordDeclaration
  readonly disabled: boolean
  readonly onKey: (key: readonly string[]) => void
}

/** By what a row is known to be a record that is there already. */
export const KeyChoice = ({ mapping, declaration, disabled, onKey }: KeyChoiceProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const possible = proposeKey(mapping.columns, declaration)
  const label = (field: string) => declaration.fields[field]?.label[language] ?? field
  const keys = [...(possible.length > 1 ? [possible] : []), ...possible.map((field) => [field]), []]
  const words = (key: readonly string[]) => {
    if (key.length === 0) return t('keyNone')
    return key.length === 1
      ? t('keyOne', { field: label(key[0] ?? '') })
      : t('keyAll', { fields: key.map(label).join(' → ') })
  }
  return (
    <NativeSelect
      mt="md"
      label={t('key')}
      description={t('keyWhat')}
      value={mapping.key.join()}
      disabled={disabled}
      data={keys.map((key) => ({ value: key.join(), label: words(key) }))}
      onChange={(event) => onKey(keys.find((key) => key.join() === event.currentTarget.value) ?? [])}
    />
  )
}
