import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { RecordId } from '../../../shared/journal/entry'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { GenericSurroundings } from '../GenericSurroundings'
import { useTitles } from '../use-titles'
import { HistoryList } from './HistoryList'

/** Items fetched at a time: a few screens. */
const STEP = 100

/** What happened in the whole ledger, or to one record (`?record=`). */
export const HistoryScreen = () => {
  const { t } = useTranslation('history')
  const [query] = useSearchParams()
  const record = query.get('record') as RecordId | null
  const titles = useTitles(record ? [record] : [])
  const title = record ? t('historyOf', { name: titles[record] ?? '' }) : t('history')
  return (
    <Page
      title={title}
      lead={t('historyLead')}
      room="wide"
      before={
        record && (
          <Anchor component={Link} to={paths.record(record)} size="sm">
            {t('backToRecord')}
          </Anchor>
        )
      }
    >
      <GenericSurroundings>
        <HistoryList key={record ?? ''} {...(record ? { record } : {})} step={STEP} level={2} />
      </GenericSurroundings>
    </Page>
  )
}
