import { useTranslation } from 'react-i18next'
import { person } from '../../../shared/records/people/person'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { useMay } from '../../generic/use-may'
import { useCounts, useHistory } from '../../store/client/hooks'
import { Page } from '../../ui/Page'
import { AttentionList } from './AttentionList'
import { FirstSteps } from './FirstSteps'
import { HomeNotices, type HomeNoticesProps } from './HomeNotices'
import classes from './HomeScreen.module.css'
import { RecentChanges } from './RecentChanges'
import { RecordCounts } from './RecordCounts'

/** Changes shown. */
const RECENT = 10

/** What is wrong, what wants a look, what there is, what happened last. */
export const HomeScreen = (props: HomeNoticesProps) => {
  const { t } = useTranslation('home')
  const people = useCounts()?.person
  const may = useMay(person)
  const recent = useHistory({ limit: RECENT })
  return (
    <Page title={t('title')} room="wide">
      <GenericSurroundings>
        <HomeNotices {...props} />
        {/* The first user is a person already. */}
        {may.write && people && people.live <= 1 && <FirstSteps />}
        {people && (
          <div className={classes.columns}>
            <div>
              {/* Counting reads every number: what can be answered at once goes first. */}
              <AttentionList begin={recent !== undefined} />
              <RecordCounts />
            </div>
            <RecentChanges items={recent?.items ?? []} />
          </div>
        )}
      </GenericSurroundings>
    </Page>
  )
}
