import { create } from 'zustand'

/** Whether the dialog that switches users is open. */
export const useSwitchingUser = create(() => ({ open: false }))

export const openSwitchUser = (): void => useSwitchingUser.setState({ open: true })
