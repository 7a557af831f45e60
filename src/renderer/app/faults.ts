/**
 * Defects are noted in the host's fault log by kind and place only: the message of an error can hold what a person
 * typed, so it is left out.
 */
import { describeFault } from '../../shared/base/describe-fault'
import type { HostBridge } from '../../shared/contract/host-api'

/** Short random id by which a person and the log speak of the same defect. */
export const newFaultId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Notes a defect; when the host cannot be reached there is nowhere to note it. */
export const noteFault = (host: HostBridge | null, where: string, id: string, error: unknown): void => {
  void host
    ?.call('faults.add', { where: `${where} ${id}`.slice(0, 200), what: describeFault(error) })
    .catch(() => undefined)
}

/** The screen's address without ids: `/record/person`. */
export const placeOf = (hash: string): string =>
  hash.replace(/^#/, '').replace(/\?.*$/, '').replace(/:.*$/, '')

/** Notes what nobody caught, too. */
export const watchFaults = (host: () => HostBridge | null): void => {
  const note = (error: unknown): void =>
    noteFault(host(), `page ${placeOf(location.hash)}`, newFaultId(), error)
  window.addEventListener('error', (event) => {
    // Benign: a resize observer that would loop is delayed by the browser.
    if (!event.message.startsWith('ResizeObserver loop')) note(event.error)
  })
  window.addEventListener('unhandledrejection', (event) => note(event.reason))
}
