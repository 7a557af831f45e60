import { Button, Group, Loader } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { HostBridge, HostInfo } from '../../../shared/contract/host-api'
import { useLive, useSession } from '../../store/client/store-context'
import type { Opened } from '../../store/store-api'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { PeopleSheet } from './PeopleSheet'
import { readPeople } from './read-people'

export type PeopleListScreenProps = {
  readonly host: HostBridge
  readonly info: HostInfo
  readonly opened: Opened
}

/** What the sheet was drawn from, for everybody who asks. */
const PEOPLE = 'paper people'

/** Milliseconds after which an open sheet is drawn again, so that "as of" is not of yesterday. */
const STALE_AFTER = 10 * 60 * 1000

const now = (): string => new Date().toISOString()

/** The contact list of everybody: options at the left, the sheet itself at the right. */
export const PeopleListScreen = ({ host, info, opened }: PeopleListScreenProps) => {
  const { t } = useTranslation('paper')
  const live = useLive(
    PEOPLE,
    (store) => readPeople(store, now),
    // Any entry: the sheet names the state it was drawn from, and shows the office's name and dates.
    (event) => event.type === 'changed',
  )
  const session = useSession()
  useEffect(() => {
    // An answer of an earlier visit is of that hour.
    session.refresh([PEOPLE])
    const timer = setInterval(() => session.refresh([PEOPLE]), STALE_AFTER)
    return () => clearInterval(timer)
  }, [session])
  if (live.status !== 'ready') {
    return (
      <Page title={t('title')}>
        <Group gap="sm" role="status">
          <Loader size={16} aria-hidden />
          {t('reading')}
        </Group>
      </Page>
    )
  }
  if (live.value.people.length === 0) {
    return (
      <Page title={t('title')}>
        <EmptyState
          icon={<IconUsers size={32} stroke={1.5} />}
          title={t('empty')}
          actions={
            <>
              <Button component={Link} to={paths.create('person')}>
                {t('addPerson')}
              </Button>
              <Button variant="default" component={Link} to={paths.import('person')}>
                {t('importPeople')}
              </Button>
            </>
          }
        >
          {t('emptyWhat')}
        </EmptyState>
      </Page>
    )
  }
  return <PeopleSheet read={live.value} host={host} info={info} ledger={opened.ledger} />
}
