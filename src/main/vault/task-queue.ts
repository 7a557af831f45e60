/** One after the other: a task starts when the one before it has ended, whether that one succeeded or not. */
export type TaskQueue = <T>(task: () => Promise<T>) => Promise<T>

export const createTaskQueue = (): TaskQueue => {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const run = last.then(task, task)
    last = run.catch(() => undefined)
    return run
  }
}
