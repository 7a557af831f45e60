import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isAdministrator } from '../../../shared/domain/roles/may'
import { useCurrentUser } from '../../store/client/hooks'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'

type MendScreenProps = {
  /** Closes the ledger and shows the ways to mend it. */
  readonly mend: () => Promise<void>
}

/** The address of mending: nothing is written while files are mended, so the ledger is closed first. */
export const MendScreen = ({ mend }: MendScreenProps) => {
  const { t } = useTranslation('damage')
  const user = useCurrentUser()
  const may = user ? isAdministrator(user.roles) : null
  const begun = useRef(false)
  useEffect(() => {
    if (!may || begun.current) return
    begun.current = true
    void mend()
  }, [may, mend])
  return (
    <Page title={t('title')} room="middle">
      {may === false && <Notice tone="calm" title={t('onlyAdministrator')} />}
    </Page>
  )
}
