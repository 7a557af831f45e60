import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

type GoOnWithoutProps = {
  readonly opened: boolean
  /** Entries that leave the ledger; null: nobody can tell. */
  readonly lost: number | null
  /** The data folder. */
  readonly folder: string
  readonly onGoOn: () => void
  readonly onClose: () => void
}

/** Says what is lost, and asks to have it understood before it happens. */
export const GoOnWithout = ({ opened, lost, folder, onGoOn, onClose }: GoOnWithoutProps) => {
  const { t } = useTranslation('damage')
  const [understood, setUnderstood] = useState(false)
  useEffect(() => {
    if (opened) setUnderstood(false)
  }, [opened])
  const separator = folder.includes('\\') ? '\\' : '/'
  return (
    <Modal opened={opened} onClose={onClose} title={t('confirmTitle')} size="lg">
      <Stack gap="sm">
        <Text fw={500} c={lost === 0 ? undefined : 'red'}>
          {lost === null
            ? t('confirmLostUnknown')
            : lost === 0
              ? t('confirmLostNone')
              : t('confirmLost', { count: lost })}
        </Text>
        <Text size="sm">{t('confirmKept', { folder: `${folder}${separator}damaged` })}</Text>
        {lost !== 0 && (
          <Checkbox
            label={t('understood')}
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            color={lost === 0 ? undefined : 'red'}
            disabled={lost !== 0 && !understood}
            onClick={() => {
              onClose()
              onGoOn()
            }}
          >
            {t('goOn')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
