import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { KeyCaps } from '../../ui/KeyCaps'
import { type KeyGroup, useKeyGroups, useKeys } from '../../ui/key-bindings'
import classes from './KeyOverlay.module.css'

const useShown = create(() => ({ open: false }))

export const openKeyOverlay = (): void => useShown.setState({ open: true })

/** `?` or F1: every key that acts now. */
export const KeyOverlay = () => {
  const { t } = useTranslation('frame')
  const { open } = useShown()
  const groups = useKeyGroups()
  useKeys(t('keysAll'), [
    { keys: '?', label: t('keys'), run: openKeyOverlay },
    { keys: 'F1', label: t('keys'), run: openKeyOverlay, inText: true },
  ])
  const titles = [...new Set(groups.map((group) => group.title))]
  const linesOf = (title: string) => byLabel(groups.filter((group) => group.title === title))
  return (
    <Modal opened={open} onClose={() => useShown.setState({ open: false })} title={t('keys')} size="xl">
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
      <Text size="xs" c="dimmed" mt="md">
        {t('keysNote')}
      </Text>
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
