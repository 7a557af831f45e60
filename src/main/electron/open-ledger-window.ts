/** Daicho's one window in Electron. */
import { join } from 'node:path'
import { app, type BrowserWindow, Menu, session } from 'electron'
import type { Host } from '../host/create-host'
import { appMenu } from './app-menu'
import { APP_ORIGIN, serveApp } from './app-origin'
import { saveDownloads } from './downloads'
import { createGuardedWindow, strongSettings } from './guarded-window'
import { lockSession } from './locked-session'
import { answerPage } from './page-calls'
import { recoverPage } from './page-crashes'
import { askBeforeLosing } from './unsaved-work'

/** Opens the window; resolves with what brings it to the front. The program ends with it. */
export const openLedgerWindow = async (host: Host, language: 'ja' | 'en'): Promise<() => void> => {
  const out = join(import.meta.dirname, '..')
  const own = session.defaultSession
  lockSession(own)
  saveDownloads(own)
  serveApp(own, join(out, 'renderer'))
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, language)))

  const window = createGuardedWindow({
    width: 1366,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    title: 'Daicho',
    webPreferences: { ...strongSettings, preload: join(out, 'preload', 'index.cjs') },
  })
  answerPage(window, host)
  askBeforeLosing(window, language)
  window.once('ready-to-show', () => window.show())
  recoverPage(window, `${APP_ORIGIN}/`, language, (reason) => {
    void host.call('faults.add', { where: 'page', what: `gone: ${reason}` }).catch(() => {})
  })
  app.on('window-all-closed', () => app.quit())
  // Whoever ends the program from outside cannot be asked.
  const end = (): void => {
    window.destroy()
    app.quit()
  }
  process.on('SIGINT', end).on('SIGTERM', end)
  await window.loadURL(`${APP_ORIGIN}/`)
  return () => bringToFront(window)
}

const bringToFront = (window: BrowserWindow): void => {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
