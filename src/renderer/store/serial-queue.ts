/** One task after another; a task that fails does not stop those behind it. */
export type SerialQueue = {
  readonly run: <T>(task: () => Promise<T>) => Promise<T>
  /** Resolves when everything asked for so far is done. */
  readonly settled: () => Promise<void>
}

export const createSerialQueue = (): SerialQueue => {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: (task) => {
      const done = last.then(task)
      last = done.catch(() => undefined)
      return done
    },
    settled: async () => {
      await last
    },
  }
}
