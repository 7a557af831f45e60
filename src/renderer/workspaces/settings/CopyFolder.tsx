import { Button, Code, Group, Loader, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../shared/base/result'
import type { CopyStatus, HostBridge } from '../../../shared/contract/host-api'
import { isAdministrator } from '../../../shared/domain/roles/may'
import { writeInstant } from '../../../shared/domain/written/instant-text'
import { answered } from '../../bridge/answered'
import { copyState } from '../../bridge/copy-state'
import { copyChoice } from '../../bridge/make-copy'
import { useSurroundings } from '../../fields/field-surroundings'
import { useCurrentUser } from '../../store/client/hooks'
import { useFolderPicker } from '../../ui/FolderPicker'
import { type NamedFailure, useFailureSentence } from '../../ui/failure-sentence'
import { folderSource } from '../../ui/folder-source'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import classes from './Settings.module.css'
import { SettingLine } from './SettingsSection'

type CopyFolderProps = { readonly host: HostBridge; readonly copy: CopyStatus | null }

/** The second place of the ledger: which and how it stands; for an administrator also another one or none. */
export const CopyFolder = ({ host, copy }: CopyFolderProps) => {
  const { t } = useTranslation(['settings', 'frame'])
  const sentence = useFailureSentence()
  const user = useCurrentUser()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<NamedFailure | null>(null)
  const [asking, ask] = useDisclosure(false)
  const source = useMemo(() => folderSource(host.call, 'copy'), [host])
  const { pick, dialog } = useFolderPicker(source, t('copyTitle'))
  const tell = (done: Result<unknown, NamedFailure>, words: string): void => {
    if (!done.ok) setRefused(done.error)
    else if (done.value !== 'replaced') notify.done(words)
  }
  const choose = async (): Promise<void> => {
    setRefused(null)
    const copying = copyChoice(host)
    let tried = false
    const path = await pick(async (folder) => {
      tried = true
      const refusal = await copying.take(folder)
      return refusal && sentence(refusal)
    })
    if (!path) return
    if (!tried) {
      setBusy(true)
      await copying.take(path)
      setBusy(false)
    }
    // The person may go on while the copy is made, also to another screen.
    tell(await copying.made(path), t('copied'))
  }
  const stop = async (): Promise<void> => {
    setRefused(null)
    setBusy(true)
    tell(await answered(host.call('copy.set', { path: null })), t('stopped'))
    setBusy(false)
  }
  if (!copy || !user) return null
  const may = isAdministrator(user.roles)
  return (
    <SettingLine label={t('copyFolder')} help={t('copyFolderHelp')}>
      {copy.folder && (
        <div className={classes.path}>
          <Code>{copy.folder}</Code>
        </div>
      )}
      <CopyStateLine copy={copy} />
      {copy.sameDisk && <Notice tone="look" title={t('sameDisk')} />}
      {refused && refused.type !== copy.failure && <Notice tone="late" title={sentence(refused)} />}
      {may ? (
        <Group gap="xs" mt="xs">
          <Button variant={copy.folder ? 'default' : 'filled'} loading={busy} onClick={() => void choose()}>
            {t(copy.folder ? 'change' : 'choose')}
          </Button>
          {copy.folder && (
            <Button variant="subtle" color="gray" disabled={busy} onClick={ask.open}>
              {t('stop')}
            </Button>
          )}
        </Group>
      ) : (
        <Notice tone="calm" title={t('copyOnlyAdministrator')} />
      )}
      {dialog}
      <Modal opened={asking} onClose={ask.close} title={t('stopAsk')}>
        <Text size="sm">{t('stopWhy')}</Text>
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={ask.close} data-autofocus>
            {t('frame:cancel')}
          </Button>
          <Button
            onClick={() => {
              ask.close()
              void stop()
            }}
          >
            {t('stop')}
          </Button>
        </Group>
      </Modal>
    </SettingLine>
  )
}

const CopyStateLine = ({ copy }: { readonly copy: CopyStatus }) => {
  const { t } = useTranslation('settings')
  const { writing } = useSurroundings()
  const sentence = useFailureSentence()
  const now = copyState(copy)
  if (now === 'making') {
    return (
      <p className={classes.status} role="status">
        <Loader size="xs" /> {t('making', { count: copy.behind })}
      </p>
    )
  }
  const last = copy.completeAt ? t('completeAt', { at: writeInstant(copy.completeAt, writing) }) : t('never')
  const state =
    now === 'none'
      ? { tone: 'late', text: `${t('copyNone')} — ${t('copyNoneWhy')}` }
      : copy.failure
        ? { tone: 'late', text: `${sentence({ type: copy.failure })} ${last}` }
        : now === 'behind'
          ? { tone: 'late', text: `${t('behind', { count: copy.behind })} — ${last}` }
          : { tone: 'safe', text: `${t('upToDate')} — ${last}` }
  return (
    <p className={classes.status} data-tone={state.tone} role="status">
      {state.tone === 'late' ? (
        <IconAlertTriangle size={16} aria-hidden />
      ) : (
        <IconCheck size={16} aria-hidden />
      )}
      {state.text}
    </p>
  )
}
