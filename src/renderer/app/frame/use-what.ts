import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { UndoState } from '../../store/store-api'

type Undoable = NonNullable<UndoState['undo']>

/** Names an intent as a thing: `「田中」の変更`. */
export const useWhat = (): ((intent: Undoable) => string) => {
  const { t } = useTranslation('frame')
  return useCallback((intent) => t(`what_${intent.kind}`, { name: intent.name }), [t])
}
