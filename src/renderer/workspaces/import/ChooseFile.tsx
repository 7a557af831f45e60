import { Button, FileButton, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ImportScreen.module.css'

type ChooseFileProps = { readonly onChoose: (file: File) => Promise<void> }

/** A file is dropped anywhere in the window, or chosen by the button. */
export const ChooseFile = ({ onChoose }: ChooseFileProps) => {
  const { t } = useTranslation('import')
  const over = useFileDrop(onChoose)
  return (
    <div className={classes.choose} data-over={over || undefined}>
      <IconFileSpreadsheet size={36} stroke={1.3} aria-hidden />
      <Text fw={600}>{t(over ? 'dropNow' : 'chooseTitle')}</Text>
      <Text c="dimmed" size="sm" maw="34rem">
        {t('chooseWhat')}
      </Text>
      <FileButton
        accept=".csv,.tsv,.tab,.txt,.vcf,text/csv,text/tab-separated-values,text/plain,text/vcard"
        onChange={(file) => file && void onChoose(file)}
      >
        {(props) => (
          <Button {...props} mt="sm">
            {t('chooseButton')}
          </Button>
        )}
      </FileButton>
    </div>
  )
}

/** Files dropped on the window, so that a near miss does not open the file in place of Daicho. */
const useFileDrop = (onDrop: (file: File) => Promise<void>): boolean => {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) void onDrop(file)
    }
    window.addEventListener('dragover', drag)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', drag)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [onDrop])
  return over
}
