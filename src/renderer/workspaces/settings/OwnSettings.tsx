import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useOwnPreference } from '../../generic/own-preference'
import { useCurrentUser } from '../../store/client/hooks'
import { useLanguage } from '../../ui/use-language'
import { SettingLine, SettingsSection } from './SettingsSection'

/** Language and appearance of the user who writes now; at once. */
export const OwnSettings = () => {
  const { t } = useTranslation(['settings', 'frame'])
  const user = useCurrentUser()
  const language = useLanguage()
  const { scheme, setOwn } = useOwnPreference()
  if (!user) return null
  return (
    <SettingsSection title={t('own')} lead={t('ownLead', { name: user.name })}>
      <SettingLine label={t('language')} labelId="own-language">
        <SegmentedControl
          aria-labelledby="own-language"
          value={language}
          onChange={(value) => void setOwn({ language: value === 'en' ? 'en' : 'ja' })}
          data={[
            { value: 'ja', label: t('frame:japanese') },
            { value: 'en', label: t('frame:english') },
          ]}
        />
      </SettingLine>
      <SettingLine label={t('appearance')} labelId="own-appearance">
        <SegmentedControl
          aria-labelledby="own-appearance"
          value={scheme}
          onChange={(value) =>
            void setOwn({ theme: value === 'light' || value === 'dark' ? value : 'system' })
          }
          data={(['light', 'dark', 'system'] as const).map((one) => ({ value: one, label: t(one) }))}
        />
      </SettingLine>
    </SettingsSection>
  )
}
