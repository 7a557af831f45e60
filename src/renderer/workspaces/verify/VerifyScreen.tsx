import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
export const VerifyScreen = (_props: Record<string, unknown>) => {
  const { t } = useTranslation('verify')
  return <Page title={t('title')}>{null}</Page>
}
