/** The pages of the help, in both languages, as files of resources/help. */
import type { Language } from '../../texts/index'

const files = import.meta.glob<string>('../../../../resources/help/{ja,en}/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Pages in the order of reading. */
export const helpPages = [
  'first-steps',
  'people',
  'undo-and-history',
  'import',
  'export',
  'printing',
  'paper-copies',
  'checking-numbers',
  'users-and-roles',
  'where-data-is-kept',
  'verify',
  'keyboard',
] as const

export type HelpPage = { readonly id: string; readonly title: string; readonly text: string }

/** The page in a language; null when there is none. Its title is its first heading. */
export const helpPage = (language: Language, id: string): HelpPage | null => {
  const text = files[`../../../../resources/help/${language}/${id}.md`]
  if (text === undefined) return null
  return { id, text, title: /^# (.+)$/m.exec(text)?.[1] ?? id }
}
