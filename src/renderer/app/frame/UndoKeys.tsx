import { Button, Group, List, Modal, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import { useKeys } from '../../ui/key-bindings'
import { useLanguage } from '../../ui/use-language'
import { useChangedSince, useUndoActions } from './undo-actions'

/** Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y outside text fields, and the question when something was changed since. */
export const UndoKeys = () => {
  const { t } = useTranslation('frame')
  const language = useLanguage()
  const { undo, redo } = useUndoActions()
  const { asked } = useChangedSince()
  useKeys(
    t('keysAll'),
    useMemo(
      () => [
        { keys: 'mod+z', label: t('undo'), run: () => void undo() },
        { keys: 'mod+shift+z', label: t('redo'), run: () => void redo() },
        { keys: 'mod+y', label: t('redo'), run: () => void redo() },
      ],
      [t, undo, redo],
    ),
  )
  const close = (): void => useChangedSince.setState({ asked: null })
  return (
    <Modal opened={asked !== null} onClose={close} title={t('changedSinceTitle')} size="lg">
      {asked && (
        <>
          <Text size="sm">{t(asked.rest ? 'changedSinceWhy' : 'changedSinceAll')}</Text>
          <List size="sm" my="sm">
            {asked.fields.map((one) => (
              <List.Item key={`${one.record} ${one.field}`}>
                {one.name} — {labelOf(one.record, one.field, language)}
              </List.Item>
            ))}
          </List>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              {t('changedSinceLeave')}
            </Button>
            <Button
              onClick={() => {
                close()
                void (asked.way === 'undo' ? undo(true) : redo(true))
              }}
            >
              {t(asked.rest ? restTexts[asked.way] : 'changedSinceSkip')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  )
}

const restTexts = { undo: 'changedSinceRest', redo: 'changedSinceRestRedo' } as const

const labelOf = (record: string, field: string, language: 'ja' | 'en'): string =>
  declarationOf(typeOfId(record))?.fields[field]?.label[language] ?? field
