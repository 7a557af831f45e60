import { err, type Result } from '../../shared/base/result'
import { isHostGone } from '../../shared/contract/host-gone'

/** `HostGone`: the way to the host was lost, and nobody can tell what became of the call. */
export type HostFailure = { readonly type: 'HostGone' } | { readonly type: 'HostDefect' }

/**
 * A call that a person waits for: it also ends, in words, when the host is lost or breaks on the way. The host itself
 * notes what breaks in it.
 */
export const answered = async <T, E>(call: Promise<Result<T, E>>): Promise<Result<T, E | HostFailure>> => {
  try {
    return await call
  } catch (error) {
    return err({ type: isHostGone(error) ? 'HostGone' : 'HostDefect' })
  }
}
