/** The only place where windows are made: it throws before one with weak settings exists. */
import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron'

/** What every window of Daicho has. */
export const strongSettings = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  // Electron's spell checker fetches dictionaries from the network.
  spellcheck: false,
} as const satisfies WebPreferences

/** A window whose settings are at least as strong as `strongSettings`. */
export const createGuardedWindow = (options: BrowserWindowConstructorOptions): BrowserWindow => {
  const settings: WebPreferences = options.webPreferences ?? {}
  for (const [name, value] of Object.entries(strongSettings)) {
    if (settings[name as keyof typeof strongSettings] !== value)
      throw new Error(`a window must have ${name}: ${value}`)
  }
  if (settings.enableBlinkFeatures) throw new Error('a window must not switch on experiments')
  return new BrowserWindow(options)
}
