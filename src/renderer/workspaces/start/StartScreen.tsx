import { Alert, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconBook, IconDatabaseImport, IconFilePlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostBridge } from '../../../shared/contract/host-api'
import { setLanguage } from '../../texts/index'
import { useDocumentTitle } from '../../ui/document-title'
import { type NamedFailure, useFailureSentence } from '../../ui/failure-sentence'
import { Plain } from '../../ui/Plain'
import { useLanguage } from '../../ui/use-language'
import { Choice, Choices } from './Choice'
import { OfficeForm, type OfficeFormValues } from './OfficeForm'
import { Restore } from './Restore'
import { restorable } from './restorable'
import classes from './StartScreen.module.css'

type StartScreenProps = {
  readonly host: HostBridge
  /** Time zone of the computer. */
  readonly zone: string
  /** Why the last wish did not come true. */
  readonly failure: NamedFailure | null
  readonly onCreate: (office: OfficeFormValues) => Promise<void>
  readonly onSample: () => Promise<void>
  readonly onRestore: (path: string, upToDamage: boolean) => Promise<void>
}

/** First run: start empty, look around the sample office, or restore. */
export const StartScreen = ({ host, zone, failure, onCreate, onSample, onRestore }: StartScreenProps) => {
  const { t } = useTranslation(['start', 'frame'])
  const sentence = useFailureSentence()
  const [step, setStep] = useState<'choose' | 'create' | 'restore'>('choose')
  // A failure belongs to the step it happened in.
  const [left, setLeft] = useState<NamedFailure | null>(null)
  const go = (to: typeof step): void => {
    setLeft(failure)
    setStep(to)
  }
  const shown = failure === left ? null : failure
  const damaged = step === 'restore' && shown ? restorable(shown) : null
  useDocumentTitle(t('welcome'))
  return (
    <Plain corner={step === 'create' ? null : <LanguageChoice />}>
      {shown && !damaged && (
        <Alert color="red" variant="light" mb="md" role="alert">
          {sentence(shown)}
        </Alert>
      )}
      {step === 'choose' && (
        <Stack gap="lg">
          <div>
            <Title order={1} className={classes.title}>
              {t('welcome')}
            </Title>
            <Text mt={6}>{t('welcomeLead')}</Text>
          </div>
          <Choices>
            <Choice
              icon={<IconFilePlus stroke={1.4} />}
              title={t('chooseEmpty')}
              why={t('chooseEmptyWhy')}
              onChoose={() => go('create')}
            />
            <Choice
              icon={<IconBook stroke={1.4} />}
              title={t('chooseSample')}
              why={t('chooseSampleWhy')}
              onChoose={() => void onSample()}
            />
            <Choice
              icon={<IconDatabaseImport stroke={1.4} />}
              title={t('chooseRestore')}
              why={t('chooseRestoreWhy')}
              onChoose={() => go('restore')}
            />
          </Choices>
          <Text size="xs" c="dimmed">
            {t('noPassword')}
          </Text>
        </Stack>
      )}
      {step === 'create' && <OfficeForm systemZone={zone} onCreate={onCreate} onBack={() => go('choose')} />}
      {step === 'restore' && (
        <Restore host={host} damaged={damaged} onRestore={onRestore} onBack={() => go('choose')} />
      )}
    </Plain>
  )
}

/** Before a user is known nobody's record says which language. */
const LanguageChoice = () => {
  const { t } = useTranslation(['start', 'frame'])
  const language = useLanguage()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('languageOfOffice')}
      value={language}
      onChange={(value) => setLanguage(value === 'en' ? 'en' : 'ja')}
      data={[
        { value: 'ja', label: t('frame:japanese') },
        { value: 'en', label: t('frame:english') },
      ]}
    />
  )
}
