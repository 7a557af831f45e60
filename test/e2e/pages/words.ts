/** The words of the screens, by area and language, as a person sees them. */
import { areas } from '../../../src/renderer/texts/index'

export type Language = 'ja' | 'en'

type Areas = typeof areas

/** Texts of one area in one language. */
export const wordsOf = <A extends keyof Areas>(area: A, language: Language): Areas[A]['ja'] =>
  areas[area][language] as Areas[A]['ja']

/** Fills in `{{name}}`. */
export const filled = (text: string, values: { readonly [name: string]: string | number }): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

/** A text with its `{{names}}` left open, to look for when what fills it does not matter. */
export const pattern = (text: string): RegExp =>
  new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  )
