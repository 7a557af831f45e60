import { ActionIcon, Burger, Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconHelp,
  IconSearch,
  IconUser,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { useOwnPreference } from '../../generic/own-preference'
import { useCurrentUser, useOffice, useUndo } from '../../store/client/hooks'
import { setLanguage } from '../../texts/index'
import { KeyCaps } from '../../ui/KeyCaps'
import { Logo } from '../../ui/Logo'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { helpFor } from '../../workspaces/help/help-for'
import { openSwitchUser } from '../../workspaces/users/switch-user-state'
import classes from './HeaderBar.module.css'
import { useUndoActions } from './undo-actions'
import { useWhat } from './use-what'

/** Office, search, undo and redo, help, who writes. */
export const HeaderBar = ({ onOpenNavigation }: { readonly onOpenNavigation: () => void }) => {
  const { t } = useTranslation('frame')
  const office = useOffice()
  const { pathname } = useLocation()
  return (
    <header className={classes.header}>
      <div className={classes.left}>
        <Burger
          className={classes.burger}
          size="sm"
          opened={false}
          onClick={onOpenNavigation}
          aria-label={t('openNavigation')}
        />
        <Link to={paths.home()} className={classes.brand} title={t('toHome')}>
          <Logo size={22} />
          <span className={classes.product}>{t('product')}</span>
        </Link>
        <span className={classes.office} title={office.name}>
          {office.name}
        </span>
      </div>
      <UnstyledButton className={classes.search} onClick={spotlight.open}>
        <IconSearch size={15} aria-hidden />
        <span className={classes.searchText}>{t('commands')}</span>
        <KeyCaps keys="mod+k" />
      </UnstyledButton>
      <div className={classes.right}>
        <UndoButtons />
        <Tooltip label={`${t('help')} (F1)`}>
          <ActionIcon
            component={Link}
            to={paths.help(helpFor(pathname))}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('help')}
          >
            <IconHelp size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <UserMenu />
      </div>
    </header>
  )
}

const UndoButtons = () => {
  const { t } = useTranslation('frame')
  const { state } = useUndo()
  const what = useWhat()
  const { undo, redo } = useUndoActions()
  const undoLabel = state?.undo ? t('undoNamed', { what: what(state.undo) }) : t('nothingToUndo')
  const redoLabel = state?.redo ? t('redoNamed', { what: what(state.redo) }) : t('nothingToRedo')
  return (
    <>
      <Tooltip label={undoLabel}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={undoLabel}
          aria-disabled={!state?.undo}
          data-disabled={!state?.undo || undefined}
          onClick={() => state?.undo && void undo()}
        >
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redoLabel}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={redoLabel}
          aria-disabled={!state?.redo}
          data-disabled={!state?.redo || undefined}
          onClick={() => state?.redo && void redo()}
        >
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

const UserMenu = () => {
  const { t } = useTranslation('frame')
  const user = useCurrentUser()
  const language = useLanguage()
  const { scheme, setOwn } = useOwnPreference()
  if (!user) return null
  const tick = <IconCheck size={14} aria-hidden />
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          className={classes.user}
          title={user.name}
          aria-label={t('userMenu', { name: user.name })}
        >
          <IconUser size={16} aria-hidden />
          <span>{user.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={openSwitchUser} rightSection={<Kbd size="xs">U</Kbd>}>
          {t('switchUser')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {(['ja', 'en'] as const).map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            aria-current={language === one || undefined}
            rightSection={language === one ? tick : null}
            onClick={() => {
              setLanguage(one)
              void setOwn({ language: one })
            }}
          >
            {t(one === 'ja' ? 'japanese' : 'english')}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('appearance')}</Menu.Label>
        {(['light', 'dark', 'system'] as const).map((one) => (
          <Menu.Item
            key={one}
            aria-current={scheme === one || undefined}
            rightSection={scheme === one ? tick : null}
            onClick={() => void setOwn({ theme: one })}
          >
            {t(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
