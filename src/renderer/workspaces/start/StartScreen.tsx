import { Alert, Button, Group, Loader, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconBook, IconDatabaseImport, IconFilePlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostBridge } from '../../../shared/contract/host-api'
import { setLanguage } from '../../texts/index'
import { useDocumentTitle } from '../../ui/document-title'
import { useFolderPicker } from '../../ui/FolderPicker'
import { type NamedFailure, useFailureSentence } from '../../ui/failure-sentence'
import { folderSource } from '../../ui/folder-source'
import { Plain } from '../../ui/Plain'
import { useLanguage } from '../../ui/use-language'
import { Choice, Choices } from './Choice'
import { OfficeForm, type OfficeFormValues } from './OfficeForm'
import classes from './StartScreen.module.css'

type StartScreenProps = {
  readonly host: HostBridge
  /** Time zone of the computer. */
  readonly zone: string
  /** Why the last wish did not come true. */
  readonly failure: NamedFailure | null
  readonly onCreate: (office: OfficeFormValues) => Promise<void>
  readonly onSample: () => Promise<void>
  readonly onRestore: (path: string) => Promise<void>
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
  useDocumentTitle(t('welcome'))
  return (
    <Plain corner={step === 'create' ? null : <LanguageChoice />}>
      {failure && failure !== left && (
        <Alert color="red" variant="light" mb="md" role="alert">
          {sentence(failure)}
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
      {step === 'restore' && <Restore host={host} onRestore={onRestore} onBack={() => go('choose')} />}
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

type RestoreProps = {
  readonly host: HostBridge
  readonly onRestore: (path: string) => Promise<void>
  readonly onBack: () => void
}

const Restore = ({ host, onRestore, onBack }: RestoreProps) => {
  const { t } = useTranslation(['start', 'frame'])
  const source = useMemo(() => folderSource(host.call, 'restore'), [host])
  const { pick, dialog } = useFolderPicker(source, t('restorePick'))
  const [busy, setBusy] = useState(false)
  const choose = async (): Promise<void> => {
    const path = await pick()
    if (!path) return
    setBusy(true)
    await onRestore(path)
    setBusy(false)
  }
  return (
    <Stack gap="sm">
      <Title order={1}>{t('chooseRestore')}</Title>
      <Text>{t('restoreLead')}</Text>
      <Text>{t('restoreWhat')}</Text>
      <Group gap="xs" mt="xs">
        <Button onClick={() => void choose()} disabled={busy} data-autofocus>
          {t('restorePick')}
        </Button>
        <Button variant="default" onClick={onBack} disabled={busy}>
          {t('back')}
        </Button>
      </Group>
      {busy && (
        <Group gap="xs" role="status">
          <Loader size="xs" /> <Text size="sm">{t('restoring')}</Text>
        </Group>
      )}
      {dialog}
    </Stack>
  )
}
