import { findDeclaration, type RecordDeclaration } from './define'
import { office } from './office/office'
import { user } from './office/user'
import { contactList } from './paper/contact-list'
import { contactListMember } from './paper/contact-list-member'
import { contactListRule } from './paper/contact-list-rule'
import { paperCopy } from './paper/paper-copy'
import { checkRound } from './people/check-round'
import { organisation } from './people/organisation'
import { organisationPhone } from './people/organisation-phone'
import { person } from './people/person'
import { phone } from './people/phone'
import { site } from './people/site'
import { sitePhone } from './people/site-phone'

/** Every record type, in the order of navigation. Adding a type = one file and one line here. */
export const registry = {
  person,
  phone,
  organisation,
  organisationPhone,
  site,
  sitePhone,
  contactList,
  contactListRule,
  contactListMember,
  paperCopy,
  checkRound,
  user,
  office,
} as const

/** Looks a declaration up by type name; undefined for a type a newer program wrote. */
export const declarationOf = (type: string): RecordDeclaration | undefined => findDeclaration(registry, type)

/** The type part of a record id such as `person:k3f…`. */
export const typeOfId = (id: string): string => id.slice(0, id.indexOf(':'))
