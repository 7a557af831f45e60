/** Daicho's one window in Electron. */
import { join } from 'node:path'
import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions, session } from 'electron'
import type { Host } from '../host/create-host'
import { APP_ORIGIN, serveApp } from './app-origin'
import { saveDownloads } from './downloads'
import { createGuardedWindow, strongSettings } from './guarded-window'
import { lockSession } from './locked-session'
import { answerPage } from './page-calls'
import { askBeforeLosing } from './unsaved-work'

/** A page that crashes more often than this does so every time it is loaded. */
const MOST_RELOADS = 3

/** Opens the window; resolves with what brings it to the front. The program ends with it. */
export const openLedgerWindow = async (host: Host, language: 'ja' | 'en'): Promise<() => void> => {
  const out = join(import.meta.dirname, '..')
  const own = session.defaultSession
  lockSession(own)
  saveDownloads(own)
  serveApp(own, join(out, 'renderer'))
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu(process.platform)))

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
  let crashes = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    void host.call('faults.add', { where: 'page', what: `gone: ${reason}` }).catch(() => {})
    // What the person was looking at comes back; everything acknowledged is in the vault.
    if (reason !== 'clean-exit' && ++crashes <= MOST_RELOADS) void window.loadURL(`${APP_ORIGIN}/`)
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

/**
 * Text size everywhere; on macOS also what its shortcuts need a menu for. No undo and redo: those keys are the page's.
 */
const menu = (platform: NodeJS.Platform): MenuItemConstructorOptions[] => {
  const view: MenuItemConstructorOptions = {
    label: 'Daicho',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  }
  if (platform !== 'darwin') return [view]
  return [
    { role: 'appMenu' },
    {
      label: 'Edit',
      submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    view,
    { role: 'windowMenu' },
  ]
}
