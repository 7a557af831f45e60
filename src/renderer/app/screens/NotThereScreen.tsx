import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'

/** An address that leads nowhere. */
export const NotThereScreen = () => {
  const { t } = useTranslation('frame')
  return (
    <Page title={t('notThere')}>
      <EmptyState
        title={t('notThereWhy')}
        actions={
          <Button component={Link} to={paths.home()}>
            {t('toHome')}
          </Button>
        }
      />
    </Page>
  )
}
