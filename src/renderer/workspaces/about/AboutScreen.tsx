import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
export const AboutScreen = (_props: Record<string, unknown>) => {
  const { t } = useTranslation('about')
  return <Page title={t('title')}>{null}</Page>
}
