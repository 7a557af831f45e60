import { Button, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toHiragana } from '../../../shared/domain/reading/kana'
import {
  collect,
  collectFrom,
  type InputWatch,
  readingOf,
} from '../../../shared/domain/reading/kana-collector'
import { setLanguage } from '../../texts/index'
import { useLanguage } from '../../ui/use-language'

export type OfficeFormValues = {
  readonly name: string
  readonly language: 'ja' | 'en'
  readonly userName: string
  readonly reading?: string
}

type OfficeFormProps = {
  readonly onCreate: (office: OfficeFormValues) => Promise<void>
  readonly onBack: () => void
}

/** Name of the office and of the first user; the reading follows what was typed before conversion. */
export const OfficeForm = ({ onCreate, onBack }: OfficeFormProps) => {
  const { t } = useTranslation(['start', 'frame'])
  const language = useLanguage()
  const [name, setName] = useState('')
  const [userName, setUserName] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const { reading, setReading, watch } = useReading()
  const missing = (value: string): string | null => (tried && value.trim() === '' ? t('needed') : null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || userName.trim() === '') return
    setBusy(true)
    const spoken = toHiragana(reading).trim()
    await onCreate({
      name: name.trim(),
      language,
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
