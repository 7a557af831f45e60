import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '../../ui/document-title'
import { Plain } from '../../ui/Plain'
import { saveFile } from '../../ui/save-file'

type FaultViewProps = {
  readonly id: string
  /** Null while there is no way to the host. */
  readonly readLog: (() => Promise<{ readonly lines: readonly string[] }>) | null
  readonly onAgain: () => void
}

/** A defect: what it means for the records (nothing), under which id it was noted, and the ways on. */
export const FaultView = ({ id, readLog, onAgain }: FaultViewProps) => {
  const { t } = useTranslation('frame')
  useDocumentTitle(t('fault'))
  return (
    <Plain>
      <Stack gap="sm" role="alert">
        <Title order={1}>{t('fault')}</Title>
        <Text>{t('faultWhy', { id })}</Text>
        <Group gap="xs" mt="xs">
          <Button onClick={() => location.reload()}>{t('faultReload')}</Button>
          <Button variant="default" onClick={onAgain}>
            {t('faultBack')}
          </Button>
          {readLog && (
            <Button
              variant="default"
              onClick={() =>
                void readLog().then((log) => saveFile('daicho-faults.txt', `${log.lines.join('\n')}\n`))
              }
            >
              {t('faultSave')}
            </Button>
          )}
        </Group>
      </Stack>
    </Plain>
  )
}
