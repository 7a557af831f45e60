import { Anchor, Button, Group, Loader, Progress, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import type { HostBridge, HostInfo } from '../../../shared/contract/host-api'
import { tally } from '../../../shared/domain/checks/check-round'
import { writeDate } from '../../../shared/domain/written/date-text'
import type { RecordId } from '../../../shared/journal/entry'
import { checkRound } from '../../../shared/records/people/check-round'
import { useSurroundings } from '../../fields/field-surroundings'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { useMay } from '../../generic/use-may'
import type { Opened } from '../../store/store-api'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { ByPaper } from './ByPaper'
import { ByScreen } from './ByScreen'
import classes from './Check.module.css'
import { Result } from './Result'
import type { RoundRead } from './read-round'
import { useRound, useSteps } from './use-round'

export type RoundScreenProps = {
  readonly host: HostBridge
  readonly info: HostInfo
  readonly opened: Opened
}

/** One round: by screen, by paper, and what came of it. */
export const RoundScreen = (props: RoundScreenProps) => {
  const { id } = useParams()
  return (
    <GenericSurroundings key={id}>
      <Round {...props} id={(id ?? '') as RecordId} />
    </GenericSurroundings>
  )
}

const Round = ({ id, ...props }: RoundScreenProps & { readonly id: RecordId }) => {
  const { t } = useTranslation('check')
  const read = useRound(id)
  if (read) return <Known {...props} read={read} />
  return (
    <Page title={t('title')}>
      {read === undefined ? (
        <Group gap="sm" role="status">
          <Loader size={16} aria-hidden />
          {t('reading')}
        </Group>
      ) : (
        <EmptyState
          title={t('notThere')}
          actions={
            <Button component={Link} to={paths.checks()} variant="default">
              {t('backToAll')}
            </Button>
          }
        />
      )}
    </Page>
  )
}

const ways = ['screen', 'paper', 'result'] as const
const wayTexts = { screen: 'wayScreen', paper: 'wayPaper', result: 'wayResult' } as const

const Known = ({ read, ...props }: RoundScreenProps & { readonly read: RoundRead }) => {
  const { t } = useTranslation('check')
  const { writing } = useSurroundings()
  const may = useMay(checkRound)
  const [query, setQuery] = useSearchParams()
  const steps = useSteps(read)
  const { values, list } = read.round
  const isOver = values.closedOn !== undefined || (may.known && !may.write)
  const asked = ways.find((way) => way === query.get('by')) ?? 'screen'
  const way = isOver ? 'result' : asked
  const { left } = tally(
    steps.map(({ number }) => number),
    values.startedOn ?? '',
  )
  const done = steps.length - left.length
  const goTo = (next: (typeof ways)[number]) =>
    setQuery(next === 'screen' ? {} : { by: next }, { replace: true })
  return (
    <Page
      title={values.name ?? t('title')}
      lead={t('whoOf', { day: writeDate(values.startedOn ?? '', writing), who: list ?? t('everybody') })}
      room="wide"
      before={
        <Anchor component={Link} to={paths.checks()} size="sm">
          {t('title')}
        </Anchor>
      }
    >
      {steps.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyWhat')}</EmptyState>
      ) : (
        <>
          <div className={classes.bar}>
            {!isOver && (
              <SegmentedControl
                aria-label={t('way')}
                value={way}
                onChange={(next) => goTo(next as typeof way)}
                data={ways.map((value) => ({ value, label: t(wayTexts[value]) }))}
              />
            )}
            <div className={classes.progress}>
              <Progress
                value={(100 * done) / steps.length}
                size="sm"
                aria-label={t('progress', { done, total: steps.length })}
              />
              <p>
                {t('progress', { done, total: steps.length })}
                {'　'}
                <strong>{t('progressLeft', { count: left.length })}</strong>
              </p>
            </div>
          </div>
          {way === 'screen' && <ByScreen round={read.round} steps={steps} onResult={() => goTo('result')} />}
          {way === 'paper' && <ByPaper {...props} round={read.round} steps={steps} />}
          {way === 'result' && <Result round={read.round} steps={steps} mayWrite={may.write} />}
        </>
      )}
    </Page>
  )
}
