import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../ui/save-file'

type FaultBodyProps = {
  readonly id: string
  /** Null while there is no way to the host. */
  readonly readLog: (() => Promise<{ readonly lines: readonly string[] }>) | null
  /** A way on besides reloading. */
  readonly children: ReactNode
}

/** A defect: what it means for the records (nothing), under which id it was noted, and the ways on. */
export const FaultBody = ({ id, readLog, children }: FaultBodyProps) => {
  const { t } = useTranslation('frame')
  const save = async (): Promise<void> => {
    const log = await readLog?.()
    if (log) saveFile('daicho-faults.txt', `${log.lines.join('\n')}\n`)
  }
  return (
    <div role="alert">
      <Text>{t('faultWhy', { id })}</Text>
      <Group gap="xs" mt="md">
        <Button onClick={() => location.reload()}>{t('faultReload')}</Button>
        {children}
        {readLog && (
          <Button variant="default" onClick={() => void save()}>
            {t('faultSave')}
          </Button>
        )}
      </Group>
    </div>
  )
}
