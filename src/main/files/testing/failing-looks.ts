/** A disk of which single looks fail: reads and listings, opening a file, asking what stands at a path. */
import type { FileLayer } from '../file-layer'

export type Look = {
  /** From 1. */
  readonly number: number
  readonly op: 'read' | 'readRange' | 'list' | 'stat' | 'realPath' | 'openAppend'
  readonly path: string
}

export type FailingLooks = {
  readonly files: FileLayer
  /** Looks so far. */
  readonly looks: () => number
}

/** `failAt` answers the code with which a look fails, or null. */
export const createFailingLooks = (files: FileLayer, failAt: (look: Look) => string | null): FailingLooks => {
  let number = 0
  const failing =
    <Args extends readonly [string, ...unknown[]], T>(op: Look['op'], work: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      number += 1
      const code = failAt({ number, op, path: args[0] })
      if (code !== null) throw Object.assign(new Error(`${code} ${op} ${args[0]}`), { code })
      return work(...args)
    }
  return {
    files: {
      ...files,
      read: failing('read', files.read),
      readRange: failing('readRange', files.readRange),
      list: failing('list', files.list),
      stat: failing('stat', files.stat),
      realPath: failing('realPath', files.realPath),
      openAppend: failing('openAppend', files.openAppend),
    },
    looks: () => number,
  }
}
