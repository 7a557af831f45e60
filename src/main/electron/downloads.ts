/** Files the page hands out go to the Downloads folder, under a name nothing there has. */
import { existsSync } from 'node:fs'
import { join, parse } from 'node:path'
import { app, type Session } from 'electron'

/** `list.pdf`, then `list (2).pdf`, … ; characters that some system refuses in names become `_`. */
export const freePath = (folder: string, wanted: string, exists: (path: string) => boolean): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are refused by Windows.
  const safe = wanted.replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_').replace(/^\.+|[. ]+$/g, '_') || '_'
  const { name, ext } = parse(safe)
  for (let count = 1; ; count++) {
    const path = join(folder, count === 1 ? safe : `${name} (${count})${ext}`)
    if (!exists(path)) return path
  }
}

/** Saves a session's downloads without asking. */
export const saveDownloads = (session: Session): void => {
  session.on('will-download', (_event, item) => {
    item.setSavePath(freePath(app.getPath('downloads'), item.getFilename(), existsSync))
  })
}
