/** What the store takes from its surroundings, so that tests can say what time it is and what chance brings. */
export type StoreDeps = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** IANA name of this device's zone. */
  readonly zone: string
  /** Minutes east of UTC in that zone at an instant. */
  readonly offsetAt: (ms: number) => number
  readonly random: (bytes: number) => Uint8Array
  /** SHA-256 by the platform, for long runs; absent: made here. */
  readonly digest?: (bytes: Uint8Array) => Promise<Uint8Array>
  /** Does something when the worker has time, at the earliest after these milliseconds; answers how to call it off. */
  readonly later: (ms: number, task: () => Promise<void>) => () => void
}

export const browserDeps: StoreDeps = {
  now: () => Date.now(),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  offsetAt: (ms) => -new Date(ms).getTimezoneOffset(),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  digest: async (bytes) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)),
  later: (ms, task) => {
    const timer = setTimeout(() => void task(), ms)
    return () => clearTimeout(timer)
  },
}
