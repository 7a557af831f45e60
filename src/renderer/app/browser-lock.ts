/**
 * One window of a browser writes: a Web Lock beside the host's lease, for the case that the host was started anew
 * while an older window is still open. Held until it is let go or taken.
 */
const NAME = 'daicho-writer'
/** Milliseconds another window gets to close its databases before the lock is taken from it. */
const PATIENCE_MS = 3000

let release: (() => void) | null = null

const request = (options: LockOptions, onLost: () => void): Promise<boolean> =>
  new Promise((answer) => {
    navigator.locks
      .request(NAME, options, (lock) => {
        answer(lock !== null)
        if (!lock) return undefined
        return new Promise<void>((done) => {
          release = done
        })
      })
      .catch(() => {
        // Either waiting was given up, or the lock was taken by another window.
        answer(false)
        if (release) onLost()
        release = null
      })
  })

export const lockBrowser = async (take: boolean, onLost: () => void): Promise<boolean> => {
  if (release) return true
  if (await request({ signal: AbortSignal.timeout(PATIENCE_MS) }, onLost)) return true
  return take ? request({ steal: true }, onLost) : false
}

export const unlockBrowser = (): void => {
  release?.()
  release = null
}
