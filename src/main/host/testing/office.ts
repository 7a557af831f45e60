/** A host on any file layer, with everything that is not a file fixed: clock, randomness, machine, dialogs, lock. */
import { ok } from '../../../shared/base/result'
import { type CallResults, type LedgerState, writerCalls } from '../../../shared/contract/host-api'
import type { FileLayer } from '../../files/file-layer'
import { seededRandom } from '../../files/testing/tearing-files'
import { createHost, type Host, type HostDeps } from '../create-host'

export type OpenState = Extract<LedgerState, { state: 'open' }>

/** What tests change most; the rest is fixed. */
export type OfficeOptions = Partial<HostDeps> & {
  readonly files: FileLayer
  readonly dataDir: string
  /** What the folder dialog answers. */
  readonly folder?: string | null
  readonly seed?: number
}

export const startTime = Date.UTC(2026, 10, 22, 5)

export const officeDeps = ({ folder = null, seed = 1, ...given }: OfficeOptions): HostDeps => {
  const random = seededRandom(seed)
  let ticks = 0
  return {
    now: () => new Date(startTime + 1000 * ticks++),
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256)),
    shell: 'web',
    version: '0.0.0',
    platform: 'linux',
    language: 'ja',
    zone: 'Asia/Tokyo',
    startInSample: false,
    chooseFolder: async () => folder,
    openExternal: async () => {},
    makePdf: null,
    acquireLock: async () => ok({ release: async () => {} }),
    home: '/home/sato',
    machine: 'pc-1',
    // What gathers goes on at once; what is patient never loses patience.
    wait: (ms) => (ms < 1000 ? Promise.resolve() : new Promise(() => {})),
    ...given,
  }
}

export const startOffice = async (options: OfficeOptions): Promise<Host> => {
  const host = await createHost(officeDeps(options))
  if (!host.ok) throw new Error(`not started: ${host.error.type}`)
  return asWindow(host.value)
}

/** A host whose calls are those of one window, which asks for the lease when it first needs it. */
export const asWindow = (host: Host, window = 'office'): Host => {
  const windows = new Set([window])
  let claimed = false
  return {
    ...host,
    call: async (name, args) => {
      if (writerCalls.has(name) && !claimed)
        claimed = (await host.call('lease.claim', { window, take: false })).ok
      return host.call(name, args, windows)
    },
  }
}

/** The value of an answer that must be one. */
export const valueIn = <T>(
  answer:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly type: string } },
): T => {
  if (!answer.ok) throw new Error(`refused: ${answer.error.type}`)
  return answer.value
}

export const openState = (answer: CallResults['ledger.state']): OpenState => {
  const state = valueIn(answer)
  if (state.state !== 'open') throw new Error('no ledger is open')
  return state
}

/** A host with a new ledger. */
export const startNewOffice = async (
  options: OfficeOptions,
): Promise<{ readonly host: Host; readonly state: OpenState }> => {
  const host = await startOffice(options)
  return { host, state: openState(await host.call('ledger.create', {})) }
}

/** Every line of a device's vault, in order. */
export const readAll = async (host: Host, device: string, maxBytes = 65_536): Promise<string[]> => {
  const lines: string[] = []
  for (;;) {
    const { text, count } = valueIn(
      await host.call('vault.read', { device, from: lines.length + 1, maxBytes }),
    )
    if (count === 0) return lines
    lines.push(...text.slice(0, -1).split('\n'))
  }
}
