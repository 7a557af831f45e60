import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { notify } from '../../ui/notify'
import type { UserLine } from './use-users'

export type PinTask = { readonly user: UserLine; readonly wish: 'set' | 'remove' }

type PinDialogProps = { readonly task: PinTask | null; readonly onClose: () => void }

/** 4 to 12 digits. */
const isPin = (pin: string): boolean => /^\d{4,12}$/.test(pin)

/** Sets or removes the PIN of a user. */
export const PinDialog = ({ task, onClose }: PinDialogProps) => {
  const { t } = useTranslation('users')
  const title =
    task?.wish === 'remove'
      ? t('removePinAsk', { name: task.user.name })
      : task
        ? t('pinOf', { name: task.user.name })
        : ''
  return (
    <Modal opened={task !== null} onClose={onClose} title={title}>
      {task?.wish === 'set' && <SetPin user={task.user} onClose={onClose} />}
      {task?.wish === 'remove' && <RemovePin user={task.user} onClose={onClose} />}
    </Modal>
  )
}

type PartProps = { readonly user: UserLine; readonly onClose: () => void }

/** Writes the PIN, says how it went; true when it is kept. */
const usePinWrite = () => {
  const { t } = useTranslation('failures')
  const store = useStore()
  const sentence = useFailureSentence()
  return async (user: UserLine, pin: string | null, done: string): Promise<boolean> => {
    const answer = await store.setPin(user.id, pin)
    if (answer.ok) notify.done(done)
    else notify.problem(t('title'), sentence(answer.error))
    return answer.ok
  }
}

const SetPin = ({ user, onClose }: PartProps) => {
  const { t } = useTranslation('users')
  const write = usePinWrite()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const short = tried && !isPin(pin)
  const differs = tried && !short && pin !== again
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (isPin(pin) && pin === again && (await write(user, pin, t('pinSaved')))) onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <PasswordInput
          label={t('pin')}
          description={t('pinHelp')}
          inputMode="numeric"
          visibilityToggleButtonProps={{ 'aria-label': t('showPin') }}
          autoComplete="off"
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          error={short ? t('pinShort') : undefined}
          data-autofocus
        />
        <PasswordInput
          label={t('pinAgain')}
          inputMode="numeric"
          visibilityToggleButtonProps={{ 'aria-label': t('showPin') }}
          autoComplete="off"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={differs ? t('pinDiffers') : undefined}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('setPin')}</Button>
        </Group>
      </Stack>
    </form>
  )
}

const RemovePin = ({ user, onClose }: PartProps) => {
  const { t } = useTranslation('users')
  const write = usePinWrite()
  const remove = async (): Promise<void> => {
    if (await write(user, null, t('pinRemoved'))) onClose()
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{t('removePinWhy')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button onClick={() => void remove()}>{t('removePin')}</Button>
      </Group>
    </Stack>
  )
}
