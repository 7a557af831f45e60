/** A data folder with any number of people, one entry each, written through the host as Daicho itself writes. */
import { randomBytes } from 'node:crypto'
import { nodeFiles } from '../../src/main/files/node-files'
import { createHost } from '../../src/main/host/create-host'
import { sealAll, type WriteContext } from '../../src/shared/journal/cut'
import type { Change, Entry, RecordId } from '../../src/shared/journal/entry'
import type { PlannedIntent } from '../../src/shared/journal/intent'
import { type Position, positionAfter } from '../../src/shared/journal/seal'
import { OFFICE_ID } from '../../src/shared/records/office/office'
import { personIdOf, personOf } from './people.mjs'

/** Only a window that holds the lease may write. */
const WINDOW = 'bench'
const writer: ReadonlySet<string> = new Set([WINDOW])

/** Lines of one append: the most a call takes. */
const LINES_AT_ONCE = 2000

const created = (record: RecordId, name: string, values: { readonly [field: string]: unknown }): Change => ({
  record,
  name,
  set: {
    _life: [null, 'live'],
    ...Object.fromEntries(Object.entries(values).map(([field, value]) => [field, [null, value as string]])),
  },
})

const USER: RecordId = 'user:0000000000000000'
const NAME = '台帳 太郎'

const founding: PlannedIntent = {
  kind: 'setUp',
  changes: [
    created(OFFICE_ID, '計測の事務所', { name: '計測の事務所', zone: 'Asia/Tokyo' }),
    created(USER, NAME, { name: NAME, roles: ['administrator'], active: 'active', language: 'ja' }),
  ],
}

const personAdded = (n: number): PlannedIntent => {
  const values = personOf(n)
  return { kind: 'create', changes: [created(personIdOf(n) as RecordId, values.name, values)] }
}

/** Fills an empty data folder; answers the bytes of its lines. */
export const makeLedger = async (dataDir: string, people: number): Promise<number> => {
  const started = await createHost({
    dataDir,
    files: nodeFiles,
    now: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    shell: 'web',
    version: 'bench',
    platform: process.platform,
    language: 'ja',
    zone: 'Asia/Tokyo',
    startInSample: false,
    openExternal: async () => undefined,
    makePdf: null,
  })
  if (!started.ok) throw new Error(`no host: ${started.error.type}`)
  const host = started.value
  await host.call('lease.claim', { window: WINDOW, take: false })
  const made = await host.call('ledger.create', {}, writer)
  if (!made.ok || made.value.state !== 'open') throw new Error('no ledger')
  const { ledger, device } = made.value

  let position: Position = { device, seq: 1, prev: null }
  let clock: WriteContext['clock'] = null
  let nowMs = Date.UTC(2026, 3, 1)
  const seal = (planned: PlannedIntent): Entry => {
    nowMs += 1000
    const context: WriteContext = {
      ledger,
      actor: { id: USER, name: NAME },
      intent: randomBytes(8).toString('hex'),
      nowMs,
      zone: 'Asia/Tokyo',
      offset: 540,
      clock,
      random: (bytes) => randomBytes(bytes),
    }
    const entry = sealAll(planned, context, position)[0] as Entry
    position = positionAfter(entry)
    clock = entry.head.clock
    return entry
  }

  let bytes = 0
  let lines = [seal(founding).line]
  const append = async (): Promise<void> => {
    const done = await host.call('vault.append', { lines }, writer)
    if (!done.ok) throw new Error(`not appended: ${done.error.type}`)
    bytes += lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
    lines = []
  }
  for (let n = 0; n < people; n += 1) {
    lines.push(seal(personAdded(n)).line)
    if (lines.length === LINES_AT_ONCE) await append()
  }
  if (lines.length > 0) await append()
  await host.close()
  return bytes
}
