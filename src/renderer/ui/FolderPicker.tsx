import { Anchor, Breadcrumbs, Button, Group, Loader, Modal, ScrollArea, Stack, Text } from '@mantine/core'
import { IconBook2, IconChevronUp, IconFolder } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './FolderPicker.module.css'
import { useFailureSentence } from './failure-sentence'

export type FolderListing = {
  readonly path: string
  readonly parent: string | null
  readonly folders: readonly { readonly name: string; readonly path: string }[]
  /** The folder holds a ledger's vault. */
  readonly isVault: boolean
}

export type FolderSource = {
  /** Opens the system's folder dialog, or says that there is none. */
  readonly choose: () => Promise<
    | { readonly type: 'chosen'; readonly path: string }
    | { readonly type: 'cancelled' }
    | { readonly type: 'browse' }
  >
  /** Folders within a folder; null: where to begin. */
  readonly browse: (
    path: string | null,
  ) => Promise<
    | { readonly ok: true; readonly value: FolderListing }
    | { readonly ok: false; readonly error: { readonly type: string } }
  >
}

/**
 * Lets a person choose a folder: the system's dialog where the shell has one, else a list of folders drawn here.
 * Resolves to the path, or null when it was called off. Render `dialog` somewhere.
 */
export const useFolderPicker = (
  source: FolderSource,
  title: string,
): { readonly pick: () => Promise<string | null>; readonly dialog: React.ReactNode } => {
  const [answer, setAnswer] = useState<{ readonly tell: (path: string | null) => void } | null>(null)
  const pick = useCallback(async () => {
    const choice = await source.choose()
    if (choice.type === 'chosen') return choice.path
    if (choice.type === 'cancelled') return null
    return new Promise<string | null>((tell) => setAnswer({ tell }))
  }, [source])
  const finish = (path: string | null): void => {
    answer?.tell(path)
    setAnswer(null)
  }
  const dialog = (
    <Modal opened={answer !== null} onClose={() => finish(null)} title={title} size="lg">
      {answer && <FolderBrowser source={source} onChoose={finish} onCancel={() => finish(null)} />}
    </Modal>
  )
  return { pick, dialog }
}

type FolderBrowserProps = {
  readonly source: FolderSource
  readonly onChoose: (path: string) => void
  readonly onCancel: () => void
}

const FolderBrowser = ({ source, onChoose, onCancel }: FolderBrowserProps) => {
  const { t } = useTranslation('frame')
  const sentence = useFailureSentence()
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const go = useCallback(
    async (path: string | null) => {
      const found = await source.browse(path)
      if (found.ok) setListing(found.value)
      setFailure(found.ok ? null : sentence(found.error))
    },
    [source, sentence],
  )
  useEffect(() => {
    void go(null)
  }, [go])
  if (!listing) return failure ? <Text c="red">{failure}</Text> : <Loader size="sm" />
  return (
    <Stack gap="sm">
      <nav aria-label={t('folderPath')}>
        <Breadcrumbs separator="›" className={classes.path}>
          <Anchor component="button" type="button" size="sm" onClick={() => void go(null)}>
            {t('folderStart')}
          </Anchor>
          {partsOf(listing.path).map((part) => (
            <Anchor
              key={part.path}
              component="button"
              type="button"
              size="sm"
              onClick={() => void go(part.path)}
            >
              {part.name}
            </Anchor>
          ))}
        </Breadcrumbs>
      </nav>
      {failure && (
        <Text c="red" size="sm" role="alert">
          {failure}
        </Text>
      )}
      <ScrollArea.Autosize mah="22rem" className={classes.list} type="auto">
        <ul className={classes.folders}>
          {listing.parent !== null && (
            <li>
              <button type="button" className={classes.folder} onClick={() => void go(listing.parent)}>
                <IconChevronUp size={16} aria-hidden /> {t('folderUp')}
              </button>
            </li>
          )}
          {listing.folders.map((folder) => (
            <li key={folder.path}>
              <button type="button" className={classes.folder} onClick={() => void go(folder.path)}>
                <IconFolder size={16} aria-hidden /> {folder.name}
              </button>
            </li>
          ))}
          {listing.folders.length === 0 && <li className={classes.none}>{t('folderEmpty')}</li>}
        </ul>
      </ScrollArea.Autosize>
      {listing.isVault && (
        <Group gap={6} c="green">
          <IconBook2 size={16} aria-hidden />
          <Text size="sm" c="inherit">
            {t('folderIsVault')}
          </Text>
        </Group>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button disabled={listing.path === ''} onClick={() => onChoose(listing.path)}>
          {t('folderChoose')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Every folder from the root to this one, for POSIX and Windows paths. */
export const partsOf = (path: string): readonly { readonly name: string; readonly path: string }[] => {
  const separator = path.includes('\\') ? '\\' : '/'
  const names = path.split(separator).filter(Boolean)
  const root = path.startsWith(separator) ? separator : ''
  const parts = names.map((name, at) => {
    const joined = root + names.slice(0, at + 1).join(separator)
    return { name, path: /^[A-Za-z]:$/.test(joined) ? `${joined}\\` : joined }
  })
  return root ? [{ name: root, path: root }, ...parts] : parts
}
