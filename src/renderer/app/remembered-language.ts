/** The language this browser showed last, so that the first picture is in it before a user is known. */
const KEY = 'daicho.language'

export const rememberedLanguage = (): 'ja' | 'en' | null => {
  const value = localStorage.getItem(KEY)
  return value === 'ja' || value === 'en' ? value : null
}

export const rememberLanguage = (language: string): void => localStorage.setItem(KEY, language)
