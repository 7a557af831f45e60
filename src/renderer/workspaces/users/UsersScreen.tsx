import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
export const UsersScreen = () => {
  const { t } = useTranslation('users')
  return (
    <Page title={t('title')} lead={t('lead')} actions={<Button>{t('add')}</Button>}>
      {null}
    </Page>
  )
}
