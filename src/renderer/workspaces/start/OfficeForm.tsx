import { Button, Group, Input, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toHiragana } from '../../../shared/domain/reading/kana'
import {
  collect,
  collectFrom,
  type InputWatch,
  readingOf,
} from '../../../shared/domain/reading/kana-collector'
import { checkValue } from '../../../shared/journal/validate'
import type { Field } from '../../../shared/records/define'
import { office } from '../../../shared/records/office/office'
import { person } from '../../../shared/records/people/person'
import { FieldEditor } from '../../fields/field-kinds'
import { useProblemSentence } from '../../generic/form/use-problem-sentence'
import { setLanguage } from '../../texts/index'
import { useLanguage } from '../../ui/use-language'

export type OfficeFormValues = {
  readonly name: string
  readonly language: 'ja' | 'en'
  /** IANA name. */
  readonly zone: string
  readonly userName: string
  readonly reading?: string
}

type OfficeFormProps = {
  /** Time zone of the computer. */
  readonly systemZone: string
  readonly onCreate: (office: OfficeFormValues) => Promise<void>
  readonly onBack: () => void
}

/** Name of the office, its time zone and its first user; the reading follows what was typed before conversion. */
export const OfficeForm = ({ systemZone, onCreate, onBack }: OfficeFormProps) => {
  const { t } = useTranslation(['start', 'frame'])
  const language = useLanguage()
  const problemSentence = useProblemSentence()
  const [name, setName] = useState('')
  const [zone, setZone] = useState(systemZone)
  const [userName, setUserName] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const { reading, setReading, watch } = useReading()
  const missing = (value: string): string | null => (tried && value.trim() === '' ? t('needed') : null)
  const spoken = toHiragana(reading).trim()
  const wrong = (field: Field, value: string): string | null => {
    const checked = checkValue(field, value)
    return checked.ok ? null : problemSentence(checked.error, field)
  }
  const wrongZone = zone === '' ? t('needed') : wrong(office.fields.zone, zone)
  const wrongReading = wrong(person.fields.reading, spoken)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || userName.trim() === '' || wrongZone || wrongReading) return
    setBusy(true)
    await onCreate({
      name: name.trim(),
      language,
      zone,
      userName: userName.trim(),
      ...(spoken ? { reading: spoken } : {}),
    })
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <div>
          <Title order={1}>{t('chooseEmpty')}</Title>
          <Text c="dimmed" size="sm">
            {t('createLead')}
          </Text>
        </div>
        <Group grow align="flex-start">
          <div>
            <Text component="span" size="sm" fw={500} id="start-language">
              {t('languageOfOffice')}
            </Text>
            <div>
              <SegmentedControl
                aria-labelledby="start-language"
                value={language}
                onChange={(value) => setLanguage(value === 'en' ? 'en' : 'ja')}
                data={[
                  { value: 'ja', label: t('frame:japanese') },
                  { value: 'en', label: t('frame:english') },
                ]}
              />
            </div>
            <Text size="xs" c="dimmed">
              {t('languageHelp')}
            </Text>
          </div>
          <Input.Wrapper
            id="start-zone"
            label={office.fields.zone.label[language]}
            description={t('zoneHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={tried && wrongZone}
          >
            <FieldEditor
              field={office.fields.zone}
              id="start-zone"
              label={office.fields.zone.label[language]}
              value={zone}
              onChange={(value) => setZone(typeof value === 'string' ? value : '')}
              invalid={tried && wrongZone !== null}
            />
          </Input.Wrapper>
        </Group>
        <TextInput
          label={t('officeName')}
          description={t('officeNameHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={missing(name)}
          autoComplete="off"
          autoFocus
        />
        <Group grow align="flex-start">
          <TextInput
            label={t('userName')}
            description={t('userNameHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={userName}
            error={missing(userName)}
            autoComplete="off"
            onChange={(event) => {
              setUserName(event.currentTarget.value)
              watch({ type: 'input', value: event.currentTarget.value })
            }}
            onCompositionStart={() => watch({ type: 'compositionStart' })}
            onCompositionUpdate={(event) => watch({ type: 'compositionUpdate', data: event.data })}
            onCompositionEnd={(event) =>
              watch({
                type: 'compositionEnd',
                data: event.data,
                value: event.currentTarget.value,
                caret: event.currentTarget.selectionEnd,
              })
            }
          />
          <TextInput
            label={t('reading')}
            description={t('readingHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={reading}
            error={tried && wrongReading}
            autoComplete="off"
            onChange={(event) => setReading(event.currentTarget.value)}
            onBlur={() => setReading(toHiragana(reading))}
          />
        </Group>
        <Group gap="xs">
          <Button type="submit" loading={busy}>
            {t('create')}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t('back')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The reading that follows the name until it is written by hand. */
const useReading = () => {
  const [reading, setReading] = useState('')
  const own = useRef(false)
  const collected = useRef(collectFrom('', ''))
  const watch = (event: InputWatch): void => {
    collected.current = collect(collected.current, event)
    if (!own.current) setReading(readingOf(collected.current).text)
  }
  return {
    reading,
    watch,
    setReading: (text: string) => {
      own.current = text !== ''
      setReading(text)
    },
  }
}
