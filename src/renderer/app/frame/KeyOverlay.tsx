import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KeyCaps } from '../../ui/KeyCaps'
import { useKeyGroups, useKeys } from '../../ui/key-bindings'
import { createSignal, useSignal } from '../../ui/signal'
import classes from './KeyOverlay.module.css'

const shown = createSignal(false)

export const openKeyOverlay = (): void => shown.set(true)

/** `?` or F1: every key that acts now. */
export const KeyOverlay = () => {
  const { t } = useTranslation('frame')
  const open = useSignal(shown)
  const groups = useKeyGroups()
  useKeys(t('keysAll'), [
    { keys: '?', label: t('keys'), run: openKeyOverlay },
    { keys: 'F1', label: t('keys'), run: openKeyOverlay, inText: true },
  ])
  const titles = [...new Set(groups.map((group) => group.title))]
  return (
    <Modal opened={open} onClose={() => shown.set(false)} title={t('keys')} size="xl">
      <div className={classes.groups}>
        {titles.map((title) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl>
              {groups
                .filter((group) => group.title === title)
                .flatMap((group) => group.bindings)
                .map((binding) => (
                  <div key={binding.keys} className={classes.row}>
                    <dt>{binding.label}</dt>
                    <dd>
                      <KeyCaps keys={binding.keys} />
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
