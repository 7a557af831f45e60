import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type WantedDialogProps = {
  readonly opened: boolean
  readonly onKeep: () => void
  readonly onGive: () => Promise<void>
}

/** Another window asks for the ledger while something typed here is not saved. */
export const WantedDialog = ({ opened, onKeep, onGive }: WantedDialogProps) => {
  const { t } = useTranslation('start')
  return (
    <Modal opened={opened} onClose={onKeep} title={t('wanted')}>
      <Text size="sm">{t('wantedWhy')}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="subtle" color="red" onClick={() => void onGive()}>
          {t('wantedGive')}
        </Button>
        <Button onClick={onKeep} data-autofocus>
          {t('wantedKeep')}
        </Button>
      </Group>
    </Modal>
  )
}
