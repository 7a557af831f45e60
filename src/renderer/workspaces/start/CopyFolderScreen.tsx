import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostBridge } from '../../../shared/contract/host-api'
import { copyChoice } from '../../bridge/make-copy'
import { useDocumentTitle } from '../../ui/document-title'
import { useFolderPicker } from '../../ui/FolderPicker'
import { useFailureSentence } from '../../ui/failure-sentence'
import { folderSource } from '../../ui/folder-source'
import { Notice } from '../../ui/Notice'
import { Plain } from '../../ui/Plain'

type CopyFolderScreenProps = { readonly host: HostBridge; readonly onDone: () => void }

/** After a first run: a second place for the ledger, or later. */
export const CopyFolderScreen = ({ host, onDone }: CopyFolderScreenProps) => {
  const { t } = useTranslation('start')
  const sentence = useFailureSentence()
  const [state, setState] = useState<
    | { is: 'asking'; failure: string | null }
    | { is: 'choosing' }
    /** `left`: entries still to come. */
    | { is: 'copying'; folder: string; left: number; sameDisk: boolean }
    | { is: 'done'; folder: string; sameDisk: boolean }
  >({ is: 'asking', failure: null })
  const source = useMemo(() => folderSource(host.call, 'copy'), [host])
  const { pick, dialog } = useFolderPicker(source, t('copyTitle'))
  const title = t(state.is === 'done' ? 'copyDone' : state.is === 'copying' ? 'copying' : 'copyTitle')
  useDocumentTitle(title)
  const choose = async (): Promise<void> => {
    setState({ is: 'asking', failure: null })
    const copying = copyChoice(host, (left, { sameDisk = false }, folder) =>
      setState({ is: 'copying', folder, left, sameDisk }),
    )
    const path = await pick(async (folder) => {
      const refusal = await copying.take(folder)
      return refusal && sentence(refusal)
    })
    if (!path) return
    setState((now) => (now.is === 'asking' ? { is: 'choosing' } : now))
    const done = await copying.made(path)
    const sameDisk = done.ok && done.value !== 'replaced' && done.value.sameDisk === true
    if (done.ok) setState({ is: 'done', folder: path, sameDisk })
    else setState({ is: 'asking', failure: sentence(done.error) })
  }
  return (
    <Plain>
      <Stack gap="sm">
        <Title order={1}>{title}</Title>
        {state.is === 'done' ? (
          <>
            <Text>{t('copyDoneWhere', { folder: state.folder })}</Text>
            {state.sameDisk && <Notice tone="look" title={t('sameDisk')} />}
            <Group mt="xs">
              <Button onClick={onDone} autoFocus>
                {t('copyGo')}
              </Button>
            </Group>
          </>
        ) : state.is === 'copying' ? (
          <>
            <Text>{t('copyDoneWhere', { folder: state.folder })}</Text>
            {state.sameDisk && <Notice tone="look" title={t('sameDisk')} />}
            <Group gap="xs" role="status">
              <Loader size="xs" /> <Text>{t('copyingLeft', { count: state.left })}</Text>
            </Group>
            <Group gap="xs" mt="xs">
              <Button variant="default" onClick={onDone}>
                {t('copyGo')}
              </Button>
              <Text size="xs" c="dimmed">
                {t('copyingGoOn')}
              </Text>
            </Group>
          </>
        ) : (
          <>
            <Text>{t('copyLead')}</Text>
            <Text>{t('copyWhat')}</Text>
            {state.is === 'asking' && state.failure && (
              <Alert color="red" variant="light" role="alert">
                {state.failure}
              </Alert>
            )}
            {state.is === 'choosing' ? (
              <Loader size="xs" role="status" aria-label={t('copyTitle')} />
            ) : (
              <Group gap="xs" mt="xs">
                <Button onClick={() => void choose()}>{t('copyChoose')}</Button>
                <Button variant="default" onClick={onDone}>
                  {t('copyLater')}
                </Button>
                <Text size="xs" c="dimmed">
                  {t('copyLaterWhy')}
                </Text>
              </Group>
            )}
          </>
        )}
      </Stack>
      {dialog}
    </Plain>
  )
}
