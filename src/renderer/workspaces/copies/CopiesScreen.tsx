import { Button, Group, Loader, SegmentedControl } from '@mantine/core'
import { IconFiles, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { paperCopy } from '../../../shared/records/paper/paper-copy'
import { useCopyStates } from '../../generic/copies/use-copy-states'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { useMay } from '../../generic/use-may'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import classes from './Copies.module.css'
import { CopyGroupSection } from './CopyGroupSection'
import { type CopyFilter, filters, groupCopies } from './group-copies'

const filterTexts = {
  inUse: 'onlyInUse',
  stale: 'onlyStale',
  unreceived: 'onlyUnreceived',
  collected: 'onlyCollected',
} as const satisfies { readonly [F in CopyFilter]: string }

/** Every sheet that was given out: what is stale on it, who has it, what to reprint and what to collect. */
export const CopiesScreen = () => {
  const { t } = useTranslation('copies')
  const copies = useCopyStates()
  const may = useMay(paperCopy)
  const [query, setQuery] = useSearchParams()
  const filter = filters.find((one) => one === query.get('only')) ?? 'inUse'
  const byHand = may.write && (
    <Button
      component={Link}
      to={paths.create('paperCopy')}
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t('addByHand')}
    </Button>
  )
  return (
    <Page title={t('title')} lead={t('lead')} room="wide" actions={copies && copies.length > 0 && byHand}>
      <GenericSurroundings>
        {!copies ? (
          <Group gap="sm" role="status">
            <Loader size={16} aria-hidden />
            {t('reading')}
          </Group>
        ) : copies.length === 0 ? (
          <EmptyState
            icon={<IconFiles size={32} stroke={1.5} />}
            title={t('empty')}
            actions={
              <>
                <Button component={Link} to={paths.contactLists()}>
                  {t('toLists')}
                </Button>
                {byHand}
              </>
            }
          >
            {t('emptyWhat')}
          </EmptyState>
        ) : (
          <>
            <SegmentedControl
              aria-label={t('filter')}
              className={classes.filter}
              value={filter}
              onChange={(only) => setQuery(only === 'inUse' ? {} : { only }, { replace: true })}
              data={filters.map((value) => ({
                value,
                label: `${t(filterTexts[value])} ${groupCopies(copies, value).reduce((sum, one) => sum + one.copies.length, 0)}`,
              }))}
            />
            <Groups groups={groupCopies(copies, filter)} filter={filter} mayWrite={may.write} />
          </>
        )}
      </GenericSurroundings>
    </Page>
  )
}

type GroupsProps = {
  readonly groups: ReturnType<typeof groupCopies>
  readonly filter: CopyFilter
  readonly mayWrite: boolean
}

const Groups = ({ groups, filter, mayWrite }: GroupsProps) => {
  const { t } = useTranslation('copies')
  if (groups.length === 0) return <p className={classes.none}>{t(`none_${filter}`)}</p>
  return groups.map((group) => <CopyGroupSection key={group.key} group={group} mayWrite={mayWrite} />)
}
