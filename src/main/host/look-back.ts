/** The look into a second copy for entries that the vault has not, before anything new is written. */
import { join } from 'node:path'
import { findExtensions } from '../vault/bring-in'
import { SourceUnreadable } from './copy-segment'
import type { SecondCopyDeps } from './second-copy'

export type LookBack = {
  /** Takes in what the copy in `target` has; answers how many entries. Nothing more happens once `isOver`. */
  readonly bringBack: (target: string, isOver: () => boolean) => Promise<number>
  /** It is known what the copy has, or that it is away. */
  readonly end: () => void
  /** Resolves then, or when the folder has given no sign of life for too long. */
  readonly wait: () => Promise<void>
}

/**
 * A copy is ahead of its vault for one of two reasons. Another PC of the ledger copies to the same place: its entries come
 * early. Or the vault was put back from an older state: this device's numbers from there on may have been seen, so what
 * follows is taken in under them, and the device is to write under others (`onOwn`, before anything depends on it).
 * Nothing tells a folder put back in its place from one that never left it, so this is the only sign; where the folder is
 * away at start, entries may be written under such numbers, and the copy's are set aside when it is back.
 */
export const createLookBack = (
  deps: Pick<SecondCopyDeps, 'files' | 'ledger' | 'device' | 'vault' | 'vaultFolder' | 'wait'>,
  patienceMs: number,
  onOwn: () => Promise<void>,
): LookBack => {
  const { files, ledger, vault } = deps
  let end = (): void => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  /** Signs of life of the folder while it is looked into. */
  let signs = 0
  return {
    bringBack: async (target, isOver) => {
      const theirs = { files, folder: join(target, 'vault'), ledger }
      const ours = { files, folder: deps.vaultFolder, ledger }
      const extensions = await findExtensions(ours, theirs, await vault.heads(), () => {
        signs += 1
      })
      if (isOver()) return 0
      if (extensions.chains.some(({ device }) => device === deps.device)) await onOwn()
      signs += 1
      const brought = await vault.bringIn(extensions)
      if (!brought.ok) throw new SourceUnreadable('vault.bringIn')
      return brought.value
    },
    end,
    // A folder that answers slowly is waited for: entries written meanwhile would part from those that it brings back.
    wait: async () => {
      let isOver = false
      const look = ended.then(() => {
        isOver = true
      })
      for (let before = -1; !isOver && before !== signs; ) {
        before = signs
        await Promise.race([look, deps.wait(patienceMs)])
      }
    },
  }
}
