import { Button, Group, Modal, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'

type UnsavedGuardProps = {
  readonly dirty: boolean
  readonly onSave: () => Promise<void>
}

/** Asks before a screen with unsaved changes is left, by whatever way. */
export const UnsavedGuard = ({ dirty, onSave }: UnsavedGuardProps) => {
  const { t } = useTranslation('generic')
  const blocker = useBlocker(dirty)
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
  const stay = () => blocker.state === 'blocked' && blocker.reset()
  return (
    <Modal opened={blocker.state === 'blocked'} onClose={stay} title={t('unsavedTitle')}>
      <Text size="sm">{t('unsavedWhy')}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="subtle" color="red" onClick={() => blocker.state === 'blocked' && blocker.proceed()}>
          {t('discard')}
        </Button>
        <Button variant="default" onClick={stay} data-autofocus>
          {t('keepEditing')}
        </Button>
        <Button
          onClick={() => {
            stay()
            void onSave()
          }}
        >
          {t('save')}
        </Button>
      </Group>
    </Modal>
  )
}
