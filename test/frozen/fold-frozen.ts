/** Folds a frozen vault with today's model. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Entry, RecordId } from '../../src/shared/journal/entry'
import { createFold, emptyFoldMeta, FOLD_VERSION, type FoldMeta } from '../../src/shared/journal/fold'
import type { Row } from '../../src/shared/journal/row'
import { parseLine } from '../../src/shared/journal/seal'
import { createVerifier, type Verification } from '../../src/shared/journal/verify'
import { readVault } from '../run/vault-reader.mjs'

export type Frozen = {
  readonly rows: readonly Row[]
  readonly meta: FoldMeta
  readonly kinds: readonly string[]
  readonly verification: Verification
}

/** `folder` holds a `vault` as it lay in a data folder. */
export const foldFrozen = (folder: string): Frozen => {
  const read = readVault(join(folder, 'vault'))
  if (read.faults.length > 0) throw new Error(read.faults.join('\n'))
  const [
    {
      head: { ledger },
      device,
    } = { head: { ledger: '' }, device: '' },
  ] = read.entries
  const rows = new Map<RecordId, Row>()
  const store = { get: (id: RecordId) => rows.get(id), put: (row: Row) => void rows.set(row.id, row) }
  const fold = createFold(store, emptyFoldMeta, { ledger, device })
  const verifier = createVerifier(ledger)
  const entries: Entry[] = []
  for (const { line, device: writer } of read.entries) {
    const parsed = parseLine(line, 'checked')
    if (!parsed.ok) throw new Error(`${writer}: ${JSON.stringify(parsed.error)}`)
    entries.push(parsed.value)
    const problems = verifier.feed(writer, line)
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
  }
  const received = fold.receiveAll(entries, Number.POSITIVE_INFINITY)
  if (received.refused.length > 0) throw new Error(JSON.stringify(received.refused))
  return {
    rows: [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    meta: fold.meta,
    kinds: read.entries.map((entry) => String(entry.head.kind)),
    verification: verifier.finish(),
  }
}

/** JSON whose keys are in order, so that equal values are equal texts. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  )
}
const textOf = (value: unknown): string => JSON.stringify(inOrder(value))

/** What is kept beside a frozen vault, to be compared with what a later Daicho makes of it. */
export const frozenSummary = ({ rows, meta, kinds, verification }: Frozen) => ({
  /** What each record says, one per line. */
  rows: rows.map(({ id, life, values }) => `${textOf({ id, life, values })}\n`).join(''),
  foldVersion: FOLD_VERSION,
  /** Rows and meta with all that fold remembers; may change only together with the version of the fold. */
  folded: createHash('sha256')
    .update(textOf([rows, meta]))
    .digest('hex'),
  kinds,
  struck: verification.struck,
})
