import { Anchor, Breadcrumbs, Button, Group, Loader, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { IconBook2, IconChevronUp, IconFolder, IconFolderPlus } from '@tabler/icons-react'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './FolderBrowser.module.css'
import type { TakeFolder } from './FolderPicker'
import { useFailureSentence } from './failure-sentence'
import { folderParts } from './folder-parts'
import type { FolderListing, FolderSource } from './folder-source'

type FolderBrowserProps = {
  readonly source: FolderSource
  readonly take: TakeFolder
  /** The folder was chosen and taken. */
  readonly onChosen: (path: string) => void
  readonly onCancel: () => void
}

/** Folders to walk through, a path to type, and a new folder where the purpose may want one. */
export const FolderBrowser = ({ source, take, onChosen, onCancel }: FolderBrowserProps) => {
  const { t } = useTranslation('frame')
  const sentence = useFailureSentence()
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [taking, setTaking] = useState(false)
  const go = useCallback(
    async (path: string | null): Promise<FolderListing | null> => {
      const found = await source.browse(path)
      if (found.ok) {
        setListing(found.value)
        setTyped(found.value.path)
      }
      setFailure(found.ok ? null : sentence(found.error))
      return found.ok ? found.value : null
    },
    [source, sentence],
  )
  useEffect(() => {
    void go(null)
  }, [go])
  if (!listing) return failure ? <Text c="red">{failure}</Text> : <Loader size="sm" />
  const openTyped = (event: FormEvent): void => {
    event.preventDefault()
    void go(typed.trim() === '' ? null : typed)
  }
  const choose = async (): Promise<void> => {
    // A path that was typed and not opened yet is what is meant.
    const meant = typed === listing.path ? listing : await go(typed)
    if (!meant) return
    setTaking(true)
    const refused = await take(meant.path)
    setTaking(false)
    if (refused === null) onChosen(meant.path)
    else setFailure(refused)
  }
  return (
    <Stack gap="sm">
      <form onSubmit={openTyped} noValidate>
        <TextInput
          label={t('folderTyped')}
          description={t('folderTypedHelp')}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          error={failure}
          errorProps={{ role: 'alert' }}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setFailure(null)
          }}
        />
      </form>
      <nav aria-label={t('folderPath')}>
        <Breadcrumbs separator="›" className={classes.path}>
          <Anchor component="button" type="button" size="sm" onClick={() => void go(null)}>
            {t('folderStart')}
          </Anchor>
          {folderParts(listing.path).map((part) => (
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
      <ScrollArea h="19rem" className={classes.list} type="auto">
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
      </ScrollArea>
      {listing.isVault && (
        <Group gap={6} c="green">
          <IconBook2 size={16} aria-hidden />
          <Text size="sm" c="inherit">
            {t('folderIsVault')}
          </Text>
        </Group>
      )}
      <Group justify="space-between" gap="xs">
        {source.make && listing.path !== '' ? (
          <NewFolder key={listing.path} within={listing.path} make={source.make} onMade={go} />
        ) : (
          <span />
        )}
        <Group gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button disabled={typed.trim() === ''} loading={taking} onClick={() => void choose()}>
            {t('folderChoose')}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}

type NewFolderProps = {
  readonly within: string
  readonly make: NonNullable<FolderSource['make']>
  readonly onMade: (path: string) => Promise<unknown>
}

/** A press opens a field for the name; the folder that is made is opened. */
const NewFolder = ({ within, make, onMade }: NewFolderProps) => {
  const { t } = useTranslation('frame')
  const sentence = useFailureSentence()
  const [name, setName] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  if (name === null) {
    return (
      <Button
        variant="subtle"
        leftSection={<IconFolderPlus size={16} aria-hidden />}
        onClick={() => setName('')}
      >
        {t('folderNew')}
      </Button>
    )
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') return
    const made = await make(within, name.trim())
    if (made.ok) await onMade(made.value.path)
    else setFailure(sentence(made.error))
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Group gap="xs" align="flex-start">
        <TextInput
          aria-label={t('folderNewName')}
          placeholder={t('folderNewName')}
          value={name}
          error={failure}
          autoComplete="off"
          autoFocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name.trim() === ''}>
          {t('folderMake')}
        </Button>
      </Group>
    </form>
  )
}
