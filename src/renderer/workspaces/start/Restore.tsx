import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostBridge } from '../../../shared/contract/host-api'
import { useFolderPicker } from '../../ui/FolderPicker'
import { folderSource } from '../../ui/folder-source'
import { GoOnWithout } from './GoOnWithout'
import type { Restorable } from './restorable'

type RestoreProps = {
  readonly host: HostBridge
  /** The folder chosen last is damaged, and this is what stands in it. */
  readonly damaged: Restorable | null
  readonly onRestore: (path: string, upToDamage: boolean) => Promise<void>
  readonly onBack: () => void
}

/** A ledger out of a folder; of a damaged one what stands before the damage, once a person has understood what is lost. */
export const Restore = ({ host, damaged, onRestore, onBack }: RestoreProps) => {
  const { t } = useTranslation(['start', 'damage'])
  const source = useMemo(() => folderSource(host.call, 'restore'), [host])
  const { pick, dialog } = useFolderPicker(source, t('restorePick'))
  const [path, setPath] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const restore = async (from: string, upToDamage: boolean): Promise<void> => {
    setBusy(true)
    await onRestore(from, upToDamage)
    setBusy(false)
  }
  const choose = async (): Promise<void> => {
    const chosen = await pick()
    if (!chosen) return
    setPath(chosen)
    await restore(chosen, false)
  }
  const offer = busy || path === null || !damaged ? null : { path, ...damaged }
  const loses = offer?.lost == null ? t('restoreLostUnknown') : t('restoreLost', { count: offer.lost })
  return (
    <Stack gap="sm">
      <Title order={1}>{t('chooseRestore')}</Title>
      <Text>{t('restoreLead')}</Text>
      <Text>{t('restoreWhat')}</Text>
      {offer && (
        <Alert color="red" variant="light" role="alert" title={t('restoreDamaged', { folder: offer.path })}>
          <Text size="sm">
            {t('restoreWhole', { count: offer.whole })} {loses}
          </Text>
          <Text size="sm" mt={4}>
            {t('restoreDamagedWhat')}
          </Text>
        </Alert>
      )}
      <Group gap="xs" mt="xs">
        <Button onClick={() => void choose()} disabled={busy} data-autofocus>
          {t(offer ? 'restoreOther' : 'restorePick')}
        </Button>
        {offer && (
          <Button variant="default" onClick={() => setConfirming(true)}>
            {t('restoreUpTo')}
          </Button>
        )}
        <Button variant="default" onClick={onBack} disabled={busy}>
          {t('back')}
        </Button>
      </Group>
      {busy && (
        <Group gap="xs" role="status">
          <Loader size="xs" /> <Text size="sm">{t('restoring')}</Text>
        </Group>
      )}
      {offer && (
        <GoOnWithout
          opened={confirming}
          title={t('restoreConfirm')}
          understand={t('damage:understood')}
          loses={loses}
          lost={offer.lost}
          kept={t('restoreKept', { folder: offer.path })}
          goOn={t('restoreUpTo')}
          onGoOn={() => void restore(offer.path, true)}
          onClose={() => setConfirming(false)}
        />
      )}
      {dialog}
    </Stack>
  )
}
