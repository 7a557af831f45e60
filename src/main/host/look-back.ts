/** The look into a second copy for entries that the vault has not, before anything new is written. */
import { join } from 'node:path'
import { fileCode, isUnreadable } from '../files/file-layer'
import { type ReadFile, readIfReadable, readIfThere } from '../files/read-file'
import { type Extensions, findExtensions } from '../vault/bring-in'
import { SourceUnreadable } from './copy-segment'
import type { SecondCopyDeps } from './second-copy'

/** A look that fails is tried so often, with so much time between. */
const TRIES = 3
const AGAIN_MS = 300
/** What the disk of the copy could not read for so long counts as lost; it is kept all the same. */
const LOST_MS = 60_000

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
  deps: Pick<SecondCopyDeps, 'files' | 'ledger' | 'device' | 'vault' | 'vaultFolder' | 'now' | 'wait'>,
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
  let unreadableSince: number | null = null

  const find = async (target: string, read: ReadFile): Promise<Extensions> => {
    const theirs = { files, folder: join(target, 'vault'), ledger }
    const ours = { files, folder: deps.vaultFolder, ledger }
    return findExtensions(ours, theirs, await vault.heads(), read, () => {
      signs += 1
    })
  }

  /** Entries that cannot be read for a moment are none that the copy has not: what follows would be set aside. */
  const findPatiently = async (target: string, isOver: () => boolean): Promise<Extensions> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const found = await find(target, readIfThere)
        unreadableSince = null
        return found
      } catch (error) {
        const code = fileCode(error)
        if (code === null || isOver()) throw error
        if (tries < TRIES) {
          await deps.wait(AGAIN_MS)
          continue
        }
        const now = deps.now().getTime()
        unreadableSince ??= now
        if (!isUnreadable(code) || now - unreadableSince < LOST_MS) throw error
        return find(target, readIfReadable)
      }
    }
  }

  return {
    bringBack: async (target, isOver) => {
      const extensions = await findPatiently(target, isOver)
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
