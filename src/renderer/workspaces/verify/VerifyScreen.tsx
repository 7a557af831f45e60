import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { useVerify } from '../../store/client/use-verify'
import { Page } from '../../ui/Page'
import { type OwnDevice, OwnDeviceContext } from './entry-name'
import { HeadHash } from './HeadHash'
import { PaperHash } from './PaperHash'
import { StruckList } from './StruckList'
import { VerifyProgress } from './VerifyProgress'
import { VerifyResult } from './VerifyResult'

/** What the screen is given of the open ledger: the device that is worked at. */
type VerifyScreenProps = { readonly opened: { readonly ledger: OwnDevice } }

/** Chain, fold, store and vault against each other; and whether a hash from paper is still contained. */
export const VerifyScreen = ({ opened }: VerifyScreenProps) => {
  const { t } = useTranslation('verify')
  const { state, start, cancel } = useVerify()
  return (
    <OwnDeviceContext value={opened.ledger}>
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
    </OwnDeviceContext>
  )
}
