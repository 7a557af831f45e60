import type { Label, Language } from '../../shared/records/define'

/** The label of a type within a sentence: English words begin small there, abbreviations do not. */
export const inSentence = (label: Label, language: Language): string => {
  const text = label[language]
  if (language !== 'en' || /^\p{Lu}{2}/u.test(text)) return text
  return text.charAt(0).toLowerCase() + text.slice(1)
}
