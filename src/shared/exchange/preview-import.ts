/** From the bytes of a file to a dry run: the one call the store makes. */
import { err, ok, type Result } from '../base/result'
import type { RecordId } from '../journal/entry'
import type { RecordDeclaration } from '../records/define'
import { declarationOf } from '../records/registry'
import type {
  Decode,
  FieldMapping,
  ImportProblem,
  ImportView,
  PreparedImport,
  TableChoice,
} from './import-plan'
import { prepareImport } from './prepare-import'
import { knownHeaders, proposeMapping } from './propose-mapping'
import { columnsOf, readTable } from './read-table'

export type ImportWish = {
  readonly file: { readonly name: string; readonly bytes: Uint8Array }
  readonly recordType: string
  /** As the person corrected it; absent: proposed. */
  readonly mapping?: FieldMapping
  readonly choice?: TableChoice
}

export type ImportDeps = {
  /** `decodeWith(TextDecoder)`. */
  readonly decode: Decode
  /** The live records of the type with their children. */
  readonly view: ImportView
  /** A new random id of a type. */
  readonly newId: (type: string) => RecordId
  /** YYYY-MM-DD: what has happened is not after it; absent: not asked. */
  readonly today?: string
}

/** Reads the file, proposes a mapping or uses the given one, and says what would happen. */
export const previewImport = (wish: ImportWish, deps: ImportDeps): Result<PreparedImport, ImportProblem> => {
  const declaration = declarationOf(wish.recordType)
  if (!declaration) throw new Error(`exchange: unknown record type ${wish.recordType}`)
  const children = childrenOf(declaration)
  const table = readTable(wish.file.bytes, {
    decode: deps.decode,
    knownHeaders: knownHeaders(declaration),
    ...(wish.choice ? { choice: wish.choice } : {}),
  })
  if (!table.ok) return err(table.error)
  const columns = columnsOf(table.value)
  // Another delimiter makes other columns: a mapping of another width is no longer about this table.
  const mapping =
    wish.mapping?.columns.length === columns.length
      ? wish.mapping
      : proposeMapping(columns, declaration, children)
  return ok(
    prepareImport(
      wish.file.name,
      table.value,
      mapping,
      { declaration, children, today: deps.today },
      deps.view,
      deps.newId,
    ),
  )
}

/** Declarations of the child records of a type. */
export const childrenOf = (declaration: RecordDeclaration): readonly RecordDeclaration[] =>
  Object.values(declaration.fields).flatMap((field) => {
    const child = field.kind === 'children' ? declarationOf(field.of) : undefined
    return child ? [child] : []
  })
