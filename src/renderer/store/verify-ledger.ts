/**
 * "Check everything": the vault's lines as a chain, the browser's journal against them, rows folded anew against the
 * stored ones, closed segments against their manifests. Reads only.
 */

import { sameJson } from '../../shared/base/json'
import type { HostCall } from '../../shared/contract/host-api'
import { type Entry, type EntryId, LIFE, type RecordId } from '../../shared/journal/entry'
import { createFold, emptyFoldMeta } from '../../shared/journal/fold'
import { type Row, sameRow } from '../../shared/journal/row'
import { parseLine } from '../../shared/journal/seal'
import { createVerifier } from '../../shared/journal/verify'
import { typeOfId } from '../../shared/records/registry'
import { breathe } from './breathe'
import type { CommitPath } from './commit-path'
import type { JournalDb } from './journal-db'
import type { SerialQueue } from './serial-queue'
import type { Progress, VerifyProblem, VerifyReport } from './store-api'
import type { VaultLink } from './vault-link'
import type { ViewDb } from './view-db'
import type { ViewKeeper } from './view-keeper'

export type VerifySurroundings = {
  readonly host: HostCall
  readonly vault: VaultLink
  readonly journal: JournalDb
  readonly viewDb: ViewDb
  readonly view: ViewKeeper
  readonly queue: SerialQueue
  readonly path: Pick<CommitPath, 'lastInVault'>
  readonly ledger: string
  readonly device: string
  readonly isCancelled: () => boolean
  readonly onProgress: (progress: Progress) => void
}

/** Rows compared between two looks at whether it was called off. */
const ROWS_AT_ONCE = 1000

/** The first field in which two rows differ; the life field when one of them is missing. */
const fieldThatDiffers = (stored: Row | undefined, folded: Row | undefined): string => {
  if (stored === undefined || folded === undefined || stored.life !== folded.life) return LIFE
  const fields = new Set([...Object.keys(stored.values), ...Object.keys(folded.values)])
  for (const field of fields)
    if (!sameJson(stored.values[field] ?? null, folded.values[field] ?? null)) return field
  return Object.keys(folded.by)[0] ?? LIFE
}

