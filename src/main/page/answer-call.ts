/** One call of a page, as it came over the border: answered, never thrown out of here. */
import { type CallName, callSchemas, type HostServices } from '../../shared/contract/host-api'
import { HOST_GONE, isHostGone } from '../../shared/contract/host-gone'

/**
 * `fault` is a defect of page or host, in ids and counts only, or `HostGone` from a host that is ending; failures a
 * person can act on are values.
 */
export type Answer = { readonly value: unknown } | { readonly fault: string }

/**
 * Asks the host for a page that has asked for the lease as `windows`. The host checks the arguments against the contract,
 * and keeps what breaks in it in its fault log.
 */
export const answerCall = async (
  host: Pick<HostServices, 'call'>,
  name: unknown,
  args: unknown,
  windows: ReadonlySet<string>,
): Promise<Answer> => {
  if (!isCallName(name)) return { fault: 'no such call' }
  try {
    return { value: await host.call(name, args as never, windows) }
  } catch (error) {
    return { fault: isHostGone(error) ? HOST_GONE : `${name}: the host failed` }
  }
}

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(callSchemas, name)
