import { createSignal } from '../../ui/signal'

/** Whether the dialog that switches users is open. */
export const switchingUser = createSignal(false)

export const openSwitchUser = (): void => switchingUser.set(true)
