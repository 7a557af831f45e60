/**
 * On which ports a page was opened with this browser folder: to the browser each is a place of its own, whose store is
 * filled from the vault the first time. The note lies beside the browser's profile and goes where that goes.
 */
import { join } from 'node:path'
import { type FileLayer, fileCode } from '../files/file-layer'
import { makeKeptFolder, readJson, writeJson } from '../files/whole-file'

export type KnownPorts = {
  /** Whether a ledger is there whose store the browser does not have at this port yet. */
  readonly isNew: (port: number) => Promise<boolean>
  readonly add: (port: number) => Promise<void>
}

/** `folder`: of the browser. A note that cannot be read or written is none: the sentence is said once more. */
export const createKnownPorts = (files: FileLayer, folder: string, dataDir: string): KnownPorts => {
  const file = join(folder, 'ports.json')
  const read = async (): Promise<readonly unknown[]> => {
    try {
      const found = await readJson(files, file)
      return Array.isArray(found) ? found : []
    } catch (error) {
      if (fileCode(error) === null) throw error
      return []
    }
  }
  return {
    isNew: async (port) =>
      !(await read()).includes(port) && (await files.stat(join(dataDir, 'ledger.json'))) !== null,
    add: async (port) => {
      const known = await read()
      if (known.includes(port)) return
      try {
        await makeKeptFolder(files, folder)
        await writeJson(files, file, [...known, port])
      } catch (error) {
        if (fileCode(error) === null) throw error
      }
    },
  }
}
