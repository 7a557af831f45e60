/** Whether the place of the data folder deserves a warning: others can read it, or a cloud client carries it away. */
import type { HostInfo } from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'

/** Folder names that cloud clients give their synced trees, on the systems where they do. */
const SYNCED = [
  /^OneDrive( - .+)?$/i,
  /^Dropbox( \(.+\))?$/i,
  /^iCloud ?Drive$/i,
  // macOS: iCloud Drive, and every other provider since 12.3.
  /^Mobile Documents$/,
  /^CloudStorage$/,
  /^Google ?Drive( .+)?$/i,
  /^(My Drive|マイドライブ)$/i,
  /^Box( Sync)?$/i,
]

const OTHERS = 0o077

export const findFolderWarning = async (
  files: FileLayer,
  folder: string,
): Promise<HostInfo['folderWarning']> => {
  const real = await files.realPath(folder)
  const names = real.split(/[\\/]/)
  if (names.some((name) => SYNCED.some((pattern) => pattern.test(name)))) return 'cloudSynced'
  const mode = (await files.stat(real))?.mode ?? 0
  return (mode & OTHERS) === 0 ? null : 'othersCanRead'
}
