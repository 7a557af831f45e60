import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
export const SettingsScreen = (_props: Record<string, unknown>) => {
  const { t } = useTranslation('settings')
  return <Page title={t('title')}>{null}</Page>
}
