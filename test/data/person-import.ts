/** Importing in tests: reading, and what a ledger would hold afterwards. */
import { readFileSync } from 'node:fs'
import { decodeWith } from '../../src/shared/exchange/decode-bytes'
import { bytesInMemory } from '../../src/shared/exchange/file-bytes'
import type {
  ExistingRecord,
  FieldMapping,
  ImportView,
  RememberedMapping,
  TableChoice,
} from '../../src/shared/exchange/import-plan'
import { previewImport } from '../../src/shared/exchange/preview-import'
import type { RecordId } from '../../src/shared/journal/entry'
import type { FieldValues, Write } from '../../src/shared/journal/intent'
import type { RecordDeclaration } from '../../src/shared/records/define'
import { declarationOf, registry, typeOfId } from '../../src/shared/records/registry'

export const decode = decodeWith(TextDecoder)

/** An invented file of `test/data/people`. */
export const peopleFile = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`people/${name}`, import.meta.url)))

export const bytesOf = (file: Uint8Array | string): Uint8Array =>
  typeof file === 'string' ? new TextEncoder().encode(file) : file

export type ImportTry = {
  readonly type?: string
  readonly name?: string
  readonly records?: readonly ExistingRecord[]
  readonly others?: ImportView['others']
  readonly users?: ImportView['users']
  readonly mapping?: FieldMapping
  readonly remembered?: readonly RememberedMapping[]
  readonly choice?: TableChoice
  readonly today?: string
}

let ids = 0

/** The dry run of a file (by its bytes, or as CSV text) against a ledger. */
export const tryImport = (file: Uint8Array | string, given: ImportTry = {}) => {
  const { type = 'person', name = 'people.csv', records = [], others, users, mapping } = given
  const { remembered, choice, today } = given
  return previewImport(
    {
      file: { name, bytes: bytesInMemory(bytesOf(file)) },
      recordType: type,
      ...(mapping ? { mapping } : {}),
      ...(remembered ? { remembered } : {}),
      ...(choice ? { choice } : {}),
    },
    {
      decode,
      view: { records, ...(others ? { others } : {}), ...(users ? { users } : {}) },
      newId: (idType) => {
        ids += 1
        return `${idType}:${ids}`
      },
      ...(today ? { today } : {}),
    },
  )
}

/** The dry run of a file that can be read, with every verdict and write. */
export const prepared = async (file: Uint8Array | string, given?: ImportTry) => {
  const tried = await tryImport(file, given)
  if (!tried.ok) throw new Error(`not readable: ${JSON.stringify(tried.error)}`)
  const { preview, verdicts, writes } = tried.value
  return { preview: { ...preview, verdicts: verdicts.window('all', 0, 1_000_000) }, writes: writes() }
}

export type Plan = Awaited<ReturnType<typeof prepared>>

/** Verdicts in short: row, what happens, and what is wrong. */
export const verdictsOf = ({ preview }: Plan) =>
  preview.verdicts.map(({ row, action, problems }) => [
    row,
    action,
    ...problems.map(({ problem }) => problem),
  ])

/** A person of the ledger with numbers. */
export const person = (
  id: string,
  values: ExistingRecord['values'],
  phones: readonly { readonly [field: string]: string }[] = [],
): ExistingRecord => ({
  id: `person:${id}`,
  values,
  children: {
    phones: phones.map((phone, index) => ({
      id: `phone:${id}${index}`,
      values: { person: `person:${id}`, order: `a${index + 1}`, ...phone },
    })),
  },
})

/** Records in short: values, and numbers with their use. */
export const short = (records: readonly ExistingRecord[]) =>
  records.map(({ values, children }) => ({
    ...values,
    phones: (children.phones ?? []).map((phone) => `${phone.values.use ?? ''} ${phone.values.number}`.trim()),
  }))

/** What the ledger holds when a file was imported. */
export const imported = async (file: Uint8Array | string, given?: ImportTry) =>
  afterWrites(given?.records ?? [], (await prepared(file, given)).writes, given?.type)

/** What the ledger holds of a type after the writes. */
export const afterWrites = (
  records: readonly ExistingRecord[],
  writes: readonly Write[],
  type = 'person',
): readonly ExistingRecord[] => {
  const rows = new Map<RecordId, FieldValues>()
  for (const record of records) {
    rows.set(record.id, record.values)
    for (const phone of record.children.phones ?? []) rows.set(phone.id, phone.values)
  }
  for (const write of writes) {
    if (write.op === 'delete') {
      if (!rows.delete(write.id)) throw new Error(`delete of ${write.id}`)
      continue
    }
    if (write.op !== 'create' && write.op !== 'set') throw new Error(`an import does not ${write.op}`)
    if ((write.op === 'create') === rows.has(write.id)) throw new Error(`${write.op} of ${write.id}`)
    const values = { ...rows.get(write.id), ...write.values }
    rows.set(write.id, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)))
  }
  const childTypes = (Object.values(registry) as readonly RecordDeclaration[]).flatMap((declared) =>
    declared.parent === type ? [declared.type] : [],
  )
  const phones = [...rows].filter(([id]) => childTypes.includes(typeOfId(id)))
  return [...rows]
    .filter(([id]) => typeOfId(id) === type)
    .map(([id, values]) => ({
      id,
      values,
      children: {
        phones: phones
          .filter(([phone, of]) => of[declarationOf(typeOfId(phone))?.parent ?? ''] === id)
          .map(([phone, phoneValues]) => ({ id: phone, values: phoneValues }))
          .sort((a, b) => (String(a.values.order) < String(b.values.order) ? -1 : 1)),
      },
    }))
}
