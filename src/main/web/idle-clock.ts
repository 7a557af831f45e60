/**
 * Says when nobody needs the web shell any more. It counts ticks, not time: a laptop that slept wakes to one late tick,
 * so only seconds the machine was awake count.
 */
export type IdleClock = {
  /** Tells how many windows are connected. */
  readonly windowsAre: (open: number) => void
  /** A window was opened that will connect: from now on its absence counts, too. */
  readonly windowExpected: () => void
  /** One second went by; true when the last window has been gone for `limit` of them. */
  readonly tick: () => boolean
}

/** Awake seconds after the last window closed until the web shell ends. */
export const IDLE_SECONDS = 60

/** Before any window was there or expected, nothing counts: somebody may be on the way with a printed address. */
export const createIdleClock = (limit: number = IDLE_SECONDS): IdleClock => {
  let open = 0
  let counting = false
  let seconds = 0
  return {
    windowsAre: (count) => {
      if (count > 0) counting = true
      open = count
      seconds = 0
    },
    windowExpected: () => {
      counting = true
      seconds = 0
    },
    tick: () => {
      if (!counting || open > 0) return false
      seconds += 1
      return seconds >= limit
    },
  }
}
