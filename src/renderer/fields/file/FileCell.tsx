import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FileField } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import { FiguresCell } from '../FiguresCell'
import type { CellProps } from '../field-parts'
import { useSurroundings } from '../field-surroundings'
import { fileText } from './file-text'

/** Name and size; on a page with a button that saves the file. */
export const FileCell = ({ value, place }: CellProps<FileField>) => {
  const { t } = useTranslation('fields')
  const language = useLanguage()
  const { saveStored } = useSurroundings()
  const text = <FiguresCell text={fileText(value, language)} place={place} />
  const file = value as { readonly sha256?: unknown; readonly name?: unknown } | null
  if (place === 'list' || typeof file?.sha256 !== 'string' || typeof file.name !== 'string') return text
  const { sha256, name } = file
  return (
    <>
      {text}{' '}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconDownload size={14} stroke={1.6} aria-hidden />}
        aria-label={t('saveFileOf', { name })}
        onClick={() => void saveStored({ sha256, name })}
      >
        {t('saveFile')}
      </Button>
    </>
  )
}
