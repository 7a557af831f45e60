import { useEffect, useMemo, useState } from 'react'
import type { HostBridge } from '../../../shared/contract/host-api'
import type { DeviceCodes } from './entry-name'

/** This device's code, and those of other devices that the vault knows. */
export const useDeviceCodes = (
  host: Pick<HostBridge, 'call'>,
  own: { readonly device: string; readonly code: string },
): DeviceCodes => {
  const [others, setOthers] = useState<DeviceCodes>({})
  useEffect(() => {
    void host.call('vault.heads', {}).then(
      (heads) => {
        if (!heads.ok) return
        setOthers(
          Object.fromEntries(heads.value.flatMap(({ device, code }) => (code ? [[device, code]] : []))),
        )
      },
      // Without the host, entries of other devices are called by their ids.
      () => undefined,
    )
  }, [host])
  return useMemo(() => ({ ...others, [own.device]: own.code }), [others, own.device, own.code])
}
