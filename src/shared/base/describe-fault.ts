/** A defect for the fault log: its message can hold what a person typed, so it is left out. */

/** Where in the program a defect came up: its kind and the places in the code, without the message. */
export const describeFault = (error: unknown): string => {
  if (!(error instanceof Error)) return `Thrown: ${typeof error}`
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s*at |@/.test(line) && /:\d+:\d+\)?$/.test(line.trim()))
    .map((line) => line.trim().replace(/https?:\/\/[^/\s]+|app:\/\/[^/\s]+/, ''))
  return [error.name, ...places].join('\n').slice(0, 2000)
}
