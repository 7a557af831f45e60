/** Characters a path may have within a sentence. */
const ROOM = 44

/** A long path with its middle left out, at a folder's edge where that is possible: where it begins and how it ends. */
export const shortPath = (path: string, room = ROOM): string => {
  if (path.length <= room) return path
  const sign = path.includes('\\') && !path.includes('/') ? '\\' : '/'
  const parts = path.split(sign)
  const begin = parts.slice(0, 2).join(sign)
  for (let from = 2; from < parts.length; from++) {
    const short = [begin, '…', ...parts.slice(from)].join(sign)
    if (short.length <= room) return short
  }
  // One name is longer than the room: its end tells it apart.
  return `${path.slice(0, Math.floor(room / 3))}…${path.slice(path.length - Math.ceil((room * 2) / 3) + 1)}`
}
