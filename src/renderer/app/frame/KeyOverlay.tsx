import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { KeyCaps } from '../../ui/KeyCaps'
import { isDialogOpen, type KeyGroup, useKeyGroups, useKeys } from '../../ui/key-bindings'
import { showKeyList, useKeyList } from '../../ui/key-list'
import { paths } from '../../ui/paths'
import { helpFor } from '../../workspaces/help/help-for'
import classes from './KeyOverlay.module.css'

/** `?`: every key that acts now. F1: the help for the screen that is shown. Each leads to the other. */
export const KeyOverlay = () => {
  const { t } = useTranslation('frame')
  const { open } = useKeyList()
  const groups = useKeyGroups()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const toHelp = (): void => {
    // Under another dialog F1 does nothing; the browser would go and look for a help of its own.
    if (!open && isDialogOpen()) return
    showKeyList(false)
    void navigate(paths.help(helpFor(pathname)))
  }
  useKeys(t('keysAll'), [
    { keys: '?', label: t('keys'), run: () => showKeyList(true) },
    { keys: 'F1', label: t('helpHere'), run: toHelp, inText: true, overDialogs: true },
  ])
  const titles = [...new Set(groups.map((group) => group.title))]
  const linesOf = (title: string) => byLabel(groups.filter((group) => group.title === title))
  return (
    <Modal opened={open} onClose={() => showKeyList(false)} title={t('keys')} size="xl">
      <div className={classes.groups}>
        {titles.map((title) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl>
              {linesOf(title).map(([label, keys]) => (
                <div key={label} className={classes.row}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((one) => (
                      <KeyCaps key={one} keys={one} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Group justify="space-between" mt="md" gap="xs">
        <Text size="xs" c="dimmed">
          {t('keysNote')}
        </Text>
        <Button variant="default" size="compact-sm" onClick={toHelp} rightSection={<KeyCaps keys="F1" />}>
          {t('helpHere')}
        </Button>
      </Group>
    </Modal>
  )
}

/** One line for what several keys do. */
const byLabel = (groups: readonly KeyGroup[]): readonly (readonly [string, readonly string[]])[] => {
  const lines = new Map<string, string[]>()
  for (const { label, keys } of groups.flatMap((group) => group.bindings)) {
    const known = lines.get(label)
    if (!known) lines.set(label, [keys])
    else if (!known.includes(keys)) known.push(keys)
  }
  return [...lines]
}
