import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SettingsSection } from './SettingsSection'

/** The way into the sample office from one's own ledger. */
export const SampleOffice = ({ enterSample }: { readonly enterSample: () => Promise<void> }) => {
  const { t } = useTranslation('settings')
  return (
    <SettingsSection title={t('sample')} lead={t('sampleLead')}>
      <div>
        <Button variant="default" onClick={() => void enterSample()}>
          {t('sampleEnter')}
        </Button>
      </div>
    </SettingsSection>
  )
}
