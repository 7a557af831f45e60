import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useSurroundings } from '../../fields/field-surroundings'
import { fieldText, type TextOptions } from '../../fields/field-text'
import { useStore } from '../../store/client/store-context'
import type { CommitFailure, RecordView } from '../../store/store-api'
import { texts } from '../../texts/index'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { shortName } from '../../ui/short-name'
import { HeldOnPaper } from '../copies/HeldOnPaper'

type StrikeDialogProps = {
  readonly declaration: RecordDeclaration
  readonly view: RecordView
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
}

/** What can be struck: the name of a field, its label, and what stands in it now. */
type Item = { readonly name: string; readonly label: string; readonly value: string }

/** The personal fields of a record and of its children, each with what it says now. */
const personalFields = (declaration: RecordDeclaration, view: RecordView, options: TextOptions): Item[] => {
  const { language } = options.writing
  const separator = texts.getFixedT(language, 'generic')('listSeparator')
  return Object.entries(declaration.fields).flatMap(([name, field]): Item[] => {
    const label = field.label[language]
    if (field.kind !== 'children') {
      const value = fieldText(field, view.row.values[name] ?? null, options)
      return field.personal ? [{ name, label, value }] : []
    }
    // The name of a children field stands for every personal field of the children.
    const inner = Object.entries(declarationOf(field.of)?.fields ?? {}).filter(([, one]) => one.personal)
    const values = (view.children[name] ?? []).flatMap((row) =>
      inner.map(([at, one]) => fieldText(one, row.values[at] ?? null, options)).filter((text) => text !== ''),
    )
    return inner.length === 0 ? [] : [{ name, label, value: values.join(separator) }]
  })
}

const quotesStruck = (failure: CommitFailure): boolean =>
  failure.type === 'FieldsRefused' && failure.fields.some(({ problem }) => problem === 'quotesStruck')

/** Strikes out personal values (墨消し) for good, in every entry that holds them. */
export const StrikeDialog = ({ declaration, view, title, opened, onClose }: StrikeDialogProps) => {
  const { t } = useTranslation(['generic', 'failures'])
  const { writing, titleOf } = useSurroundings()
  const store = useStore()
  const sentence = useFailureSentence()
  const fields = personalFields(declaration, view, { writing, titleOf })
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
  const complete = chosen.length > 0 && !lacksReason && understood
  const strike = async () => {
    setTried(true)
    if (!complete) return
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
        {opened && <HeldOnPaper record={view.row.id} name={title} />}
        <Checkbox.Group
          label={t('strikeWhat')}
          value={[...chosen]}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? t('strikeChoose') : undefined}
        >
          <Stack gap={6} mt={4}>
            {fields.map(({ name, label, value }) => (
              <Checkbox
                key={name}
                size="sm"
                value={name}
                label={t('strikeItem', { label, value: shortName(value) || t('strikeItemEmpty') })}
              />
            ))}
          </Stack>
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
          size="sm"
          label={t('strikeUnderstood')}
          checked={understood}
          error={tried && !understood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap="xs">
          {!complete && (
            <Text size="sm" c="dimmed" flex={1}>
              {t('strikeLacks')}
            </Text>
          )}
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" loading={working} onClick={() => void strike()}>
            {t('strikeDo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
