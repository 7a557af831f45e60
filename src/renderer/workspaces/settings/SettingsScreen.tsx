import { useTranslation } from 'react-i18next'
import type { CopyStatus, HostBridge, HostInfo } from '../../../shared/contract/host-api'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import type { Opened } from '../../store/store-api'
import { Page } from '../../ui/Page'
import { CopyFolder } from './CopyFolder'
import { DataFolder } from './DataFolder'
import { OfficeSettings } from './OfficeSettings'
import { OwnSettings } from './OwnSettings'
import { SampleOffice } from './SampleOffice'
import { SettingsSection } from './SettingsSection'

type SettingsScreenProps = {
  readonly host: HostBridge
  readonly info: HostInfo
  readonly opened: Opened
  readonly copy: CopyStatus | null
  readonly enterSample: () => Promise<void>
}

/** The office's settings, one's own, and those of this computer. */
export const SettingsScreen = ({ host, info, opened, copy, enterSample }: SettingsScreenProps) => {
  const { t } = useTranslation('settings')
  return (
    <Page title={t('title')} room="wide">
      <GenericSurroundings>
        <OwnSettings />
        <OfficeSettings />
        <SettingsSection title={t('device')} lead={t('deviceLead')}>
          <DataFolder info={info} code={opened.ledger.code} />
          {!opened.ledger.sample && <CopyFolder host={host} copy={copy} />}
        </SettingsSection>
        {!opened.ledger.sample && <SampleOffice enterSample={enterSample} />}
      </GenericSurroundings>
    </Page>
  )
}
