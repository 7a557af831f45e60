import { Button, Group, Loader } from '@mantine/core'
import { IconAddressBook, IconUsers } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import type { HostBridge, HostInfo } from '../../../shared/contract/host-api'
import type { RecordId } from '../../../shared/journal/entry'
import { draftOf } from '../../generic/form/draft'
import { choiceOf } from '../../print/options-of'
import type { SheetLayout } from '../../print/sheet-input'
import { useRecord } from '../../store/client/hooks'
import { useLive, useSession } from '../../store/client/store-context'
import type { Opened } from '../../store/store-api'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { ListWorkshop } from './ListWorkshop'
import { newList } from './list-draft'
import { type ContactsRead, readContacts } from './read-contacts'

export type ContactListScreenProps = {
  readonly host: HostBridge
  readonly info: HostInfo
  readonly opened: Opened
}

/** What the sheet was drawn from, for everybody who asks. */
const CONTACTS = 'paper contacts'

/** Milliseconds after which an open sheet is drawn again, so that "as of" is not of yesterday. */
const STALE_AFTER = 10 * 60 * 1000

const now = (): string => new Date().toISOString()

/** Everybody, read again with each entry: the sheet names the state it was drawn from, and shows the office's name and dates. */
export const useContacts = (): ContactsRead | undefined => {
  const session = useSession()
  const live = useLive(
    CONTACTS,
    (store) => readContacts(store, now),
    (event) => event.type === 'changed',
  )
  useEffect(() => {
    // An answer of an earlier visit is of that hour.
    session.refresh([CONTACTS])
    const timer = setInterval(() => session.refresh([CONTACTS]), STALE_AFTER)
    return () => clearInterval(timer)
  }, [session])
  return live.status === 'ready' ? live.value : undefined
}

/** One contact list, kept or new. */
export const ContactListScreen = (props: ContactListScreenProps) => {
  const { id } = useParams()
  const [query] = useSearchParams()
  const layout = choiceOf({ layout: query.get('layout') }, 'layout') ?? 'list'
  const read = useContacts()
  if (!read) return <Reading />
  if (read.contacts.length === 0) return <Nobody />
  if (id) return <Kept key={id} id={id as RecordId} read={read} {...props} />
  return <New key={layout} layout={layout} read={read} {...props} />
}

type WithContacts = ContactListScreenProps & { readonly read: ContactsRead }

const New = ({ layout, read, host, info, opened }: WithContacts & { readonly layout: SheetLayout }) => {
  const language = useLanguage()
  const [start] = useState(() => newList(layout, language, read.contacts))
  return (
    <ListWorkshop before={null} start={start} read={read} host={host} info={info} ledger={opened.ledger} />
  )
}

const Kept = ({ id, read, host, info, opened }: WithContacts & { readonly id: RecordId }) => {
  const view = useRecord(id)
  if (view === undefined) return <Reading />
  if (view === null || view.row.life !== 'live') return <Gone />
  return (
    <ListWorkshop
      before={view}
      start={draftOf(view)}
      read={read}
      host={host}
      info={info}
      ledger={opened.ledger}
    />
  )
}

const Reading = () => {
  const { t } = useTranslation(['lists', 'paper'])
  return (
    <Page title={t('title')}>
      <Group gap="sm" role="status">
        <Loader size={16} aria-hidden />
        {t('paper:reading')}
      </Group>
    </Page>
  )
}

const Gone = () => {
  const { t } = useTranslation('lists')
  return (
    <Page title={t('title')}>
      <EmptyState
        icon={<IconAddressBook size={32} stroke={1.5} />}
        title={t('gone')}
        actions={
          <>
            <Button component={Link} to={paths.contactLists()}>
              {t('back')}
            </Button>
            <Button variant="default" component={Link} to={paths.deleted('contactList')}>
              {t('openDeleted')}
            </Button>
          </>
        }
      >
        {t('goneWhat')}
      </EmptyState>
    </Page>
  )
}

const Nobody = () => {
  const { t } = useTranslation(['lists', 'paper'])
  return (
    <Page title={t('title')}>
      <EmptyState
        icon={<IconUsers size={32} stroke={1.5} />}
        title={t('paper:empty')}
        actions={
          <>
            <Button component={Link} to={paths.create('person')}>
              {t('paper:addPerson')}
            </Button>
            <Button variant="default" component={Link} to={paths.import('person')}>
              {t('paper:importPeople')}
            </Button>
          </>
        }
      >
        {t('paper:emptyWhat')}
      </EmptyState>
    </Page>
  )
}
