/**
 * The sample office: plainly invented people, organisations and sites with numbers that nobody can have (…-0000-…), one
 * file per language with the same keys. A reference holds the `key` of what it leads to. Days are counted back from the
 * day the sample is opened, so that it never grows old.
 */
import type { ValuesOf } from '../../src/shared/records/define'
import type { office } from '../../src/shared/records/office/office'
import type { contactList } from '../../src/shared/records/paper/contact-list'
import type { contactListMember } from '../../src/shared/records/paper/contact-list-member'
import type { contactListRule } from '../../src/shared/records/paper/contact-list-rule'
import type { organisation } from '../../src/shared/records/people/organisation'
import type { person } from '../../src/shared/records/people/person'
import type { site } from '../../src/shared/records/people/site'

export type SampleOffice = {
  readonly office: Written<ValuesOf<typeof office>>
  readonly sites: readonly (Keyed & Written<ValuesOf<typeof site>> & WithPhones)[]
  readonly organisations: readonly (Keyed & Written<ValuesOf<typeof organisation>> & WithPhones)[]
  /** Our own first; those of other organisations name theirs. */
  readonly people: readonly (Keyed & Written<ValuesOf<typeof person>> & WithPhones)[]
  readonly contactLists: readonly (Keyed &
    Written<ValuesOf<typeof contactList>> & {
      readonly rules: readonly Omit<Written<ValuesOf<typeof contactListRule>>, 'list'>[]
      readonly members: readonly Omit<Written<ValuesOf<typeof contactListMember>>, 'list'>[]
    })[]
  readonly users: readonly {
    readonly name: string
    /** `key` of the person this user is. */
    readonly person: string
    readonly roles: readonly string[]
  }[]
}

/** `key` names the record within this file; it becomes a record id. */
type Keyed = { readonly key: string }

type WithPhones = {
  /** In order of use; empty for one person. */
  readonly phones: readonly {
    readonly use: string
    readonly number: string
    /** Days since somebody was last reached on it; none: never checked. */
    readonly checkedDaysAgo?: number
    /** Days since somebody last called in vain. */
    readonly unreachedDaysAgo?: number
    readonly remark?: string
  }[]
}

/** Values as a file in JSON has them: a choice is any text there, and what is left out may be undefined. */
type Written<V> = { readonly [K in keyof V]: V[K] extends string | undefined ? string | undefined : V[K] }
