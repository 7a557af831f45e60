import { createContext, useCallback, useContext } from 'react'
import { useTranslation } from 'react-i18next'

/** The codes that numbers of devices carry, by device id, as far as they are known here. */
export type DeviceCodes = { readonly [device: string]: string }

export const DeviceCodesContext = createContext<DeviceCodes>({})

/** What an entry (`device:number`) is called: by the code of its device; where no card tells it, by the device's id. */
export const useEntryName = (): ((entry: string) => string) => {
  const { t } = useTranslation('verify')
  const codes = useContext(DeviceCodesContext)
  return useCallback(
    (entry) => {
      const [device = '', seq = ''] = entry.split(':')
      const code = codes[device]
      return code === undefined ? t('entryOfDevice', { device, seq }) : t('entryOfCode', { code, seq })
    },
    [t, codes],
  )
}
