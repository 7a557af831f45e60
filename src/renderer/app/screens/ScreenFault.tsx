import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useRouteError } from 'react-router'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { newFaultId, noteFault, placeOf } from '../faults'
import { useOpenLedger } from '../open-ledger-context'
import { FaultBody } from './FaultBody'

/** A defect of one screen; the frame around it stays. */
export const ScreenFault = () => {
  const { t } = useTranslation('frame')
  const error = useRouteError()
  const { host } = useOpenLedger()
  const [id] = useState(newFaultId)
  useEffect(() => noteFault(host, `screen ${placeOf(location.hash)}`, id, error), [host, id, error])
  return (
    <Page title={t('fault')} room="text">
      <FaultBody id={id} readLog={() => host.call('faults.read', {})}>
        <Button component={Link} to={paths.home()} variant="default">
          {t('toHome')}
        </Button>
      </FaultBody>
    </Page>
  )
}
