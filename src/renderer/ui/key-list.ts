import { create } from 'zustand'

/** Whether the list of all keys is shown. */
export const useKeyList = create(() => ({ open: false }))

export const showKeyList = (open: boolean): void => useKeyList.setState({ open })
