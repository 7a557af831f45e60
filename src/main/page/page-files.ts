/** The built page as files: an address path in, bytes and media type out. */
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

export type PageFile = { readonly bytes: Buffer; readonly mediaType: string }

/** The file an address path (`/`, `/assets/x.js`) names below `root`; null when there is none. */
export const readPageFile = async (root: string, addressPath: string): Promise<PageFile | null> => {
  const name = decodedPath(addressPath === '/' ? '/index.html' : addressPath)
  const mediaType = name === null ? undefined : mediaTypes[extname(name)]
  if (name === null || mediaType === undefined) return null
  const path = join(root, name)
  if (!path.startsWith(root + sep)) return null
  try {
    return { bytes: await readFile(path), mediaType }
  } catch (failure) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((failure as NodeJS.ErrnoException).code ?? '')) return null
    throw failure
  }
}

const decodedPath = (addressPath: string): string | null => {
  try {
    const name = decodeURIComponent(addressPath)
    return name.includes('\0') ? null : name
  } catch {
    return null
  }
}
