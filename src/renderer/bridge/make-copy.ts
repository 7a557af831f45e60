import { err, ok, type Result } from '../../shared/base/result'
import type { CallResults, CopyStatus, HostBridge } from '../../shared/contract/host-api'
import { answered, type HostFailure } from './answered'
import { copyState } from './copy-state'

type Refusal = Extract<CallResults['copy.set'], { readonly ok: false }>['error']
export type CopyMade = Result<CopyStatus | 'replaced', Refusal | HostFailure>

/**
 * Chooses the second folder and waits until all of the ledger is there: the host answers the choice before a byte is
 * written. Ends in any case: complete (answers how it stands), failed, replaced by another choice, or with the way to the
 * host. `onLeft` is told how many entries are still to come.
 */
export const makeCopy = (
  host: HostBridge,
  path: string,
  onLeft: (entries: number, status: CopyStatus) => void = () => undefined,
): Promise<CopyMade> =>
  new Promise((resolve) => {
    /** As the host knows the chosen folder; null until it has taken the choice. */
    let folder: string | null = null
    let heard: CopyStatus | null = null
    const end = (made: CopyMade): void => {
      for (const leave of left) leave()
      resolve(made)
    }
    const look = (status: CopyStatus): void => {
      const state = copyState(status)
      if (status.folder !== folder) end(ok('replaced'))
      else if (status.failure !== null) end(err({ type: status.failure }))
      else if (state === 'making') onLeft(status.behind, status)
      else end(ok(status))
    }
    const left = [
      host.on('copy.changed', (status) => {
        heard = status
        if (folder !== null) look(status)
      }),
      // A call under way is rejected; who waits for an event hears of it here.
      host.on('host.gone', () => folder !== null && end(err({ type: 'HostGone' }))),
      host.on('host.closing', () => end(err({ type: 'HostGone' }))),
    ]
    void answered(host.call('copy.set', { path })).then((set) => {
      if (!set.ok) return end(set)
      folder = set.value.folder
      // What was told on the way may be newer than the answer, or of the folder before.
      look(heard?.folder === folder ? heard : set.value)
    })
  })

type Failure = Extract<CopyMade, { readonly ok: false }>['error']

export type CopyChoice = {
  /** Begins to make the copy there; answers as soon as the host has taken the choice: null, or why it has not. */
  readonly take: (path: string) => Promise<Failure | null>
  /** How the copy that was begun last ended; begun here where none was. */
  readonly made: (path: string) => Promise<CopyMade>
}

/** The same in two steps, so that another folder can be chosen at once when one is refused. `onLeft` also hears the path. */
export const copyChoice = (
  host: HostBridge,
  onLeft: (entries: number, status: CopyStatus, path: string) => void = () => undefined,
): CopyChoice => {
  let begun: Promise<CopyMade> | null = null
  const begin = (path: string, onTaken: () => void): Promise<CopyMade> => {
    begun = makeCopy(host, path, (entries, status) => {
      onTaken()
      onLeft(entries, status, path)
    })
    return begun
  }
  return {
    take: (path) =>
      new Promise((resolve) => {
        void begin(path, () => resolve(null)).then((made) => resolve(made.ok ? null : made.error))
      }),
    made: (path) => begun ?? begin(path, () => undefined),
  }
}
