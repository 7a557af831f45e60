import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HostBridge } from '../../../shared/contract/host-api'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { useVerify } from '../../store/client/use-verify'
import { Page } from '../../ui/Page'
import { DeviceCodesContext } from './entry-name'
import { HeadHash } from './HeadHash'
import { PaperHash } from './PaperHash'
import { StruckList } from './StruckList'
import { useDeviceCodes } from './use-device-codes'
import { VerifyProgress } from './VerifyProgress'
import { VerifyResult } from './VerifyResult'

/** What the screen is given of the open ledger: the device that is worked at, and who knows the others. */
type VerifyScreenProps = {
  readonly host: Pick<HostBridge, 'call'>
  readonly opened: { readonly ledger: { readonly device: string; readonly code: string } }
}

/** Chain, fold, store and vault against each other; and whether a hash from paper is still contained. */
export const VerifyScreen = ({ host, opened }: VerifyScreenProps) => {
  const { t } = useTranslation('verify')
  const { state, start, cancel } = useVerify()
  const codes = useDeviceCodes(host, opened.ledger)
  return (
    <DeviceCodesContext value={codes}>
      <Page
        title={t('title')}
        lead={t('lead')}
        room="middle"
        actions={
          state.is === 'running' ? (
            <Button variant="default" onClick={cancel}>
              {t('cancel')}
            </Button>
          ) : (
            <Button onClick={start}>{t(state.is === 'done' ? 'again' : 'start')}</Button>
          )
        }
      >
        <GenericSurroundings>
          {state.is === 'running' && <VerifyProgress progress={state.progress} />}
          {state.is === 'done' && <VerifyResult report={state.report} />}
          {state.is === 'done' && state.report.struck.length > 0 && (
            <StruckList struck={state.report.struck} />
          )}
          <HeadHash />
          <PaperHash />
        </GenericSurroundings>
      </Page>
    </DeviceCodesContext>
  )
}
