import { Button, Group, Modal, Text } from '@mantine/core'
import { IconDownload, IconFileText } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { notify } from '../../ui/notify'
import { saveFile } from '../../ui/save-file'
import classes from './KeptPages.module.css'
import type { StoredFile } from './read-copies'

type Pages = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: 'application/pdf' | 'text/html' }

/** What kind of page it is shows in its first bytes, not in its name. */
const pagesOf = (bytes: Uint8Array<ArrayBuffer>): Pages => ({
  bytes,
  type: new TextDecoder().decode(bytes.subarray(0, 5)) === '%PDF-' ? 'application/pdf' : 'text/html',
})

/** The button that opens the pages of a copy, byte for byte as they were given out. */
export const KeptPages = ({ file, name }: { readonly file: StoredFile; readonly name: string }) => {
  const { t } = useTranslation(['copies', 'failures'])
  const store = useStore()
  const sentence = useFailureSentence()
  const [pages, setPages] = useState<Pages | null>(null)
  const [busy, setBusy] = useState(false)
  const save = (read: Pages) => {
    saveFile(file.name, read.bytes, read.type)
    notify.done(t('pagesSaved', { file: file.name }))
  }
  const open = async () => {
    setBusy(true)
    const read = await store.readFile(file.sha256).finally(() => setBusy(false))
    if (!read.ok) return notify.problem(t('failures:title'), sentence(read.error))
    const found = pagesOf(read.value)
    // Not every shell can show a PDF.
    if (found.type === 'application/pdf' && !navigator.pdfViewerEnabled) return save(found)
    setPages(found)
  }
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={busy}
        leftSection={<IconFileText size={14} stroke={1.6} aria-hidden />}
        aria-label={t('openPagesOf', { name })}
        onClick={() => void open()}
      >
        {t('openPages')}
      </Button>
      <Modal opened={pages !== null} onClose={() => setPages(null)} title={file.name} size="70rem">
        {pages && (
          <>
            <Group justify="space-between" mb="xs">
              <Text size="sm" c="dimmed">
                {t('pagesExact')}
              </Text>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconDownload size={14} stroke={1.6} aria-hidden />}
                onClick={() => save(pages)}
              >
                {t('savePages')}
              </Button>
            </Group>
            <Shown pages={pages} title={file.name} />
          </>
        )}
      </Modal>
    </>
  )
}

const Shown = ({ pages, title }: { readonly pages: Pages; readonly title: string }) => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([pages.bytes], { type: pages.type }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [pages])
  if (pages.type === 'application/pdf') return <iframe className={classes.pages} title={title} src={url} />
  const html = new TextDecoder().decode(pages.bytes)
  return <iframe className={classes.pages} title={title} sandbox="" srcDoc={html} />
}
