import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
export const HomeScreen = (_props: Record<string, unknown>) => {
  const { t } = useTranslation('home')
  return <Page title={t('title')}>{null}</Page>
}
