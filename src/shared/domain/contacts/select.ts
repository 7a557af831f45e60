/**
 * Who stands on a contact list. Conditions of one subject are joined by or, those of different subjects by and; a
 * condition whose subject a kind of record does not have leaves that kind alone. Who was added by hand stands on it
 * whatever the conditions say; who was left out does not.
 */
import { foldForSearch } from '../../base/text'
import type { Contact, ContactSubject } from './contact'

export type RuleSubject = 'role' | 'department' | 'site' | 'emergencyRole' | 'organisation' | 'kinds'

/** `value`: words it holds, folded; `*` is anything but empty. */
export type ContactRule = { readonly subject: RuleSubject; readonly value: string }

export type ContactChoice = {
  /** `hand`: rules find nobody. */
  readonly chosen: 'rules' | 'hand'
  readonly subjects: readonly ContactSubject[]
  readonly rules: readonly ContactRule[]
  /** In the order they were added; of two for one record the later one counts. */
  readonly members: readonly { readonly record: string; readonly how: 'add' | 'leaveOut' }[]
}

/** What each kind of record can be asked for. */
const subjectsOf: { readonly [S in ContactSubject]: readonly RuleSubject[] } = {
  person: ['role', 'department', 'site', 'emergencyRole'],
  contact: ['role', 'department', 'site', 'emergencyRole', 'organisation'],
  organisation: ['organisation', 'site', 'kinds'],
  site: ['site'],
}

/** The texts of a contact that a rule of this subject looks at; `kindWords`: what a kind is called, in every language. */
const textsOf = (
  contact: Contact,
  subject: RuleSubject,
  kindWords: (kind: string) => readonly string[],
): readonly string[] => {
  if (subject === 'kinds') return contact.kinds.flatMap((kind) => [kind, ...kindWords(kind)])
  if (subject === 'site') return [contact.subject === 'site' ? contact.name : (contact.site?.name ?? '')]
  if (subject === 'organisation')
    return [contact.subject === 'organisation' ? contact.name : (contact.organisation?.name ?? '')]
  return [contact[subject]]
}

type Condition = { readonly subject: RuleSubject; readonly wanted: readonly string[] }

const conditionsOf = (rules: readonly ContactRule[]): readonly Condition[] => {
  const wanted = new Map<RuleSubject, string[]>()
  for (const { subject, value } of rules) {
    const folded = foldForSearch(value)
    // A condition that was not filled in yet asks for nothing.
    if (folded !== '') wanted.set(subject, [...(wanted.get(subject) ?? []), folded])
  }
  return [...wanted].map(([subject, values]) => ({ subject, wanted: values }))
}

/** Those of `all` who stand on the list, in the order given. */
export const selectContacts = (
  all: readonly Contact[],
  { chosen, subjects, rules, members }: ContactChoice,
  kindWords: (kind: string) => readonly string[] = () => [],
): readonly Contact[] => {
  const byHand = new Map(members.map(({ record, how }) => [record, how]))
  const conditions = conditionsOf(rules)
  const isFound = (contact: Contact): boolean => {
    if (chosen === 'hand' || !subjects.includes(contact.subject)) return false
    return conditions.every(({ subject, wanted }) => {
      if (!subjectsOf[contact.subject].includes(subject)) return true
      const texts = textsOf(contact, subject, kindWords).map(foldForSearch)
      return wanted.some((words) =>
        texts.some((text) => (words === '*' ? text !== '' : text.includes(words))),
      )
    })
  }
  return all.filter((contact) => {
    const how = byHand.get(contact.id)
    return how === undefined ? isFound(contact) : how === 'add'
  })
}
