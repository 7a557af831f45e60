import { Button, Code, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostBridge } from '../../../shared/contract/host-api'
import type { Progress as Done, OpenFailure } from '../../store/store-api'
import { useDocumentTitle } from '../../ui/document-title'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Plain } from '../../ui/Plain'
import { saveFile } from '../../ui/save-file'
import { DamagedScreen } from '../../workspaces/start/DamagedScreen'

/** Milliseconds after which opening says so: an ordinary start shows nothing that flickers. */
const QUIET_MS = 400

export const OpeningScreen = ({ progress }: { readonly progress: Done | null }) => {
  const { t } = useTranslation('start')
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  const doing = !progress ? t('opening') : progress.step === 'fill' ? t('openingFill') : t('openingFold')
  return (
    <Plain>
      <Stack gap="xs" role="status">
        <Text>{doing}</Text>
        {progress && progress.total > 0 && (
          <>
            <Progress value={(100 * progress.done) / progress.total} aria-label={doing} />
            <Text size="sm" c="dimmed">
              {t('openingStep', {
                done: progress.done,
                total: progress.total,
              })}
            </Text>
          </>
        )}
      </Stack>
    </Plain>
  )
}

export const NoHostScreen = () => {
  const { t } = useTranslation('start')
  return (
    <Told title={t('noHost')} why={t('noHostWhy')} what={t('noHostWhat')}>
      <Button onClick={() => location.reload()}>{t('tryAgain')}</Button>
    </Told>
  )
}

export const EndedScreen = ({ onlyHere }: { readonly onlyHere: boolean }) => {
  const { t } = useTranslation('start')
  return <Told title={t('ended')} why={t(onlyHere ? 'endedOnlyHere' : 'endedWhy')} />
}

export const ElsewhereScreen = ({
  handedOver,
  kept,
  onBring,
}: {
  readonly handedOver: boolean
  /** The other window was asked, and did not let go. */
  readonly kept: boolean
  readonly onBring: () => Promise<void>
}) => {
  const { t } = useTranslation('start')
  const [busy, setBusy] = useState(false)
  return (
    <Told
      title={handedOver ? t('handedOver') : t('elsewhere')}
      why={kept ? t('elsewhereKept') : t('elsewhereWhy')}
    >
      <Button
        loading={busy}
        onClick={() => {
          setBusy(true)
          void onBring().finally(() => setBusy(false))
        }}
      >
        {t('bringHere')}
      </Button>
    </Told>
  )
}

type FailedScreenProps = {
  readonly failure: OpenFailure
  readonly host: HostBridge
  readonly folder: string
  readonly onRetry: () => Promise<void>
}

/** The ledger could not be opened: why, where its files are, and what to do. Damaged files have ways on of their own. */
export const FailedScreen = ({ failure, host, folder, onRetry }: FailedScreenProps) => {
  const { t } = useTranslation('start')
  const sentence = useFailureSentence()
  const saveLog = async (): Promise<void> => {
    const { lines } = await host.call('faults.read', {})
    saveFile('daicho-faults.txt', `${lines.join('\n')}\n`)
  }
  const save = (
    <Button variant="default" onClick={() => void saveLog()}>
      {t('saveFaults')}
    </Button>
  )
  if (failure.type === 'Host' && failure.failure.type === 'VaultDamaged')
    return <DamagedScreen host={host} folder={folder} onOpen={onRetry} more={save} />
  return (
    <Told title={t('failed')} why={sentence(failure)} folder={folder}>
      <Button onClick={() => void onRetry()}>{t('tryAgain')}</Button>
      {save}
    </Told>
  )
}

type ToldProps = {
  readonly title: string
  readonly why: string
  readonly what?: string
  readonly folder?: string
  readonly children?: React.ReactNode
}

const Told = ({ title, why, what, folder, children }: ToldProps) => {
  const { t } = useTranslation('start')
  useDocumentTitle(title)
  return (
    <Plain>
      <Stack gap="sm" role="alert">
        <Title order={1}>{title}</Title>
        <Text>{why}</Text>
        {what && <Text>{what}</Text>}
        {folder && (
          <Text size="sm" c="dimmed">
            {t('failedFolder', { folder: '' })}
            <Code>{folder}</Code>
          </Text>
        )}
        {children && (
          <Group gap="xs" mt="xs">
            {children}
          </Group>
        )}
      </Stack>
    </Plain>
  )
}
