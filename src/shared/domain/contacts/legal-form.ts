/** What a company in Japan is by law, where it stands behind its name. */
const BEHIND = /^(.+?)[\s\u3000]?((?:株式|合同|有限|合資|合名|相互)会社)$/u

/** The name without what the company is by law, and that: a line breaks between the two rather than within. */
export const withoutLegalForm = (name: string): readonly [name: string, form: string] => {
  const [, before = name, form = ''] = BEHIND.exec(name) ?? []
  return [before, form]
}
