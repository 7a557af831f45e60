import { useEffect, useState } from 'react'
import { useRouteError } from 'react-router'
import { newFaultId, noteFault, placeOf } from '../faults'
import { useOpenLedger } from '../open-ledger-context'
import { FaultView } from './FaultView'

/** What the router caught in a screen; the frame around it stays. */
export const ScreenFault = () => {
  const error = useRouteError()
  const { host } = useOpenLedger()
  const [id] = useState(newFaultId)
  useEffect(() => noteFault(host, `screen ${placeOf(location.hash)}`, id, error), [host, id, error])
  return <FaultView id={id} readLog={() => host.call('faults.read', {})} onAgain={() => location.reload()} />
}
