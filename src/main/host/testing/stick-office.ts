/** An office whose ledger lies in a data folder on a simulated disk, with a stick that can take its second copy. */
import { join } from 'node:path'
import { expect } from 'vitest'
import type { CallArgs, CallResults, LedgerDamage } from '../../../shared/contract/host-api'
import { createTearingFiles, type TearingFiles } from '../../files/testing/tearing-files'
import { createLineMaker, type LineMaker } from '../../vault/testing/make-lines'
import type { Host, HostDeps } from '../create-host'
import { type OpenState, openState, readAll, startNewOffice, startOffice, valueIn } from './office'

export const DATA = '/data'
export const STICK = '/stick'
/** About six entries to a segment. */
export const SEGMENT_BYTES = 2000

export const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

type StartOptions = {
  /** Another disk than the office's own. */
  readonly on?: TearingFiles
  /** What the folder dialog answers. */
  readonly folder?: string
  readonly given?: Partial<HostDeps>
}

export class StickOffice {
  files: TearingFiles
  /** The host that runs now. */
  host: Host
  /** As of the first start. */
  readonly state: OpenState
  readonly maker: LineMaker
  /** What was appended under the first device. */
  readonly lines: string[] = []

  private constructor(files: TearingFiles, host: Host, state: OpenState) {
    this.files = files
    this.host = host
    this.state = state
    this.maker = createLineMaker(state.ledger, state.device)
  }

  /** A new ledger, nothing in it, no copy yet. */
  static async open(files: TearingFiles = createTearingFiles()): Promise<StickOffice> {
    await files.makeFolder(STICK)
    await files.flushFolder('/')
    const { host, state } = await startNewOffice({
      files,
      dataDir: DATA,
      folder: STICK,
      segmentBytes: SEGMENT_BYTES,
    })
    return new StickOffice(files, host, state)
  }

  /** A further host on the data folder, which is not the office's until it is made so. */
  async start({ on = this.files, folder = STICK, given = {} }: StartOptions = {}): Promise<Host> {
    const options = { files: on, dataDir: DATA, folder, segmentBytes: SEGMENT_BYTES, seed: 7 }
    const started = await startOffice({ ...options, ...given })
    await started.call('ledger.state', {})
    return started
  }

  async restart(options: StartOptions = {}): Promise<void> {
    await this.host.close()
    this.host = await this.start(options)
  }

  async append(count: number): Promise<void> {
    const more = this.maker.many(count)
    for (const line of more) valueIn(await this.host.call('vault.append', { lines: [line] }))
    this.lines.push(...more)
    await this.host.settled()
  }

  async chooseCopy(path = STICK): Promise<void> {
    await this.host.call('folders.choose', { purpose: 'copy' })
    valueIn(await this.host.call('copy.set', { path }))
  }

  /** Twenty entries, about six to a segment, with a copy unless told otherwise; then the host is closed. */
  async fill(withCopy = true): Promise<void> {
    await this.append(8)
    if (withCopy) await this.chooseCopy()
    await this.append(12)
    await this.host.close()
  }

  async now(): Promise<OpenState> {
    return openState(await this.host.call('ledger.state', {}))
  }

  /** A file of a segment of the first device. */
  segment(number: number, ending = 'seg'): string {
    return `${DATA}/vault/${this.state.device}/00000${number}.${ending}`
  }

  copyFolder(): string {
    return join(STICK, `Daicho-${this.state.ledger.slice(0, 8)}`)
  }

  get device(): string {
    return this.state.device
  }

  /** Every line that stands under a device. */
  read(device = this.device): Promise<string[]> {
    return readAll(this.host, device)
  }

  async damage(): Promise<LedgerDamage> {
    return valueIn(await this.host.call('ledger.damage', {}))
  }

  mend(wish: CallArgs<'ledger.mend'>): Promise<CallResults['ledger.mend']> {
    return this.host.call('ledger.mend', wish)
  }

  /** Nothing is named as damaged, wherever it is asked. */
  async expectSound(): Promise<void> {
    expect(valueIn(await this.host.call('vault.check', {})).problems).toEqual([])
    expect((await this.damage()).devices).toEqual([])
    for (const head of valueIn(await this.host.call('vault.heads', {})))
      expect(head.damagedAt).toBeUndefined()
  }

  /** Where the copy has a file of the data folder. */
  copied(path: string): string {
    return path.replace(DATA, this.copyFolder())
  }

  standing(path: string): string {
    return textOf(this.files.contents().get(path))
  }

  /** Changes a file by hand; what is to be changed must be there. */
  change(path: string, from: string | RegExp, to: string): void {
    const before = this.standing(path)
    const after = before.replace(from, to)
    if (after === before) throw new Error(`${path} has no ${from}`)
    this.files.plant(path, Buffer.from(after))
  }
}

/** Puts files on a disk so that a power cut leaves them there. */
export const plantKept = async (
  disk: TearingFiles,
  content: ReadonlyMap<string, Uint8Array>,
): Promise<TearingFiles> => {
  const folders = new Set(['/'])
  for (const [path, bytes] of content) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at))
    await disk.makeFolder(path.slice(0, path.lastIndexOf('/')))
    disk.plant(path, bytes)
  }
  for (const folder of folders) await disk.flushFolder(folder)
  return disk
}
