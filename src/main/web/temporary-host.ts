/** Stands in until the host services are there: a ledger in memory, gone with the process. */
import { err, ok } from '../../shared/base/result'
import type { CallArgs, CallName, HostServices, VaultHead } from '../../shared/contract/host-api'

export const createTemporaryHost = (dataFolder: string, startInSample: boolean): HostServices => {
  let state: { ledger: string; sample: boolean } | null = null
  const lines: string[] = []
  let lease: string | null = null
  const device = 'temporary1'
  const ledgerState = () =>
    ok(state ? { state: 'open' as const, ...state, device, code: 'A' } : { state: 'none' as const })
  const open = (sample: boolean) => {
    state = { ledger: 'temporaryledger', sample }
    lines.length = 0
    return ledgerState()
  }
  const calls: { [N in CallName]?: (args: CallArgs<N>) => unknown } = {
    'host.info': () => ({
      shell: 'web',
      version: '0.1.0',
      platform: process.platform,
      dataFolder,
      language: 'ja',
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      canPdf: false,
      folderWarning: null,
      startInSample,
    }),
    'lease.claim': ({ window, take }) => {
      if (lease !== null && lease !== window && !take) return err({ type: 'HeldElsewhere' })
      lease = window
      return ok(null)
    },
    'lease.release': ({ window }) => {
      if (lease === window) lease = null
      return null
    },
    'ledger.state': ledgerState,
    'ledger.create': () => open(false),
    'ledger.enterSample': () => open(true),
    'ledger.leaveSample': () => {
      state = null
      return ledgerState()
    },
    'vault.heads': () => {
      const last = lines.at(-1)
      const heads: VaultHead[] = last
        ? [{ device, seq: lines.length, hash: last.split('\t')[0] ?? '', own: true }]
        : []
      return ok(heads)
    },
    'vault.append': ({ lines: more }) => {
      for (const line of more) if (!lines.includes(line)) lines.push(line)
      return ok(null)
    },
    'vault.read': ({ from }) => {
      const found = lines.slice(from - 1)
      return ok({ text: found.map((line) => `${line}\n`).join(''), count: found.length })
    },
    'vault.check': () => ok({ segments: 0, problems: [] }),
    'copy.status': () => ({ folder: null, completeAt: null, behind: 0, failure: null }),
    'folders.choose': () => ({ type: 'browse' }),
    'faults.add': () => null,
    'faults.read': () => ({ lines: [] }),
  }
  return {
    call: async (name, args) => {
      const answer = calls[name]
      if (!answer) throw new Error(`${name} is not there yet`)
      return answer(args) as never
    },
    on: () => () => {},
    close: async () => {},
  }
}