export const verifyLedger = async (around: VerifySurroundings): Promise<VerifyReport> => {
  const { vault, journal, viewDb, view, queue, ledger, isCancelled, onProgress } = around
  const verifier = createVerifier(ledger)
  const rows = new Map<RecordId, Row>()
  const fold = createFold(
    {
      get: (id) => rows.get(id),
      put: (row) => {
        rows.set(row.id, row)
      },
    },
    emptyFoldMeta,
    { ledger, device: around.device, ends: () => journal.heads() },
  )
  const chain: VerifyProblem[] = []
  const store: VerifyProblem[] = []
  const foldLines = (lines: readonly string[]): void => {
    const entries: Entry[] = []
    for (const line of lines) {
      const entry = parseLine(line, 'trusted')
      if (entry.ok) entries.push(entry.value)
    }
    fold.receiveAll(entries, Number.POSITIVE_INFINITY)
  }

  // Both ends as of one moment: no write is half way between them.
  const ends = await queue.run(async () => ({
    inVault: await vault.heads(),
    inJournal: journal.heads(),
    lastInVault: around.path.lastInVault(),
  }))
  // A vault that does not answer is not an empty one: nothing is said of single entries.
  if (!ends.inVault.ok) store.push({ kind: 'vaultUnread', code: ends.inVault.error.type })
  const inVault = new Map((ends.inVault.ok ? ends.inVault.value : []).map(({ device, seq }) => [device, seq]))
  const devices = new Set([...inVault.keys(), ...Object.keys(ends.inJournal)])
  const total = [...devices].reduce(
    (sum, device) => sum + Math.max(inVault.get(device) ?? 0, ends.inJournal[device]?.seq ?? 0),
    0,
  )
  let done = 0
  /** What the vault did not take yet is kept here: nothing of it is missing. */
  let waiting = 0

  /** One device's lines, the vault's where it has them; the journal's are held against them. */
  const checkDevice = async (device: string): Promise<void> => {
    const vaultEnd = inVault.get(device) ?? 0
    const journalEnd = ends.inJournal[device]?.seq ?? 0
    for (let seq = 1; seq <= vaultEnd && !isCancelled(); ) {
      const lines = await vault.read(device, seq, 1024 * 1024)
      if (!lines.ok || lines.value.length === 0) {
        chain.push({ kind: 'chain', entry: `${device}:${seq}`, problem: 'unreadable' })
        done += vaultEnd - seq + 1
        break
      }
      const own = await journal.range(device, seq, Math.min(seq + lines.value.length - 1, journalEnd))
      for (const [index, line] of lines.value.entries()) {
        const entry: EntryId = `${device}:${seq + index}`
        chain.push(...verifier.feed(device, line))
        if (seq + index > journalEnd || own[index] === undefined) store.push({ kind: 'storeMissing', entry })
        else if (own[index] !== line) store.push({ kind: 'storeDiffers', entry })
      }
      foldLines(lines.value)
      seq += lines.value.length
      done += lines.value.length
      onProgress({ step: 'entries', done, total })
      await breathe()
    }
    for (let seq = vaultEnd + 1; seq <= journalEnd && !isCancelled(); ) {
      const lines = await journal.range(device, seq, Math.min(seq + 999, journalEnd))
      if (lines.length === 0) break
      for (const [index, line] of lines.entries()) {
        if (device === around.device && seq + index > ends.lastInVault) waiting += 1
        else if (ends.inVault.ok) store.push({ kind: 'vaultMissing', entry: `${device}:${seq + index}` })
        chain.push(...verifier.feed(device, line))
      }
      foldLines(lines)
      seq += lines.length
      done += lines.length
    }
  }
  for (const device of devices) await checkDevice(device)

  /** Records of stored rows that are not what folding gives. Holds the queue: nothing moves meanwhile. */
  const compareRows = async (): Promise<VerifyProblem[]> => {
    for (const [device, { seq }] of Object.entries(journal.heads())) {
      const from = (fold.meta.heads[device]?.seq ?? 0) + 1
      if (from <= seq) foldLines(await journal.range(device, from, seq))
    }
    const problems: VerifyProblem[] = []
    const note = (record: RecordId, stored: Row | undefined, folded: Row | undefined): void => {
      problems.push({ kind: 'row', record, field: fieldThatDiffers(stored, folded) })
    }
    const missing = new Set(rows.keys())
    let compared = 0
    for (const type of new Set([...rows.keys()].map(typeOfId).concat(view.types()))) {
      for await (const pack of viewDb.eachRow(view.generationOf(type))) {
        if (isCancelled()) return problems
        for (const stored of pack) {
          const folded = rows.get(stored.id)
          missing.delete(stored.id)
          if (folded === undefined || !sameRow(stored, folded)) note(stored.id, stored, folded)
        }
        compared += pack.length
        if (compared % ROWS_AT_ONCE < pack.length)
          onProgress({ step: 'rows', done: compared, total: rows.size })
      }
    }
    for (const id of missing) note(id, undefined, rows.get(id))
    return problems
  }
  const rowProblems = isCancelled() ? [] : await queue.run(compareRows)

  onProgress({ step: 'segments', done: 0, total: 1 })
  const checked = isCancelled() ? null : await around.host('vault.check', {})
  const segments: VerifyProblem[] =
    checked?.ok === true
      ? checked.value.problems.map((problem) => ({ kind: 'segment', problem }))
      : checked === null
        ? []
        : [{ kind: 'segmentsUnread', code: checked.error.type }]
  const whole = verifier.finish()
  const strikesToDo = whole.strikesToDo.map((entry): VerifyProblem => ({ kind: 'strikeToDo', entry }))
  return {
    entries: whole.entries,
    rows: rows.size,
    segments: checked?.ok === true ? checked.value.segments : 0,
    struck: whole.struck,
    // A ledger that was read in part has no ends to speak of.
    problems: [
      ...chain,
      ...(isCancelled() ? [] : [...whole.problems, ...strikesToDo]),
      ...store,
      ...rowProblems,
      ...segments,
    ],
    heads: whole.heads,
    waiting,
    cancelled: isCancelled(),
  }
}
