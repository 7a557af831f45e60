import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FileField } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import type { EditorProps } from '../field-parts'
import { fileText } from './file-text'

/** Shows the file; attaching comes with attachments, so it can only be looked at here. */
export const FileEditor = ({ value, id }: EditorProps<FileField>) => {
  const { t } = useTranslation('fields')
  const language = useLanguage()
  return (
    <Text id={id} tabIndex={-1} size="sm">
      {fileText(value, language) || t('noFile')}
    </Text>
  )
}
