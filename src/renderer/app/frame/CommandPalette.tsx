import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconFileExport,
  IconKeyboard,
  IconPlus,
  IconSearch,
  IconUserCircle,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { mayWrite } from '../../../shared/domain/roles/may'
import { useCurrentUser } from '../../store/client/hooks'
import { texts } from '../../texts/index'
import { useKeys } from '../../ui/key-bindings'
import { showKeyList } from '../../ui/key-list'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { openSwitchUser } from '../../workspaces/users/switch-user-state'
import { allItems, creationOf, exportedTypes, listedTypes } from './navigation-items'
import { useUndoActions } from './undo-actions'
import { useItemLabel } from './use-item-label'

/** Ctrl+K: screens and actions by name, in either language. */
export const CommandPalette = () => {
  const { t } = useTranslation('frame')
  useKeys(t('keysAll'), [{ keys: 'mod+k', label: t('commands'), run: spotlight.open, inText: true }])
  const actions = useCommandActions()
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      highlightQuery
      centered={false}
      scrollable
      maxHeight="24rem"
      // What scrolls can be reached by the keyboard.
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      attributes={{ content: { 'aria-label': t('commands') } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 80 }}
      nothingFound={t('paletteNothing')}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('paletteHint'),
        'aria-label': t('paletteHint'),
      }}
    />
  )
}

const useCommandActions = (): SpotlightActionGroupData[] => {
  const { t } = useTranslation(['frame', 'export'])
  const language = useLanguage()
  const navigate = useNavigate()
  const label = useItemLabel()
  const { undo, redo } = useUndoActions()
  const user = useCurrentUser()
  return useMemo(() => {
    // Words of the other language find a command as well.
    const other = texts.getFixedT(language === 'ja' ? 'en' : 'ja', 'frame')
    const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const
    const screens = allItems.map((item) => {
      const Icon = item.icon
      return {
        id: item.id,
        label: label(item),
        keywords: [
          item.text ? other(item.text) : (item.type?.labelMany[language === 'ja' ? 'en' : 'ja'] ?? ''),
        ],
        leftSection: <Icon {...icon} />,
        onClick: () => void navigate(item.to),
      }
    })
    const mine = listedTypes.filter(
      ({ writers }) => user && mayWrite(user.roles, { op: 'create', writers, ownPreferences: false }),
    )
    const creations = mine.map((type) => ({
      id: `new-${type.type}`,
      label: t('newOf', { type: type.label[language] }),
      keywords: [other('newOf', { type: type.label[language === 'ja' ? 'en' : 'ja'] })],
      leftSection: <IconPlus {...icon} />,
      onClick: () => void navigate(creationOf(type.type)),
    }))
    const exports = exportedTypes.map((type) => ({
      id: `export-${type.type}`,
      label: t('export:exportOf', { records: type.labelMany[language] }),
      keywords: [
        texts.getFixedT(language === 'ja' ? 'en' : 'ja', 'export')('exportOf', {
          records: type.labelMany[language === 'ja' ? 'en' : 'ja'],
        }),
        'CSV vCard',
      ],
      leftSection: <IconFileExport {...icon} />,
      onClick: () => void navigate(paths.export(type.type)),
    }))
    const deeds = (
      [
        ['undo', IconArrowBackUp, () => void undo()],
        ['redo', IconArrowForwardUp, () => void redo()],
        ['switchUser', IconUserCircle, openSwitchUser],
        ['keys', IconKeyboard, () => showKeyList(true)],
      ] as const
    ).map(([id, Icon, run]) => ({
      id,
      label: t(id),
      keywords: [other(id)],
      leftSection: <Icon {...icon} />,
      onClick: run,
    }))
    return [
      { group: t('paletteScreens'), actions: screens },
      { group: t('paletteActions'), actions: [...creations, ...exports, ...deeds] },
    ]
  }, [t, language, navigate, label, undo, redo, user])
}
