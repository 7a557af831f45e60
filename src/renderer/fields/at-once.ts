/** Drop-downs of a form open without a transition: keys that follow at once must find their options there. */
export const atOnce = { transitionProps: { duration: 0 } } as const
