import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../ui/use-language'
import type { NavigationItem } from './navigation-items'

/** What a screen is called in the navigation and the command palette. */
export const useItemLabel = (): ((item: NavigationItem) => string) => {
  const { t } = useTranslation('frame')
  const language = useLanguage()
  return useCallback(
    (item) => (item.text ? t(item.text) : (item.type?.labelMany[language] ?? item.id)),
    [t, language],
  )
}
