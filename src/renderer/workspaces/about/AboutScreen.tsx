import { Code } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CopyStatus, HostBridge, HostInfo } from '../../../shared/contract/host-api'
import type { Opened } from '../../store/store-api'
import { Logo } from '../../ui/Logo'
import { Page } from '../../ui/Page'
import classes from './About.module.css'
import { CheckEverything } from './CheckEverything'
import { FaultLog } from './FaultLog'
import { Licences } from './Licences'

type AboutScreenProps = {
  readonly host: HostBridge
  readonly info: HostInfo
  readonly opened: Opened
  readonly copy: CopyStatus | null
}

/** Systems by the names they have for people; `process.platform` is a name for programs. */
const systemNames: { readonly [platform: string]: string } = {
  darwin: 'macOS',
  freebsd: 'FreeBSD',
  linux: 'Linux',
  win32: 'Windows',
}

/** What this Daicho is, where its things are, whether all is well, and whose work it contains. */
export const AboutScreen = ({ host, info, opened, copy }: AboutScreenProps) => {
  const { t } = useTranslation('about')
  const facts = [
    [t('version'), info.version],
    [t('shell'), t(info.shell === 'electron' ? 'shellElectron' : 'shellWeb')],
    [t('platform'), systemNames[info.platform] ?? info.platform],
    [t('dataFolder'), <Code key="folder">{info.dataFolder}</Code>],
    [t('ledger'), <Code key="ledger">{opened.ledger.ledger}</Code>],
    [t('device'), t('deviceWithId', { code: opened.ledger.code, id: opened.ledger.device })],
  ] as const
  return (
    <Page title={t('title')} room="wide">
      <div className={classes.product}>
        <Logo size={56} />
        <div>
          <p className={classes.name}>{t('product')}</p>
          <p className={classes.what}>{t('what')}</p>
        </div>
      </div>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CheckEverything host={host} info={info} copy={copy} sample={opened.ledger.sample} />
      <FaultLog host={host} />
      <Licences />
    </Page>
  )
}
