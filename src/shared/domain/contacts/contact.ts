/** Whoever can stand on a contact list, as its rules see them: plain values, read from records by who calls the rules. */

export type ContactPhone = {
  /** Key of what the number is for; null where nobody said. */
  readonly use: string | null
  readonly number: string
  /** YYYY-MM-DD, or null: nobody was ever reached on it. */
  readonly checkedOn: string | null
  /** YYYY-MM-DD of the last call in vain, unless somebody was reached since. */
  readonly unreachedOn: string | null
  /** How to call: hours, what to press. */
  readonly remark: string
}

/** `person`: our own; `contact`: a person of another organisation. */
export type ContactSubject = 'person' | 'contact' | 'organisation' | 'site'

/** A record that another leads to, with its name. */
export type Named = { readonly id: string; readonly name: string }

/** Texts are empty, and references null, where a record has none or its type does not know such a field. */
export type Contact = {
  readonly id: string
  readonly subject: ContactSubject
  readonly name: string
  readonly reading: string
  readonly phones: readonly ContactPhone[]
  readonly role: string
  readonly department: string
  readonly mail: string
  readonly emergencyRole: string
  /** Where somebody works, or which place an organisation serves. */
  readonly site: Named | null
  /** The organisation that somebody from outside belongs to. */
  readonly organisation: Named | null
  readonly deputy: Named | null
  readonly calledBy: Named | null
  readonly postcode: string
  readonly address: string
  readonly commute: string
  readonly commuteMinutes: number | null
  /** Keys of the kinds of an organisation. */
  readonly kinds: readonly string[]
  readonly hours: string
  readonly contractNumber: string
  readonly lineNumber: string
  readonly siteCode: string
  readonly accountNumber: string
  readonly emergencyDesk: string
  readonly head: Named | null
  readonly assemblyPoint: string
  readonly access: string
  readonly keys: string
}

/** A contact of whom nothing is known but who it is. */
export const bareContact = (subject: ContactSubject, id: string, name: string): Contact => ({
  id,
  subject,
  name,
  reading: '',
  phones: [],
  role: '',
  department: '',
  mail: '',
  emergencyRole: '',
  site: null,
  organisation: null,
  deputy: null,
  calledBy: null,
  postcode: '',
  address: '',
  commute: '',
  commuteMinutes: null,
  kinds: [],
  hours: '',
  contractNumber: '',
  lineNumber: '',
  siteCode: '',
  accountNumber: '',
  emergencyDesk: '',
  head: null,
  assemblyPoint: '',
  access: '',
  keys: '',
})
