import { createContext, useCallback, useContext } from 'react'
import { useTranslation } from 'react-i18next'

/** The device that is worked at: its id and the code its numbers carry. */
export type OwnDevice = { readonly device: string; readonly code: string }

export const OwnDeviceContext = createContext<OwnDevice | null>(null)

/** What an entry (`device:number`) is called: by the code of this device, of another one by its id. */
export const useEntryName = (): ((entry: string) => string) => {
  const { t } = useTranslation('verify')
  const own = useContext(OwnDeviceContext)
  return useCallback(
    (entry) => {
      const [device = '', seq = ''] = entry.split(':')
      return device === own?.device
        ? t('entryOfCode', { code: own.code, seq })
        : t('entryOfDevice', { device, seq })
    },
    [t, own],
  )
}
