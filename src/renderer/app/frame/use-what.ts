import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { UndoState } from '../../store/store-api'
import { shortName } from '../../ui/short-name'

type Undoable = NonNullable<UndoState['undo']>

const counted = ['create', 'edit', 'delete', 'restore', 'import', 'undo', 'redo'] as const

/** Names an intent as a thing: `「田中」の変更`; where it is known how many records it touched, with their number. */
export const useWhat = (): ((intent: Undoable, records?: number) => string) => {
  const { t } = useTranslation('frame')
  return useCallback(
    ({ kind, name: known }, records) => {
      if (known === null) return t('whatNothing')
      // A name that was struck out is gone from here as well.
      const name = shortName(known) || t('whatStruck')
      const many = counted.find((one) => one === kind)
      // An import is of many until it is known to be of one.
      if (records === undefined && kind === 'import') return t('whatSome_import', { name })
      if (records === undefined || records < 2 || !many) return t(`what_${kind}`, { name })
      return t(`whatMany_${many}`, { name, records })
    },
    [t],
  )
}
