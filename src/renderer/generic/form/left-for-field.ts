import type { FocusEvent } from 'react'

/**
 * Whether the focus has left this part of a form for elsewhere than a button: what is said then moves the lines below,
 * and a button that is being pressed would slip away from under the pointer.
 */
export const leftForField = (event: FocusEvent<HTMLElement>): boolean =>
  !event.currentTarget.contains(event.relatedTarget) && !(event.relatedTarget instanceof HTMLButtonElement)
