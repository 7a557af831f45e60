/**
 * The two ways in which a call to the host is rejected: the way to the host broke or the host is ending (the outcome
 * is unknown, and repeating what is harmless to repeat is right), or page or host have a defect (repeating is not).
 * Told apart by the message, the one thing of an error that crosses every border whole.
 */

/** Message of an error by which a call is rejected because there is no host to answer it. */
export const HOST_GONE = 'HostGone'

export const hostGone = (): Error => new Error(HOST_GONE)

/** Whether a call was rejected for want of a host; every other rejection is a defect. */
export const isHostGone = (error: unknown): boolean => error instanceof Error && error.message === HOST_GONE
