/** Which stored rows still mean what they meant: by what changes them, never by labels. */
import { FOLD_VERSION } from '../../shared/journal/fold'
import { sha256Hex } from '../../shared/journal/hash'
import type { RecordDeclaration } from '../../shared/records/define'
import { COLUMNS_VERSION, columnFields } from './columns'

/** Characters of the hash kept; a clash would need 2^24 versions of one type. */
const LENGTH = 12

/** Kind, reference, place in columns and search, and format where it changes what is searched, of every field. */
const fieldShape = (declaration: RecordDeclaration): readonly unknown[] => {
  const columns = new Set(columnFields(declaration))
  return Object.entries(declaration.fields).map(([name, field]) => [
    name,
    field.kind,
    field.kind === 'ref' ? field.to : field.kind === 'children' ? field.of : null,
    columns.has(name),
    field.search === true,
    field.kind === 'text' && field.format === 'phone',
  ])
}

/**
 * Fingerprint of one record type: kinds, units, columns and the versions of fold and columns. A type that is not
 * declared here has rows without columns.
 */
export const fingerprintOf = (declaration: RecordDeclaration | undefined): string => {
  const shape =
    declaration === undefined
      ? null
      : [fieldShape(declaration), declaration.units ?? {}, declaration.parent ?? null]
  return sha256Hex(JSON.stringify([FOLD_VERSION, COLUMNS_VERSION, shape])).slice(0, LENGTH)
}
