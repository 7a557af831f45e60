/** From a file to a dry run: the one call the store makes. */
import { err, ok, type Result } from '../base/result'
import type { RecordDeclaration } from '../records/define'
import { declarationOf } from '../records/registry'
import { holdSmall } from './file-bytes'
import type { Watch } from './find-encoding'
import type {
  ColumnSeen,
  Decode,
  FieldMapping,
  ImportPreview,
  ImportProblem,
  PreparedImport,
  RememberedMapping,
  TableChoice,
} from './import-plan'
import { importableTypes } from './phones-of'
import { type ImportDeps, prepareImport, readerFor, readRows } from './prepare-import'
import { countKnown, knownHeaders, proposeMapping } from './propose-mapping'
import { type ChosenFile, tableOfFile } from './table-of-file'

/** Rows an import holds in memory while it waits to be run. */
export const MAX_ROWS = 300_000
/** Header columns another type must know more of before it is named. */
const CLEARLY = 2

export type ImportWish = {
  readonly file: ChosenFile
  readonly recordType: string
  /** As the person corrected it; absent: remembered or proposed. */
  readonly mapping?: FieldMapping
  /** Of earlier imports of the type. */
  readonly remembered?: readonly RememberedMapping[]
  readonly choice?: TableChoice
}

export type PreviewDeps = ImportDeps & {
  /** `decodeWith(TextDecoder)`. */
  readonly decode: Decode
  /** YYYY-MM-DD: what has happened is not after it; absent: not asked. */
  readonly today?: string
  /** Hears how much of the file was read; answers true to call the reading off. */
  readonly watch?: Watch
}

/** Reads the file, proposes a mapping or uses the given one, and says what would happen. */
export const previewImport = async (
  wish: ImportWish,
  deps: PreviewDeps,
): Promise<Result<PreparedImport, ImportProblem>> => {
  const declaration = declarationOf(wish.recordType)
  if (!declaration) throw new Error(`exchange: unknown record type ${wish.recordType}`)
  try {
    return await preview(wish, declaration, deps)
  } catch (error) {
    // What the browser says of a file that another program took away or changed under it.
    const isFile = error instanceof Error && /^Not(Readable|Found)Error$/.test(error.name)
    if (isFile) return err({ type: 'Unreadable' })
    throw error
  }
}

const preview = async (
  wish: ImportWish,
  declaration: RecordDeclaration,
  deps: PreviewDeps,
): Promise<Result<PreparedImport, ImportProblem>> => {
  const bytes = await holdSmall(wish.file.bytes)
  const table = await tableOfFile(
    { ...wish.file, bytes },
    {
      decode: deps.decode,
      knownHeaders: allKnownHeaders(declaration),
      ...(deps.watch ? { watch: deps.watch } : {}),
      ...(wish.choice ? { choice: wish.choice } : {}),
    },
  )
  if (!table.ok) return table
  const { columns } = table.value
  const { mapping, mappingFrom } = mappingFor(wish, columns, declaration)
  const reader = readerFor(mapping, { declaration, today: deps.today })
  const reads = await readRows(table.value, reader, bytes === wish.file.bytes, (rows) =>
    rows > MAX_ROWS ? { type: 'TooManyRows', limit: MAX_ROWS } : null,
  )
  if (!reads.ok) return reads
  const { verdicts, writes, ...prepared } = prepareImport(reads.value, reader, deps)
  return ok({
    preview: {
      file: wish.file.name,
      table: table.value.found,
      columns,
      mapping,
      mappingFrom,
      likelyType: likelyType(columns, declaration),
      ...prepared,
    },
    verdicts,
    writes,
  })
}

/** Headers of any type that comes from files: also of another than the one that is imported. */
const allKnownHeaders = (declaration: RecordDeclaration): ReadonlySet<string> =>
  new Set(
    [declaration, ...importableTypes.map((type) => declarationOf(type) as RecordDeclaration)].flatMap(
      (each) => [...knownHeaders(each)],
    ),
  )

/** Another delimiter makes other columns: a mapping of another width is no longer about this table. */
const mappingFor = (
  { mapping, remembered = [] }: ImportWish,
  columns: readonly ColumnSeen[],
  declaration: RecordDeclaration,
): Pick<ImportPreview, 'mapping' | 'mappingFrom'> => {
  if (mapping?.columns.length === columns.length && mapping.recordType === declaration.type)
    return { mapping, mappingFrom: 'given' }
  const known = remembered.find(
    ({ headers, mapping: { recordType } }) =>
      recordType === declaration.type &&
      headers.length === columns.length &&
      headers.some((header) => header !== '') &&
      headers.every((header, at) => header === columns[at]?.header),
  )
  return known
    ? { mapping: known.mapping, mappingFrom: 'remembered' }
    : { mapping: proposeMapping(columns, declaration), mappingFrom: 'proposed' }
}

/** The type whose columns these clearly are, where it is not the one that is imported. */
const likelyType = (columns: readonly ColumnSeen[], declaration: RecordDeclaration): string | null => {
  const own = countKnown(columns, declaration)
  const others = importableTypes
    .filter((type) => type !== declaration.type)
    .map((type) => ({ type, known: countKnown(columns, declarationOf(type) as RecordDeclaration) }))
    .sort((a, b) => b.known - a.known)
  const [best] = others
  return best && best.known >= own + CLEARLY ? best.type : null
}
