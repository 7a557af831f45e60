import { useEffect, useMemo, useState } from 'react'
import type { CopyStatus, HostBridge } from '../../shared/contract/host-api'
import type { StoreLink } from '../store/connect'
import type { KeptState } from '../store/store-api'

/** Follows where entries are kept: the vault, the copy, the way to the host. */
export const useLedgerState = (
  host: HostBridge,
  link: StoreLink,
  keptAtStart: KeptState,
): {
  readonly copy: CopyStatus | null
  readonly kept: KeptState['where']
  readonly refused: KeptState['refused']
  readonly hostGone: boolean
} => {
  const [copy, setCopy] = useState<CopyStatus | null>(null)
  const [kept, setKept] = useState(keptAtStart)
  const [hostGone, setHostGone] = useState(false)
  useEffect(() => {
    let here = true
    const askCopy = async (): Promise<void> => {
      const status = await host.call('copy.status', {})
      if (here) setCopy(status)
    }
    // While the way to the host is lost the answer comes with `host.back`.
    const ask = (): void => void askCopy().catch(() => undefined)
    ask()
    const leave = [
      host.on('copy.changed', setCopy),
      host.on('host.gone', () => setHostGone(true)),
      host.on('host.back', () => {
        setHostGone(false)
        ask()
      }),
      link.on((event) => {
        if (event.type === 'kept') setKept({ where: event.where, refused: event.refused } as KeptState)
      }),
    ]
    return () => {
      here = false
      for (const off of leave) off()
    }
  }, [host, link])
  return useMemo(() => ({ copy, kept: kept.where, refused: kept.refused, hostGone }), [copy, kept, hostGone])
}
