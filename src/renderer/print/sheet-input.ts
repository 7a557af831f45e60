/** What a contact list is made from: what was asked for, everybody there is, and the state of the ledger. */
import type { Contact } from '../../shared/domain/contacts/contact'
import type { Audience, Mask } from '../../shared/domain/contacts/mask'
import type { ContactChoice } from '../../shared/domain/contacts/select'
import type { Writing } from '../../shared/domain/written/writing'
import type { ValuesOf } from '../../shared/records/define'
import type { contactList } from '../../shared/records/paper/contact-list'

type ListValues = ValuesOf<typeof contactList>

export type SheetLayout = NonNullable<ListValues['layout']>
export type SheetGrouping = NonNullable<ListValues['grouping']>
export type SheetOrder = NonNullable<ListValues['order']>
export type SheetPaper = NonNullable<ListValues['paper']>
export type SheetColumn =
  | 'reading'
  | 'role'
  | 'department'
  | 'site'
  | 'emergencyRole'
  | 'deputy'
  | 'numbers'
  | 'hours'
  | 'checked'
  | 'mail'
  | 'address'

export type SheetOptions = {
  readonly title: string
  readonly layout: SheetLayout
  readonly audience: Audience | null
  readonly masked: readonly Mask[]
  readonly choice: ContactChoice
  readonly grouping: SheetGrouping
  readonly order: SheetOrder
  readonly columns: readonly SheetColumn[]
  readonly paper: SheetPaper
  readonly note: string
  readonly language: 'ja' | 'en'
}

export type SheetInput = {
  /** Id of the record that keeps the list; null while it was not saved. */
  readonly list: string | null
  readonly options: SheetOptions
  /** Everybody who could stand on it: who does is chosen from them. */
  readonly contacts: readonly Contact[]
  readonly office: {
    readonly name: string
    readonly zone: string
    readonly years: Writing['years']
    readonly uncheckedAfterDays: number
  }
  /** The moment (ISO UTC) and the state of the ledger the list is drawn from. */
  readonly drawn: {
    readonly at: string
    readonly ledger: string
    readonly version: string
    readonly head: string | null
  }
}
