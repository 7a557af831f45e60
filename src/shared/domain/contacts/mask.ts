/** What is kept off a sheet, by who gets it. What is masked is taken out before anything is laid out, hashed or linked. */
import { foldPhone } from '../written/phone-text'
import type { Contact, ContactPhone } from './contact'

export type Audience = 'itStaff' | 'managers' | 'everyone' | 'outside'
export type Mask = 'home' | 'mobile' | 'address' | 'mail' | 'numbers'

/** What is proposed when an audience is chosen; a person may then change it. */
export const proposedMasks: { readonly [A in Audience]: readonly Mask[] } = {
  itStaff: [],
  managers: ['numbers'],
  everyone: ['address', 'home', 'mobile', 'numbers'],
  outside: ['address', 'home', 'mail', 'mobile', 'numbers'],
}

/** 070, 080 and 090, also with the country's prefix (numbering plan of the Ministry of Internal Affairs and Communications). */
export const isMobileNumber = (number: string): boolean => /^(?:\+?81|0)[789]0\d{8}/.test(foldPhone(number))

/** A mobile number counts as private under whatever kind it stands, unless it is the office's. */
const isPrivateMobile = ({ use, number }: ContactPhone): boolean =>
  use === 'mobile' || (use !== 'office' && use !== 'fax' && isMobileNumber(number))

/** The contact as the audience may see it. Numbers of organisations and sites are nobody's private ones. */
export const maskContact = (contact: Contact, masked: readonly Mask[]): Contact => {
  const hides = (mask: Mask) => masked.includes(mask)
  const isPerson = contact.subject === 'person' || contact.subject === 'contact'
  return {
    ...contact,
    phones: isPerson
      ? contact.phones.filter(
          (phone) => !(hides('home') && phone.use === 'home') && !(hides('mobile') && isPrivateMobile(phone)),
        )
      : contact.phones,
    ...(hides('mail') ? { mail: '' } : {}),
    ...(hides('address') && isPerson ? { postcode: '', address: '', commute: '', commuteMinutes: null } : {}),
    ...(hides('numbers') ? { contractNumber: '', lineNumber: '', siteCode: '', accountNumber: '' } : {}),
  }
}
