import { Button } from '@mantine/core'
import { IconClipboardText } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { RecordId } from '../../../shared/journal/entry'
import { paperCopy } from '../../../shared/records/paper/paper-copy'
import { useMay } from '../use-may'
import { REPLACES, type RegisterCopyProps } from './copy-sheet'
import { RegisterDialog } from './RegisterDialog'

/**
 * The button that records who gets a sheet, with the exact pages. Where the address names copies to replace
 * (`replaces`), the dialog opens with them as soon as the sheet is drawn.
 */
export const RegisterCopy = ({ sheet, makePdf, fileName }: RegisterCopyProps) => {
  const { t } = useTranslation('copies')
  const may = useMay(paperCopy)
  const [query] = useSearchParams()
  const replaces = query.get(REPLACES)
  const [opened, setOpened] = useState(false)
  const ready = sheet !== null && may.write
  useEffect(() => {
    if (ready && replaces) setOpened(true)
  }, [ready, replaces])
  if (may.known && !may.write) return null
  return (
    <>
      <Button
        variant="default"
        disabled={!ready}
        leftSection={<IconClipboardText size={16} stroke={1.6} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('register')}
      </Button>
      {sheet && (
        <RegisterDialog
          sheet={sheet}
          makePdf={makePdf}
          fileName={fileName}
          replaces={(replaces?.split(',') ?? []) as readonly RecordId[]}
          opened={opened}
          onClose={() => setOpened(false)}
        />
      )}
    </>
  )
}
