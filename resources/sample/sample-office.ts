/**
 * The sample office: plainly invented people with numbers that nobody can have (…-0000-…), one file per language
 * with the same keys. Days are counted back from the day the sample is opened, so that it never grows old.
 */
export type SampleOffice = {
  /** Values of the office record, by field name. */
  readonly office: {
    readonly name: string
    readonly zone: string
    readonly fiscalYearStart: number
    readonly workingDays: readonly string[]
    readonly years: string
    readonly seal: string
    readonly uncheckedAfterDays: number
  }
  readonly people: readonly SamplePerson[]
  readonly users: readonly {
    readonly name: string
    /** `key` of the person this user is. */
    readonly person: string
    readonly roles: readonly string[]
  }[]
}

export type SamplePerson = {
  /** Names the person within this file; becomes a record id. */
  readonly key: string
  readonly name: string
  /** Hiragana; one person has none, and stands last in every list. */
  readonly reading?: string
  readonly role: string
  readonly department: string
  readonly mail?: string
  readonly employeeNumber?: string
  readonly note?: string
  /** In order of use; empty for one person. */
  readonly phones: readonly {
    readonly use: string
    readonly number: string
    /** Days since somebody was last reached on it; null: never checked. */
    readonly checkedDaysAgo: number | null
  }[]
}
