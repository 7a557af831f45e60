import type { RecordId } from '../../shared/journal/entry'
import type { FieldValues } from '../../shared/journal/intent'
import type { Language, RecordDeclaration } from '../../shared/records/define'
import { declarationOf, typeOfId } from '../../shared/records/registry'
import { texts } from '../texts/index'
import { inSentence } from './type-words'

/** What a record is called by: the field that names it; of a part of another record, what it is. */
export const nameLabel = (declaration: RecordDeclaration, language: Language): string => {
  const title = declaration.parent === undefined ? declaration.fields[declaration.title]?.label : undefined
  return inSentence(title ?? declaration.label, language)
}

/** Stands for a record whose name was struck out: the only way for a name, which is required, to be gone. */
export const struckName = (declaration: RecordDeclaration, language: Language): string =>
  texts.getFixedT(language, 'generic')('nameStruck', { field: nameLabel(declaration, language) })

/** What a record is called; the id for a type that a newer program wrote. */
export const nameOfRecord = (id: RecordId, values: FieldValues, language: Language): string => {
  const declaration = declarationOf(typeOfId(id))
  if (!declaration) return id
  const title = values[declaration.title]
  return typeof title === 'string' && title !== '' ? title : struckName(declaration, language)
}
