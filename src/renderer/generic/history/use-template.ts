import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from './narration'

/** Sentences of history in the language of the screens, with their placeholders left in. */
export const useTemplate = (): Template => {
  const { i18n } = useTranslation('history')
  return useCallback((key) => String(i18n.getResource(i18n.language, 'history', key)), [i18n])
}
