import { useTranslation } from 'react-i18next'
import type { Language } from '../texts/index'

/** The language of the screens now; for labels that come from declarations. Renders again when it changes. */
export const useLanguage = (): Language => {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'ja'
}
