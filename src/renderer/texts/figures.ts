import type { Language } from '../../shared/records/define'

const writers = {
  ja: new Intl.NumberFormat('ja-JP'),
  en: new Intl.NumberFormat('en-US'),
} as const satisfies { readonly [language in Language]: Intl.NumberFormat }

/** A count as people read it, in figures grouped by three. Numbers that fill a sentence are written so by `t`. */
export const figures = (count: number, language: Language): string => writers[language].format(count)
