import type { JsonValue } from '../../../shared/base/json'
import type { Choice, Language } from '../../../shared/records/define'

/** Label of a choice; of one this program does not know, its key. */
export const choiceText = (
  choices: { readonly [key: string]: Choice } | undefined,
  value: JsonValue,
  language: Language,
): string => (typeof value === 'string' ? (choices?.[value]?.label[language] ?? value) : '')
