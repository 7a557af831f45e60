import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

type GoOnWithoutProps = {
  readonly opened: boolean
  readonly title: string
  /** What has to be understood before, where something is lost. */
  readonly understand: string
  /** What is lost, in words. */
  readonly loses: string
  /** Entries that are lost; null: nobody can tell. */
  readonly lost: number | null
  /** What stays of what is damaged, and where. */
  readonly kept: string
  /** The button that does it. */
  readonly goOn: string
  readonly onGoOn: () => void
  readonly onClose: () => void
}

/** Says what is lost, and asks to have it understood before it happens. */
export const GoOnWithout = ({
  opened,
  title,
  understand,
  loses,
  lost,
  kept,
  goOn,
  onGoOn,
  onClose,
}: GoOnWithoutProps) => {
  const { t } = useTranslation('damage')
  const [understood, setUnderstood] = useState(false)
  useEffect(() => {
    if (opened) setUnderstood(false)
  }, [opened])
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      <Stack gap="sm">
        <Text fw={500} c={lost === 0 ? undefined : 'red'}>
          {loses}
        </Text>
        <Text size="sm">{kept}</Text>
        {lost !== 0 && (
          <Checkbox
            label={understand}
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
            {goOn}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
