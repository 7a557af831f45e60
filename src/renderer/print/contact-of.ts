/** A person, an organisation or a site as the rules of contact lists see it. */
import type { JsonValue } from '../../shared/base/json'
import {
  bareContact,
  type Contact,
  type ContactPhone,
  type ContactSubject,
  type Named,
} from '../../shared/domain/contacts/contact'
import type { FieldValues } from '../../shared/journal/intent'
import { typeOfId } from '../../shared/records/registry'

/** The part of a record's view that is read. */
export type ContactView = {
  readonly row: { readonly id: string; readonly values: FieldValues }
  readonly children: { readonly [field: string]: readonly { readonly values: FieldValues }[] }
  readonly titles: { readonly [id: string]: string }
}

/** The record types whose records can stand on a list. */
export const contactTypes = ['person', 'organisation', 'site'] as const

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

const subjectOf = (id: string, values: FieldValues): ContactSubject => {
  const type = typeOfId(id)
  if (type === 'organisation' || type === 'site') return type
  return text(values.organisation) === '' ? 'person' : 'contact'
}

const phoneOf = ({ values }: { readonly values: FieldValues }): ContactPhone => ({
  use: text(values.use) || null,
  number: text(values.number),
  checkedOn: text(values.checkedOn) || null,
  unreachedOn: text(values.unreachedOn) || null,
  remark: text(values.remark),
})

/** Reads one record. A number that was struck out is none. */
export const contactOf = ({ row: { id, values }, children, titles }: ContactView): Contact => {
  const named = (field: string): Named | null => {
    const to = text(values[field])
    return to === '' ? null : { id: to, name: titles[to] ?? '' }
  }
  const subject = subjectOf(id, values)
  return {
    ...bareContact(subject, id, text(values.name)),
    reading: text(values.reading),
    phones: (children.phones ?? []).map(phoneOf).filter(({ number }) => number !== ''),
    role: text(values.role),
    department: text(values.department),
    mail: text(values.mail),
    emergencyRole: text(values.emergencyRole),
    site: named('site'),
    organisation: named('organisation'),
    deputy: named('deputy'),
    calledBy: named('calledBy'),
    postcode: text(values.postcode),
    address: text(values.address),
    commute: text(values.commute),
    commuteMinutes: typeof values.commuteMinutes === 'number' ? values.commuteMinutes : null,
    kinds: Array.isArray(values.kinds) ? values.kinds.filter((kind) => typeof kind === 'string') : [],
    hours: text(values.supportHours),
    contractNumber: text(values.contractNumber),
    lineNumber: text(values.lineNumber),
    siteCode: text(values.siteCode),
    accountNumber: text(values.accountNumber),
    emergencyDesk: text(values.emergencyDesk),
    head: named('head'),
    assemblyPoint: text(values.assemblyPoint),
    access: text(values.access),
    keys: text(values.keys),
  }
}
