import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useStore } from '../../store/client/store-context'
import type { CommitFailure, RecordView } from '../../store/store-api'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { useLanguage } from '../../ui/use-language'

type StrikeDialogProps = {
  readonly declaration: RecordDeclaration
  readonly view: RecordView
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
}

/** Names of the personal fields of a type and of its children, each with its label. */
const personalFields = (declaration: RecordDeclaration, language: 'ja' | 'en') =>
  Object.entries(declaration.fields).flatMap(([name, field]): { name: string; label: string }[] => {
    if (field.kind !== 'children') return field.personal ? [{ name, label: field.label[language] }] : []
    // The name of a children field stands for every personal field of the children.
    const personal = Object.values(declarationOf(field.of)?.fields ?? {}).filter((inner) => inner.personal)
    const labels = personal.map(({ label }) => label[language]).join(' / ')
    return personal.length === 0 ? [] : [{ name, label: `${field.label[language]}: ${labels}` }]
  })

const quotesStruck = (failure: CommitFailure): boolean =>
  failure.type === 'FieldsRefused' && failure.fields.some(({ problem }) => problem === 'quotesStruck')

/** Strikes out personal values (墨消し) for good, in every entry that holds them. */
export const StrikeDialog = ({ declaration, view, title, opened, onClose }: StrikeDialogProps) => {
  const { t } = useTranslation(['generic', 'failures'])
  const language = useLanguage()
  const store = useStore()
  const sentence = useFailureSentence()
  const fields = personalFields(declaration, language)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const [understood, setUnderstood] = useState(false)
  const [tried, setTried] = useState(false)
  const [working, setWorking] = useState(false)
  /** The reason holds one of the values that are to be struck. */
  const [quotes, setQuotes] = useState(false)
  useEffect(() => {
    if (!opened) return
    setChosen([])
    setReason('')
    setUnderstood(false)
    setTried(false)
    setQuotes(false)
  }, [opened])

  const lacksReason = reason.trim() === ''
  const strike = async () => {
    setTried(true)
    if (chosen.length === 0 || lacksReason || !understood) return
    setWorking(true)
    const answer = await store
      .strike(view.row.id, [...chosen], reason.trim())
      .finally(() => setWorking(false))
    if (!answer.ok && quotesStruck(answer.error)) return setQuotes(true)
    if (!answer.ok) return notify.problem(t('failures:title'), sentence(answer.error))
    notify.done(t(answer.value.struckLater ? 'struckLater' : 'struckDone'))
    onClose()
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('strikeTitle', { name: title })} size="lg">
      <Stack gap="md">
        <Notice tone="late" title={t('strikeForGood')}>
          {t('strikeElsewhere')}
        </Notice>
        <Checkbox.Group
          label={t('strikeWhat')}
          value={[...chosen]}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? t('strikeChoose') : undefined}
        >
          <Group gap="md" mt={4}>
            {fields.map(({ name, label }) => (
              <Checkbox key={name} size="xs" value={name} label={label} />
            ))}
          </Group>
        </Checkbox.Group>
        <Textarea
          label={t('strikeReason')}
          description={t('strikeReasonHelp')}
          value={reason}
          autosize
          minRows={2}
          error={
            tried && lacksReason ? t('strikeReasonNeeded') : quotes ? t('problem_quotesStruck') : undefined
          }
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setQuotes(false)
          }}
        />
        <Text size="sm" c="dimmed">
          {t('strikeRemains')}
        </Text>
        <Checkbox
          size="xs"
          label={t('strikeUnderstood')}
          checked={understood}
          error={tried && !understood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" loading={working} onClick={() => void strike()}>
            {t('strikeOut')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
