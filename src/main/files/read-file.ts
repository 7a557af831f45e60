/** Reading files that may be gone, or that the disk may have lost. Any other failure to read is thrown: it may be over soon. */
import { type FileLayer, fileCode, isMissing, isUnreadable } from './file-layer'

export type ReadFile = (files: FileLayer, path: string) => Promise<Uint8Array | null>

const unless =
  (isNothing: (code: string) => boolean): ReadFile =>
  async (files, path) => {
    try {
      return await files.read(path)
    } catch (error) {
      if (!isNothing(fileCode(error) ?? '')) throw error
      return null
    }
  }

/** Null where nothing is there. */
export const readIfThere: ReadFile = unless(isMissing)

/** Null also where the disk has lost what stood there. */
export const readIfReadable: ReadFile = unless((code) => isMissing(code) || isUnreadable(code))
