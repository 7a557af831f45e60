/** The numbers of a record, whatever its type calls them: its children that are called by a phone number. */
import type { Choice, Field, RecordDeclaration } from '../records/define'
import { declarationOf } from '../records/registry'

/** Types that come from files. */
export const importableTypes = ['person', 'organisation', 'site'] as const

export type PhonesOf = {
  /** The field of the record. */
  readonly field: string
  readonly label: Field['label']
  /** The type of one number. */
  readonly child: RecordDeclaration
  /** The ref field that holds whose number it is. */
  readonly parent: string
  /** Uses a number may have, by key. */
  readonly uses: { readonly [use: string]: Choice }
}

/** Null for a type without numbers. `declared`: the declarations of its children, where they are not registered. */
export const phonesOf = (
  declaration: RecordDeclaration,
  declared: (type: string) => RecordDeclaration | undefined = declarationOf,
): PhonesOf | null => {
  for (const [field, { kind, label, ...rest }] of Object.entries(declaration.fields)) {
    const child = kind === 'children' && 'of' in rest ? declared(rest.of) : undefined
    const title = child?.fields[child.title]
    if (!child?.parent || title?.kind !== 'text' || title.format !== 'phone') continue
    const { use } = child.fields
    return { field, label, child, parent: child.parent, uses: use?.kind === 'choice' ? use.choices : {} }
  }
  return null
}

/** Fields of a number that columns of their own may bring. */
export const phoneDetails = ({ child, parent }: PhonesOf): readonly (readonly [string, Field])[] =>
  Object.entries(child.fields).filter(
    ([name, field]) =>
      name !== child.title && name !== parent && name !== 'use' && !field.hidden && field.kind !== 'children',
  )
