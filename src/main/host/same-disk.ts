/** Whether two folders lie on one disk: two partitions of it count as two, which nothing here can tell from two disks. */
import { type FileLayer, fileCode } from '../files/file-layer'

/** False also where one of them is not there or cannot be asked. */
export const onSameDisk = async (files: FileLayer, one: string, other: string): Promise<boolean> => {
  try {
    const [a, b] = [await diskOf(files, one), await diskOf(files, other)]
    return a !== null && a === b
  } catch (error) {
    if (fileCode(error) === null) throw error
    return false
  }
}

const diskOf = async (files: FileLayer, path: string): Promise<string | null> =>
  (await files.stat(await files.realPath(path)))?.disk ?? null
