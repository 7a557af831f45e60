/**
 * A day in an office whose power fails at any step: every write path of the host once, and what a start afterwards
 * must find. `dayWithPowerCut` throws with the first promise that was broken.
 */
import { join } from 'node:path'
import type { FileLayer } from '../../files/file-layer'
import {
  createTearingFiles,
  seededRandom,
  type TearingFiles,
  type TearingOptions,
} from '../../files/testing/tearing-files'
import { createLineMaker, hashOf, type LineMaker, struckLine } from '../../vault/testing/make-lines'
import type { Host } from '../create-host'
import { type OpenState, openState, readAll, startOffice, valueIn } from './office'

const DATA = '/data'
const OTHER_DATA = '/other'
const STICK = '/stick'
const SEGMENT_BYTES = 1500

/** What the host has promised so far. */
type Promised = {
  state: OpenState | null
  maker: LineMaker | null
  /** Acknowledged lines, as they are to stand now. */
  readonly lines: string[]
  /** Asked for and not answered yet: lines behind the acknowledged ones, or the strike of one. */
  asked: readonly string[]
  striking: { readonly seq: number; readonly line: string } | null
  copyChosen: boolean
  /** Entries the copy was said to have. */
  copied: number
  restored: boolean
}

export type Day = { readonly steps: number; readonly crashed: boolean }

const officeOn = (files: FileLayer, dataDir: string, seed = dataDir.length): Promise<Host> =>
  startOffice({ files, dataDir, folder: STICK, segmentBytes: SEGMENT_BYTES, seed })

const append = async (host: Host, promised: Promised, count: number): Promise<void> => {
  const lines = promised.maker?.many(count, 30) ?? []
  promised.asked = lines
  valueIn(await host.call('vault.append', { lines }))
  promised.lines.push(...lines)
  promised.asked = []
}

const strike = async (host: Host, promised: Promised, seq: number): Promise<void> => {
  const { state, maker, lines } = promised
  if (!state || !maker) return
  const struck = struckLine(lines[seq - 1] ?? '')
  const { before, after } = struck
  const voucher = maker.next(5, [{ entry: `${state.device}:${seq}`, fields: [], before, after }])
  promised.asked = [voucher]
  valueIn(await host.call('vault.append', { lines: [voucher] }))
  lines.push(voucher)
  promised.asked = []
  promised.striking = { seq, line: struck.line }
  valueIn(await host.call('vault.strike', { device: state.device, seq, line: struck.line, before, after }))
  lines[seq - 1] = struck.line
  promised.striking = null
}

const settle = async (host: Host, promised: Promised): Promise<void> => {
  await host.settled()
  const { failure, behind } = await host.call('copy.status', {})
  if (failure !== null || behind !== 0) throw broken(`copy does not follow: ${failure}, ${behind} behind`)
  promised.copied = promised.lines.length
}

/** Everything that writes: first run, single entries, runs across segments, strikes, copy, restart, restore. */
const wholeDay = async (files: TearingFiles, promised: Promised, hosts: Host[]): Promise<void> => {
  const start = async (dataDir: string): Promise<Host> => {
    const host = await officeOn(files, dataDir)
    hosts.push(host)
    return host
  }
  let host = await start(DATA)
  promised.state = openState(await host.call('ledger.create', {}))
  promised.maker = createLineMaker(promised.state.ledger, promised.state.device)
  await append(host, promised, 1)
  await append(host, promised, 2)
  await host.call('folders.choose', { purpose: 'copy' })
  valueIn(await host.call('copy.set', { path: STICK }))
  promised.copyChosen = true
  await append(host, promised, 6)
  await settle(host, promised)
  await append(host, promised, 1)
  await strike(host, promised, 2)
  await settle(host, promised)
  await strike(host, promised, promised.lines.length - 1)
  await append(host, promised, 3)
  await host.close()

  host = await start(DATA)
  await append(host, promised, 2)
  await settle(host, promised)
  await host.close()

  const other = await start(OTHER_DATA)
  await other.call('folders.choose', { purpose: 'restore' })
  openState(await other.call('ledger.restore', { path: STICK }))
  promised.restored = true
  await other.close()
}

/** Runs the day with the power failing before step `crashAt`, and checks what is there after it came back. */
export const dayWithPowerCut = async (
  crashAt: number,
  seed: number,
  options: Pick<TearingOptions, 'flushes'> = {},
): Promise<Day> => {
  const files = createTearingFiles({ ...options, crashAt })
  await files.makeFolder(STICK)
  await files.flushFolder('/')
  const promised: Promised = {
    state: null,
    maker: null,
    lines: [],
    asked: [],
    striking: null,
    copyChosen: false,
    copied: 0,
    restored: false,
  }
  const hosts: Host[] = []
  try {
    await wholeDay(files, promised, hosts)
  } catch (error) {
    // What comes of the power cut reaches callers as a defect; anything else is one.
    if (!files.hasCrashed()) throw error
  }
  for (const host of hosts) await host.close().catch(() => {})
  const day = { steps: files.steps(), crashed: files.hasCrashed() }
  files.crash()
  await checkAfter(files.survivors(seededRandom(seed), options), promised)
  return day
}

