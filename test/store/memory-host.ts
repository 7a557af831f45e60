/**
 * A host for store tests: the vault calls in memory, as strict as the real one about numbers and hashes, with
 * switches for what goes wrong. What it holds outlives any number of stores that are opened on it.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { err, ok } from '../../src/shared/base/result'
import type {
  CallArgs,
  CallName,
  CallResults,
  HostCall,
  VaultFailure,
} from '../../src/shared/contract/host-api'
import type { EntryHead } from '../../src/shared/journal/entry'

export type MemoryHost = {
  readonly call: HostCall
  readonly ledger: string
  /** This device; another one after `ledger.newDevice`. */
  device: string
  /** Lines per device; tests may change them. */
  readonly vault: Map<string, string[]>
  /** First damaged entry behind a device's lines, as `vault.heads` names it until that number stands again. */
  readonly damagedAt: Map<string, number>
  /** Base64 by SHA-256. */
  readonly files: Map<string, string>
  /** The vault was found behind what this device had written. */
  wentBack: boolean
  /** What every append answers until it is null again. */
  fail: VaultFailure | null
  /** What `vault.check` finds. */
  check: Extract<CallResults['vault.check'], { ok: true }>['value']
  /** What `vault.check` answers instead. */
  checkFails: VaultFailure | null
  /** Called before every answered call; may throw. */
  before: ((name: CallName, args: unknown) => void | Promise<void>) | null
  /** Called when a call was carried out and before its answer is given; may throw, and the answer is lost. */
  after: ((name: CallName) => void | Promise<void>) | null
  readonly calls: CallName[]
  readonly faults: CallArgs<'faults.add'>[]
}

const hashOf = (line: string): string => line.slice(0, line.indexOf('\t'))
const headOf = (line: string): EntryHead => JSON.parse(line.split('\t')[1] as string) as EntryHead

export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** The hash a head's text must have. */
export const headHash = (line: string): string => sha256Hex(line.split('\t')[1] as string)

const bodyHash = (line: string): string => sha256Hex(line.split('\t')[2] ?? '')

export const createMemoryHost = (ledger: string, device = 'dev1', sample = false): MemoryHost => {
  const vault = new Map<string, string[]>()
  const damagedAt = new Map<string, number>()
  const calls: CallName[] = []

  const append = (lines: readonly string[]): CallResults['vault.append'] => {
    if (host.fail !== null) return err(host.fail)
    const { device } = host
    const own = vault.get(device) ?? []
    for (const line of lines) {
      const head = headOf(line)
      const seq = Number(head.id.slice(head.id.lastIndexOf(':') + 1))
      if (head.ledger !== ledger || headHash(line) !== hashOf(line)) return err({ type: 'BadLine' })
      const there = own[seq - 1]
      if (there !== undefined) {
        if (hashOf(there) !== hashOf(line)) return err({ type: 'OtherEntryThere', seq })
        continue
      }
      if (seq !== own.length + 1) return err({ type: 'WrongSeq', expected: own.length + 1 })
      const last = own.at(-1)
      if (head.prev !== (last === undefined ? null : hashOf(last))) return err({ type: 'WrongPrev', seq })
      own.push(line)
    }
    vault.set(device, own)
    return ok(null)
  }

  const read = ({ device: of, from, maxBytes }: CallArgs<'vault.read'>): CallResults['vault.read'] => {
    const lines = vault.get(of) ?? []
    let text = ''
    let count = 0
    for (const line of lines.slice(from - 1)) {
      if (count > 0 && text.length + line.length > maxBytes) break
      text += `${line}\n`
      count += 1
    }
    return ok({ text, count })
  }

  const answers: { [N in CallName]?: (args: CallArgs<N>) => CallResults[N] } = {
    'ledger.state': () =>
      ok({
        state: 'open',
        ledger,
        sample,
        device: host.device,
        code: 'A',
        ...(host.wentBack ? { wentBack: true } : {}),
      }),
    'ledger.newDevice': () => {
      host.wentBack = false
      host.device = `${host.device}x`
      return ok({ state: 'open', ledger, sample, device: host.device, code: 'B' })
    },
    'faults.add': (fault) => {
      host.faults.push(fault)
      return null
    },
    'vault.heads': () =>
      ok(
        [...vault].flatMap(([of, lines]) => {
          const last = lines.at(-1)
          const at = damagedAt.get(of) ?? 0
          const damaged = at > lines.length ? { damagedAt: at } : {}
          return last === undefined
            ? []
            : [{ device: of, seq: lines.length, hash: hashOf(last), own: of === host.device, ...damaged }]
        }),
      ),
    'vault.append': ({ lines }) => append(lines),
    'vault.read': read,
    'vault.strike': ({ device: of, seq, line, before, after }) => {
      const lines = vault.get(of) ?? []
      const body = bodyHash(lines[seq - 1] ?? '')
      if (body === after) return ok(null)
      if (body !== before || bodyHash(line) !== after) return err({ type: 'BadLine' })
      lines[seq - 1] = line
      return ok(null)
    },
    'files.put': ({ base64 }) => {
      const content = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const name = bytesToHex(sha256(content))
      host.files.set(name, base64)
      return ok({ sha256: name })
    },
    'files.get': ({ sha256: name }) => {
      const base64 = host.files.get(name)
      return base64 === undefined ? err({ type: 'FileMissing' }) : ok({ base64 })
    },
    'vault.check': () => (host.checkFails === null ? ok(host.check) : err(host.checkFails)),
  }

  const host: MemoryHost = {
    ledger,
    device,
    vault,
    damagedAt,
    files: new Map(),
    wentBack: false,
    fail: null,
    check: { segments: 1, problems: [] },
    checkFails: null,
    before: null,
    after: null,
    calls,
    faults: [],
    call: async (name, args) => {
      calls.push(name)
      await host.before?.(name, args)
      const answer = answers[name] as ((given: typeof args) => CallResults[typeof name]) | undefined
      if (answer === undefined) throw new Error(`The test host has no answer for ${name}`)
      const value = answer(args)
      await host.after?.(name)
      // Across the border only copies go.
      return structuredClone(value)
    },
  }
  return host
}
