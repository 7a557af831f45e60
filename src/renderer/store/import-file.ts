/** What an import sees of the ledger, and the dry run that waits to be carried out. */
import { newRecordId } from '../../shared/base/random'
import type { Result } from '../../shared/base/result'
import { decodeWith } from '../../shared/exchange/decode-bytes'
import type {
  ExistingRecord,
  FieldMapping,
  ImportProblem,
  ImportView,
  PreparedImport,
} from '../../shared/exchange/import-plan'
import { previewImport } from '../../shared/exchange/preview-import'
import type { RecordId } from '../../shared/journal/entry'
import type { Row } from '../../shared/journal/row'
import { typesReferredTo } from '../../shared/records/define'
import { office } from '../../shared/records/office/office'
import { user } from '../../shared/records/office/user'
import { declarationOf } from '../../shared/records/registry'
import type { ImportOptions, Progress } from './store-api'
import type { ViewDb } from './view-db'
import type { ViewKeeper } from './view-keeper'

type Views = { readonly viewDb: ViewDb; readonly view: ViewKeeper }

const liveRows = async ({ viewDb, view }: Views, type: string): Promise<Row[]> => {
  const rows: Row[] = []
  for await (const pack of viewDb.eachRow(view.generationOf(type)))
    for (const row of pack) if (row.life === 'live') rows.push(row)
  return rows
}

const textAt = (row: Row, field: string | undefined): string => {
  const value = field === undefined ? undefined : row.values[field]
  return typeof value === 'string' ? value : ''
}

/** Live child records by parent, in the order they are kept in. */
const childrenByParent = async (views: Views, childType: string): Promise<Map<string, Row[]>> => {
  const declaration = declarationOf(childType)
  const byParent = new Map<string, Row[]>()
  for (const row of await liveRows(views, childType)) {
    const parent = textAt(row, declaration?.parent)
    const siblings = byParent.get(parent)
    if (siblings === undefined) byParent.set(parent, [row])
    else siblings.push(row)
  }
  for (const siblings of byParent.values())
    siblings.sort((a, b) => {
      const [keyA, keyB] = [textAt(a, declaration?.orderBy), textAt(b, declaration?.orderBy)]
      return keyA < keyB ? -1 : keyA > keyB ? 1 : a.id < b.id ? -1 : 1
    })
  return byParent
}

export type FileWish = ImportOptions & {
  readonly file: { readonly name: string; readonly bytes: Blob }
  readonly mapping?: FieldMapping | undefined
}

type FileDeps = {
  readonly random: (bytes: number) => Uint8Array
  /** YYYY-MM-DD, the latest it is anywhere the ledger knows of. */
  readonly today: string
  readonly onProgress: (progress: Progress) => void
  readonly isCancelled: () => boolean
}

/** Bytes read between two words of progress. */
const TOLD_BYTES = 4 * 1024 * 1024

/** Bytes drawn at once: asking for a few of them ten thousand times takes longer than all the rest of making ids. */
const DRAWN = 4096

const inBulk = (random: FileDeps['random']): FileDeps['random'] => {
  let pool = new Uint8Array(0)
  return (bytes) => {
    if (pool.length < bytes) pool = Uint8Array.from(random(Math.max(DRAWN, bytes)))
    const drawn = pool.subarray(0, bytes)
    pool = pool.subarray(bytes)
    return drawn
  }
}

/** Reads a file into a dry run over the live records of a type. */
export const prepareFile = async (
  views: Views,
  { recordType = 'person', ...wish }: FileWish,
  { random, today, onProgress, isCancelled }: FileDeps,
): Promise<Result<PreparedImport, ImportProblem>> => {
  let told = 0
  const randomInBulk = inBulk(random)
  return previewImport(
    {
      file: wish.file,
      recordType,
      ...(wish.mapping ? { mapping: wish.mapping } : {}),
      ...(wish.choice ? { choice: wish.choice } : {}),
      ...(wish.remembered ? { remembered: wish.remembered } : {}),
    },
    {
      decode: decodeWith(TextDecoder),
      view: await viewFor(views, recordType),
      newId: (type): RecordId => newRecordId(type, randomInBulk),
      today,
      watch: (done, total) => {
        if (done - told >= TOLD_BYTES || done < told) {
          told = done
          onProgress({ step: 'read', done, total })
        }
        return isCancelled()
      },
    },
  )
}

/** What an import of a type looks at: its records with their children, those they refer to, and who the users are. */
const viewFor = async (views: Views, recordType: string): Promise<ImportView> => {
  const fields = Object.entries(declarationOf(recordType)?.fields ?? {})
  const childMaps = new Map<string, Map<string, Row[]>>()
  for (const [name, field] of fields)
    if (field.kind === 'children') childMaps.set(name, await childrenByParent(views, field.of))
  const records = (await liveRows(views, recordType)).map(
    ({ id, values }): ExistingRecord => ({
      id,
      values,
      children: Object.fromEntries([...childMaps].map(([name, byParent]) => [name, byParent.get(id) ?? []])),
    }),
  )
  const types = new Set(fields.flatMap(([, field]) => (field.kind === 'ref' ? typesReferredTo(field) : [])))
  types.delete(recordType)
  const others: { [type: string]: readonly Row[] } = {}
  for (const type of types) others[type] = await liveRows(views, type)
  const [own] = await liveRows(views, office.type)
  const users = (await liveRows(views, user.type)).map((row) => textAt(row, 'person') as RecordId)
  return {
    records,
    others,
    users: new Set(users),
    ...(own ? { office: textAt(own, office.title) } : {}),
  }
}
