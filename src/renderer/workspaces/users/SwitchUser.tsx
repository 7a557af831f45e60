import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../ui/key-bindings'
import { notify } from '../../ui/notify'
import { ChooseUser } from './ChooseUser'
import { openSwitchUser, useSwitchingUser } from './switch-user-state'

/** Two keys: `u`, then the user's number. */
export const SwitchUser = () => {
  const { t } = useTranslation(['users', 'frame'])
  const { open } = useSwitchingUser()
  const close = (): void => useSwitchingUser.setState({ open: false })
  useKeys(t('frame:keysAll'), [{ keys: 'u', label: t('switchTitle'), run: openSwitchUser }])
  return (
    <Modal opened={open} onClose={close} title={t('switchTitle')}>
      <ChooseUser
        onChosen={(user) => {
          close()
          notify.done(t('switched', { name: user.name }))
        }}
      />
    </Modal>
  )
}
