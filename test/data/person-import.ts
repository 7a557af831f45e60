/** Importing people in tests: reading, and what a ledger would hold afterwards. */
import { readFileSync } from 'node:fs'
import { decodeWith } from '../../src/shared/exchange/decode-bytes'
import type { ExistingRecord, FieldMapping, TableChoice } from '../../src/shared/exchange/import-plan'
import { previewImport } from '../../src/shared/exchange/preview-import'
import type { RecordId } from '../../src/shared/journal/entry'
import type { FieldValues, Write } from '../../src/shared/journal/intent'

export const decode = decodeWith(TextDecoder)

/** An invented file of `test/data/people`. */
export const peopleFile = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`people/${name}`, import.meta.url)))

export type ImportTry = {
  readonly records?: readonly ExistingRecord[]
  readonly mapping?: FieldMapping
  readonly choice?: TableChoice
}

let ids = 0

/** The dry run of a file (by its bytes, or as CSV text) against a ledger. */
export const tryImport = (file: Uint8Array | string, { records = [], mapping, choice }: ImportTry = {}) => {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  return previewImport(
    {
      file: { name: 'people.csv', bytes },
      recordType: 'person',
      ...(mapping ? { mapping } : {}),
      ...(choice ? { choice } : {}),
    },
    {
      decode,
      view: { records },
      newId: (type) => {
        ids += 1
        return `${type}:${ids}`
      },
    },
  )
}

/** The dry run of a file that can be read. */
export const prepared = (file: Uint8Array | string, given?: ImportTry) => {
  const tried = tryImport(file, given)
  if (!tried.ok) throw new Error(`not readable: ${JSON.stringify(tried.error)}`)
  return tried.value
}

/** What the ledger holds after the writes. */
export const afterWrites = (
  records: readonly ExistingRecord[],
  writes: readonly Write[],
): readonly ExistingRecord[] => {
  const rows = new Map<RecordId, FieldValues>()
  for (const record of records) {
    rows.set(record.id, record.values)
    for (const phone of record.children.phones ?? []) rows.set(phone.id, phone.values)
  }
  for (const write of writes) {
    if (write.op !== 'create' && write.op !== 'set') throw new Error(`an import does not ${write.op}`)
    if ((write.op === 'create') === rows.has(write.id)) throw new Error(`${write.op} of ${write.id}`)
    const values = { ...rows.get(write.id), ...write.values }
    rows.set(write.id, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)))
  }
  const phones = [...rows].filter(([id]) => id.startsWith('phone:'))
  return [...rows]
    .filter(([id]) => id.startsWith('person:'))
    .map(([id, values]) => ({
      id,
      values,
      children: {
        phones: phones
          .filter(([, phone]) => phone.person === id)
          .map(([phone, phoneValues]) => ({ id: phone, values: phoneValues }))
          .sort((a, b) => (String(a.values.order) < String(b.values.order) ? -1 : 1)),
      },
    }))
}
