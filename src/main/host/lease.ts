/** One window writes. Who takes the lease gets it when the holder has finished its write and let go, or is gone. */
import { err, ok, type Result } from '../../shared/base/result'

export type Lease = {
  readonly claim: (window: string, take: boolean) => Promise<Result<null, { readonly type: 'HeldElsewhere' }>>
  readonly release: (window: string) => void
  /** Whether one of these windows may write. */
  readonly isHeldBy: (windows: ReadonlySet<string>) => boolean
}

export type LeaseDeps = {
  /** Tells the holder that somebody takes over. */
  readonly onLost: (window: string) => void
  /** How long a holder may take to let go before the taker is told that it does not; resolves then. */
  readonly patience: () => Promise<void>
}

export const createLease = ({ onLost, patience }: LeaseDeps): Lease => {
  let holder: string | null = null
  let heir: { readonly window: string; readonly answer: (gotIt: boolean) => void } | null = null

  /** Waits behind the holder; a later taker sends an earlier one away. */
  const inherit = (window: string): Promise<boolean> =>
    new Promise((resolve) => {
      heir?.answer(false)
      const self = { window, answer: resolve }
      heir = self
      void patience().then(() => {
        if (heir === self) heir = null
        resolve(false)
      })
    })

  return {
    claim: async (window, take) => {
      if (holder === null) holder = window
      if (holder === window) return ok(null)
      if (!take) return err({ type: 'HeldElsewhere' })
      const inherited = inherit(window)
      onLost(holder)
      return (await inherited) ? ok(null) : err({ type: 'HeldElsewhere' })
    },
    isHeldBy: (windows) => holder !== null && windows.has(holder),
    release: (window) => {
      if (heir?.window === window) {
        heir.answer(false)
        heir = null
      }
      if (holder !== window) return
      holder = heir?.window ?? null
      heir?.answer(true)
      heir = null
    },
  }
}
