import type { Language } from '../../../shared/records/define'
import { organisation } from '../../../shared/records/people/organisation'
import type { RoundContact, RoundNumber } from './read-round'

type Choices = {
  readonly [key: string]: { readonly label: { readonly ja: string; readonly en: string } } | undefined
}

/** What a number is for, in words; empty where nobody said. */
export const kindOf = ({ declaration, use }: RoundNumber, language: Language): string => {
  const field = declaration.fields.use
  const choices: Choices = field?.kind === 'choice' ? field.choices : {}
  return use === null ? '' : (choices[use]?.label[language] ?? use)
}

/** Who somebody is: position and department, the organisation of others, the kinds of an organisation. */
export const whoIs = (contact: RoundContact, language: Language): string => {
  const choices: Choices = organisation.fields.kinds.choices
  const kinds = contact.kinds.map((kind) => choices[kind]?.label[language] ?? kind)
  return [contact.organisation, contact.department, contact.role, ...kinds].filter(Boolean).join(' · ')
}
