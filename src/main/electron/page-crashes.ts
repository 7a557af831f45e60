/** A page that crashes comes back; one that does so every time is not left blank without a word. */
import { type BrowserWindow, dialog } from 'electron'
import { startTexts } from '../start/texts.mjs'

/** A page that crashes more often than this does so every time it is loaded. */
const MOST_RELOADS = 3

/** Loads `address` again after a crash, and asks the person how to go on once that does not help. */
export const recoverPage = (
  window: BrowserWindow,
  address: string,
  language: keyof typeof startTexts,
  onCrash: (reason: string) => void,
): void => {
  const texts = startTexts[language]
  let crashes = 0
  const ask = async (): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Daicho',
      message: texts.crashedTitle,
      detail: texts.crashedWhy,
      buttons: [texts.crashedAgain, texts.crashedClose],
      defaultId: AGAIN,
      cancelId: CLOSE,
      noLink: true,
    })
    if (window.isDestroyed()) return
    if (response === CLOSE) return window.destroy()
    crashes = 0
    await window.loadURL(address)
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onCrash(reason)
    if (reason === 'clean-exit') return
    crashes += 1
    // What the person was looking at comes back; everything acknowledged is in the vault. A load that fails is a crash.
    if (crashes <= MOST_RELOADS) void window.loadURL(address).catch(() => {})
    else void ask().catch(() => {})
  })
}

const AGAIN = 0
const CLOSE = 1
