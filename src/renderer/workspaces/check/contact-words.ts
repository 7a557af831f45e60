import { proposedUse } from '../../../shared/domain/checks/kind-of-new-number'
import type { Language } from '../../../shared/records/define'
import { organisation } from '../../../shared/records/people/organisation'
import type { RoundContact, RoundNumber } from './read-round'

type Choices = {
  readonly [key: string]: { readonly label: { readonly ja: string; readonly en: string } } | undefined
}

/** The kinds that a number of its owner may be of. */
const usesOf = ({ declaration }: RoundNumber): Choices => {
  const field = declaration.fields.use
  return field?.kind === 'choice' ? field.choices : {}
}

/** The kind to propose where a new number can hardly be of the old one's kind; null: there is nothing to ask. */
export const newUseOf = (number: RoundNumber, typed: string): string | null =>
  proposedUse(number.use, typed, Object.keys(usesOf(number)))

/** The kinds to choose from, in words. */
export const kindOptions = (number: RoundNumber, language: Language) =>
  Object.entries(usesOf(number)).map(([value, choice]) => ({
    value,
    label: choice?.label[language] ?? value,
  }))

/** What a number is for, in words; empty where nobody said. */
export const kindOf = (number: RoundNumber, language: Language): string =>
  number.use === null ? '' : (usesOf(number)[number.use]?.label[language] ?? number.use)

/** Who somebody is: position and department, the organisation of others, the kinds of an organisation. */
export const whoIs = (contact: RoundContact, language: Language): string => {
  const choices: Choices = organisation.fields.kinds.choices
  const kinds = contact.kinds.map((kind) => choices[kind]?.label[language] ?? kind)
  return [contact.organisation, contact.department, contact.role, ...kinds].filter(Boolean).join(' · ')
}
