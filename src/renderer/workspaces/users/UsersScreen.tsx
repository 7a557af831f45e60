import { ActionIcon, Badge, Button, Kbd, Menu, Table, Text } from '@mantine/core'
import { IconDots, IconLock, IconPlus, IconUserCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { user as userDeclaration } from '../../../shared/records/office/user'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { useMay } from '../../generic/use-may'
import { useCurrentUser } from '../../store/client/hooks'
import { useKeys } from '../../ui/key-bindings'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { PinDialog, type PinTask } from './PinDialog'
import { openSwitchUser } from './switch-user-state'
import { UserDialog } from './UserDialog'
import classes from './UsersScreen.module.css'
import { type UserLine, useUsers } from './use-users'

/** Who writes in the ledger: roles, state, PIN. Only an administrator changes them; everybody their own PIN. */
export const UsersScreen = () => {
  const { t } = useTranslation('users')
  const language = useLanguage()
  const users = useUsers()
  const current = useCurrentUser()
  const may = useMay(userDeclaration)
  const [edited, setEdited] = useState<UserLine | 'new' | null>(null)
  const [pinTask, setPinTask] = useState<PinTask | null>(null)
  const { choices } = userDeclaration.fields.roles
  useKeys(t('title'), may.write ? [{ keys: 'n', label: t('add'), run: () => setEdited('new') }] : [])
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      room="wide"
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconUserCircle size={16} aria-hidden />}
            rightSection={<Kbd size="xs">U</Kbd>}
            onClick={openSwitchUser}
          >
            {t('switchTitle')}
          </Button>
          {may.write && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
              {t('add')}
            </Button>
          )}
        </>
      }
    >
      {current && !may.write && (
        <Notice
          tone="calm"
          title={t('onlyAdministrator', {
            roles: current.roles
              .map((role) => choices[role].label[language])
              .join(language === 'ja' ? '\u3001' : ', '),
          })}
        />
      )}
      <Table.ScrollContainer minWidth={640}>
        <Table className={classes.table} verticalSpacing={5} aria-label={t('listLabel')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('name')}</Table.Th>
              <Table.Th>{t('person')}</Table.Th>
              <Table.Th>{t('roles')}</Table.Th>
              <Table.Th>{t('state')}</Table.Th>
              <Table.Th>{t('pin')}</Table.Th>
              <Table.Th className={classes.actions}>
                <span className={classes.hidden}>{t('actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {users?.map((user) => (
              <Table.Tr key={user.id} data-inactive={!user.active || undefined}>
                <Table.Td>
                  <span className={classes.name}>{user.name}</span>
                  {user.id === current?.id && (
                    <Badge variant="light" size="sm" ml={8} tt="none">
                      {t('you')}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  {user.person && (
                    <Link to={paths.record(user.person)}>{user.personName ?? user.person}</Link>
                  )}
                </Table.Td>
                <Table.Td>
                  {user.roles
                    .map((role) => choices[role].label[language])
                    .join(language === 'ja' ? '\u3001' : ', ')}
                </Table.Td>
                <Table.Td>{user.active ? t('active') : t('inactive')}</Table.Td>
                <Table.Td>
                  {user.hasPin ? (
                    <span className={classes.pin}>
                      <IconLock size={14} aria-hidden /> {t('pinSet')}
                    </span>
                  ) : (
                    <Text span c="dimmed" size="sm">
                      {t('pinNone')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className={classes.actions}>
                  {(may.write || user.id === current?.id) && (
                    <UserMenu
                      user={user}
                      mayEdit={may.write}
                      onEdit={() => setEdited(user)}
                      onPin={(task) => setPinTask(task)}
                    />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed" mt="md">
        {t('rolesWhy')}
      </Text>
      <GenericSurroundings titles={titlesOf(edited)}>
        <UserDialog user={edited} onClose={() => setEdited(null)} />
      </GenericSurroundings>
      <PinDialog task={pinTask} onClose={() => setPinTask(null)} />
    </Page>
  )
}

const titlesOf = (user: UserLine | 'new' | null): { readonly [id: string]: string } =>
  user !== null && user !== 'new' && user.person && user.personName ? { [user.person]: user.personName } : {}

type UserMenuProps = {
  readonly user: UserLine
  readonly mayEdit: boolean
  readonly onEdit: () => void
  readonly onPin: (task: PinTask) => void
}

const UserMenu = ({ user, mayEdit, onEdit, onPin }: UserMenuProps) => {
  const { t } = useTranslation('users')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`${t('actions')}: ${user.name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayEdit && <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>}
        <Menu.Item onClick={() => onPin({ user, wish: 'set' })}>
          {user.hasPin ? t('changePin') : t('setPin')}
        </Menu.Item>
        {user.hasPin && (
          <Menu.Item onClick={() => onPin({ user, wish: 'remove' })}>{t('removePin')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
