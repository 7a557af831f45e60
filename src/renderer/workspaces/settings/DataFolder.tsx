import { Code } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HostInfo } from '../../../shared/contract/host-api'
import { Notice } from '../../ui/Notice'
import classes from './Settings.module.css'
import { SettingLine } from './SettingsSection'

/** Where the ledger itself lies, and whether somebody else can read it there. */
export const DataFolder = ({ info, code }: { readonly info: HostInfo; readonly code: string }) => {
  const { t } = useTranslation('settings')
  return (
    <>
      {info.folderWarning && <Notice tone="late" title={t(info.folderWarning)} />}
      <SettingLine label={t('dataFolder')} help={`${t('dataFolderHelp')} ${t('device_code', { code })}`}>
        <div className={classes.path}>
          <Code>{info.dataFolder}</Code>
        </div>
      </SettingLine>
    </>
  )
}
