import { Button } from '@mantine/core'
import { IconFileUnknown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '../ui/EmptyState'
import { Page } from '../ui/Page'
import { paths } from '../ui/paths'

/** What stands under an address that names no record, or a type this program does not know. */
export const UnknownRecord = () => {
  const { t } = useTranslation('generic')
  return (
    <Page title={t('noSuchRecord')}>
      <EmptyState
        icon={<IconFileUnknown />}
        title={t('noSuchRecord')}
        actions={
          <Button component={Link} to={paths.home()} variant="default">
            {t('toHome')}
          </Button>
        }
      >
        {t('noSuchRecordWhy')}
      </EmptyState>
    </Page>
  )
}
