import type { Field, Language, RecordDeclaration } from '../../../shared/records/define'

export type NamedField = { readonly name: string; readonly field: Field }

/** Fields that stand in a form at first; the rest waits under "more". */
const AT_FIRST = 7

/** The fields of a form: those shown at first and those folded away. Hidden ones are in neither; readings are for Japanese eyes. */
export const splitFields = (
  declaration: RecordDeclaration,
  language: Language,
): { readonly first: readonly NamedField[]; readonly more: readonly NamedField[] } => {
  const fields = Object.entries(declaration.fields)
    .filter(([, field]) => !field.hidden)
    .map(([name, field]) => ({ name, field }))
  const isForLater = (field: Field): boolean =>
    !!field.more || (language !== 'ja' && field.kind === 'text' && field.format === 'kana')
  const first = fields.filter(({ field }) => !isForLater(field)).slice(0, AT_FIRST)
  return { first, more: fields.filter((one) => !first.includes(one)) }
}

/** The fields of a child record that its parent's table shows; those folded away are changed elsewhere. */
export const columnsOf = (child: RecordDeclaration): readonly NamedField[] =>
  Object.entries(child.fields)
    .filter(([, field]) => !field.hidden && !field.more && field.kind !== 'children')
    .filter(([name]) => name !== child.parent)
    .map(([name, field]) => ({ name, field }))