const broken = (promise: string): Error => new Error(`broken promise: ${promise}`)

const expectSound = async (host: Host): Promise<void> => {
  const { problems } = valueIn(await host.call('vault.check', {}))
  if (problems.length > 0) throw broken(`check finds ${JSON.stringify(problems)}`)
}

const checkAfter = async (files: TearingFiles, promised: Promised): Promise<void> => {
  await checkCopyAlone(files, promised)
  const host = await officeOn(files, DATA, 99)
  const answer = valueIn(await host.call('ledger.state', {}))
  if (!promised.state) {
    if (answer.state === 'open' && (await readAll(host, answer.device)).length > 0)
      throw broken('empty ledger')
    if (answer.state === 'none') openState(await host.call('ledger.create', {}))
    await expectSound(host)
    await host.close()
    return
  }
  if (answer.state !== 'open' || answer.ledger !== promised.state.ledger) throw broken('ledger is there')
  if (answer.device !== promised.state.device) throw broken('same device')
  await checkLines(host, promised)
  await checkGoesOn(host, promised)
  await host.settled()
  if (promised.copyChosen) await checkCopy(host, files)
  await expectSound(host)
  await host.close()
  await checkRestored(files, promised)
}

/** Acknowledged lines stand to the byte; behind them at most a beginning of what was asked for. */
const checkLines = async (host: Host, { lines, asked, striking, state }: Promised): Promise<void> => {
  const found = await readAll(host, state?.device ?? '')
  const wanted = [...lines, ...asked]
  if (found.length < lines.length) throw broken(`lost ${lines.length - found.length} entries`)
  if (found.length > wanted.length) throw broken('entries nobody wrote')
  found.forEach((line, index) => {
    const isStruck = striking?.seq === index + 1 && line === striking.line
    if (line !== wanted[index] && !isStruck) throw broken(`entry ${index + 1} is another`)
  })
}

/** What was not answered can be asked again, and the ledger goes on from there. */
const checkGoesOn = async (host: Host, promised: Promised): Promise<void> => {
  const { asked, striking, state, lines } = promised
  if (asked.length > 0) {
    valueIn(await host.call('vault.append', { lines: [...asked] }))
    lines.push(...asked)
  }
  if (striking && state) {
    const standing = lines[striking.seq - 1] ?? ''
    const { before, after } = struckLine(standing)
    valueIn(await host.call('vault.strike', { device: state.device, ...striking, before, after }))
    lines[striking.seq - 1] = striking.line
  }
  promised.asked = []
  promised.striking = null
  await append(host, promised, 1)
  await append(host, promised, 3)
  await checkLines(host, promised)
}

/** The PC is lost, only the stick is left: what the copy was said to have is in it. */
const checkCopyAlone = async (files: TearingFiles, { state, copied, lines }: Promised): Promise<void> => {
  if (copied === 0) return
  const host = await officeOn(files, '/third')
  await host.call('folders.choose', { purpose: 'restore' })
  openState(await host.call('ledger.restore', { path: STICK }))
  const found = await readAll(host, state?.device ?? '')
  if (found.length < copied) throw broken(`the copy lost ${copied - found.length} entries`)
  const hashes = found.map(hashOf)
  if (hashes.slice(0, copied).some((hash, index) => hash !== hashOf(lines[index] ?? '')))
    throw broken('the copy has other entries')
  await host.close()
}

const checkCopy = async (host: Host, files: TearingFiles): Promise<void> => {
  const status = await host.call('copy.status', {})
  if (status.failure !== null || status.behind !== 0) throw broken(`copy is behind ${JSON.stringify(status)}`)
  const contents = files.contents()
  const [copy] = (await files.list(STICK)).map(({ name }) => join(STICK, name, 'vault'))
  for (const [path, bytes] of contents) {
    if (!path.startsWith(`${DATA}/vault/`) || !/\.(seg|json)$/.test(path)) continue
    const there = contents.get(path.replace(`${DATA}/vault`, copy ?? ''))
    if (!there || Buffer.compare(there, bytes) !== 0) throw broken(`copy differs in ${path}`)
  }
}

/** All or nothing: the other PC has either no ledger or all that the copy had. */
const checkRestored = async (files: TearingFiles, promised: Promised): Promise<void> => {
  const other = await officeOn(files, OTHER_DATA)
  const state = valueIn(await other.call('ledger.state', {}))
  if (state.state === 'none' && promised.restored) throw broken('restored ledger is there')
  if (state.state === 'open') {
    if (state.device === promised.state?.device || state.code === 'A') throw broken('a new device')
    const found = await readAll(other, promised.state?.device ?? '')
    const wanted = promised.lines.slice(0, found.length)
    if (found.length === 0 || found.some((line, index) => line !== wanted[index]))
      throw broken('restored entries are those of the copy')
    if (valueIn(await other.call('vault.check', {})).problems.length > 0)
      throw broken('restored vault is sound')
  }
  await other.close()
  if ((await files.list(OTHER_DATA)).some(({ name }) => name.startsWith('restoring-')))
    throw broken('nothing half is left')
}
