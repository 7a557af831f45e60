/**
 * How a record type is declared: data only, no functions. From one declaration follow the TypeScript
 * type, list, form, history, search, import, export and print of the type.
 */

import type { JsonValue } from '../base/json'
import type { Role } from '../domain/roles/may'

export type { Role } from '../domain/roles/may'

export type Language = 'ja' | 'en'
export type Label = { readonly ja: string; readonly en: string }

type Common = {
  readonly label: Label
  /** One sentence under the field in the form. */
  readonly help?: Label
  readonly required?: true
  /** What holds while the field is empty: history tells a first choice as a change from it. */
  readonly whenEmpty?: JsonValue
  /** Shown as a column of the list. */
  readonly inList?: true
  readonly search?: true
  /**
   * Identifies or describes a person (個人情報): may be struck out (墨消し) with a reason. `describes`: many have it in
   * common, so that lists offer it as a filter all the same.
   */
  readonly personal?: true | 'describes'
  /** Folded away in the form until asked for; at most seven fields stand at first. */
  readonly more?: true
  /** Never shown or exported (for example the hash of a PIN). */
  readonly hidden?: true
  /** Other names of this field in files of other tools, for proposing import columns. Compared folded. */
  readonly headers?: readonly string[]
}

export type Choice = { readonly label: Label }

export type TextField = Common & {
  readonly kind: 'text'
  /** `kana`: the reading of the field named in `readingOf`. */
  readonly format?: 'kana' | 'email' | 'phone' | 'url' | 'zone'
  readonly readingOf?: string
  readonly unique?: true
}
export type LongTextField = Common & { readonly kind: 'longText' }
export type IntegerField = Common & { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
/** Value: decimal text such as "12.50". */
export type DecimalField = Common & { readonly kind: 'decimal' }
/** Value: `{ amount: "1200", currency: "JPY" }`. */
export type MoneyField = Common & { readonly kind: 'money' }
export type ChoiceField = Common & {
  readonly kind: 'choice'
  readonly choices: { readonly [key: string]: Choice }
}
/** Value: sorted list of texts, or of keys of `choices` where these are given. Merged per member. */
export type TagsField = Common & {
  readonly kind: 'tags'
  readonly choices?: { readonly [key: string]: Choice }
}
/** Value: "YYYY-MM-DD". */
export type DateField = Common & {
  readonly kind: 'date'
  /** It tells of something that has happened: a day after today is refused. */
  readonly notAfter?: 'today'
}
/** Value: ISO UTC text. */
export type InstantField = Common & { readonly kind: 'instant' }
/** Value: `{ from, to }` as ISO UTC texts: it happened somewhere between. */
export type UncertainTimeField = Common & { readonly kind: 'uncertainTime' }
/** Value: whole minutes. */
export type DurationField = Common & { readonly kind: 'duration' }
/** Value: record id. `to`: the type it refers to, or the types it may refer to. */
export type RefField = Common & { readonly kind: 'ref'; readonly to: string | readonly string[] }
/** No value of its own: child records of type `of`, edited in the parent's form, ordered by their `order` field. */
export type ChildrenField = Common & { readonly kind: 'children'; readonly of: string }
/** Value: SHA-256 of the file in the vault with its name and size. */
export type FileField = Common & { readonly kind: 'file' }

export type Field =
  | TextField
  | LongTextField
  | IntegerField
  | DecimalField
  | MoneyField
  | ChoiceField
  | TagsField
  | DateField
  | InstantField
  | UncertainTimeField
  | DurationField
  | RefField
  | ChildrenField
  | FileField

export type FieldKind = Field['kind']

export type RecordDeclaration = {
  readonly type: string
  /** Clause of ISO/IEC 20000-1:2018 the record serves. */
  readonly clause?: string
  readonly label: Label
  /** Plural in English; the same word in Japanese. */
  readonly labelMany: Label
  /** Prefix of its numbers, such as INC. */
  readonly number?: string
  /**
   * The field that names a record wherever it is mentioned. Of a child record it may be a reference: a link is called
   * what it leads to.
   */
  readonly title: string
  /** The field lists are ordered by at first. */
  readonly orderBy?: string
  /**
   * The date field that says when somebody last made sure that the record holds. It falls empty when another title is
   * set and it is not.
   */
  readonly checked?: string
  /**
   * The date field that says when somebody last tried in vain to make sure of the record. It falls empty with another
   * title too, and when `checked` is set.
   */
  readonly unreached?: string
  /** Records with one of these choices need no checking, such as fax numbers. */
  readonly checkedExcept?: { readonly field: string; readonly oneOf: readonly string[] }
  /** For a child record: the ref field that holds its parent. */
  readonly parent?: string
  /** There is exactly one, with this id. */
  readonly single?: `${string}:${string}`
  readonly fields: { readonly [name: string]: Field }
  /**
   * Fields that only make sense together: compared and merged whole. A field that stood alone in stored entries
   * must not be put in a unit later: an entry that names one field of a unit sets the others it does not name to empty.
   */
  readonly units?: { readonly [unit: string]: readonly string[] }
  /** Roles that may create, change and delete; administrator may always. */
  readonly writers: readonly Role[]
}

/** Record types by name: the registry, or a test's own. */
export type Declarations = { readonly [type: string]: RecordDeclaration }

/** The declaration of a type; undefined for one a newer program wrote. */
export const findDeclaration = (declared: Declarations, type: string): RecordDeclaration | undefined =>
  Object.hasOwn(declared, type) ? declared[type] : undefined

/** The types a reference may lead to. */
export const typesReferredTo = ({ to }: Pick<RefField, 'to'>): readonly string[] =>
  typeof to === 'string' ? [to] : to

/** Names no field may have: the journal uses them. Nor may a name begin with an underscore or hold a slash. */
export const reservedFieldNames = [
  'id',
  'type',
  'life',
  '_life',
  'stamps',
  'by',
  'rivals',
  'entries',
] as const

export const defineRecord = <const D extends RecordDeclaration>(declaration: D): D => declaration

type ValueOf<F> = F extends { kind: 'choice'; choices: infer C }
  ? keyof C & string
  : F extends { kind: 'tags' }
    ? readonly string[]
    : F extends { kind: 'integer' | 'duration' }
      ? number
      : F extends { kind: 'money' }
        ? { amount: string; currency: string }
        : F extends { kind: 'uncertainTime' }
          ? { from: string; to: string }
          : F extends { kind: 'file' }
            ? { sha256: string; name: string; bytes: number }
            : F extends { kind: 'children' }
              ? never
              : string

type Fields<D extends RecordDeclaration> = D['fields']
type RequiredNames<D extends RecordDeclaration> = {
  [K in keyof Fields<D>]: Fields<D>[K] extends { required: true } ? K : never
}[keyof Fields<D>]
type ChildrenNames<D extends RecordDeclaration> = {
  [K in keyof Fields<D>]: Fields<D>[K] extends { kind: 'children' } ? K : never
}[keyof Fields<D>]

/** The values of a record of the declared type, as code that knows the type reads them. */
export type ValuesOf<D extends RecordDeclaration> = {
  readonly [K in Exclude<RequiredNames<D>, ChildrenNames<D>>]: ValueOf<Fields<D>[K]>
} & {
  readonly [K in Exclude<keyof Fields<D>, RequiredNames<D> | ChildrenNames<D>>]?: ValueOf<Fields<D>[K]>
}
