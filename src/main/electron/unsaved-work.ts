/**
 * A page with a form that is not saved keeps its window from closing. A browser asks the person then; Electron asks nobody
 * and leaves the window open, so the program asks, in the language that the page is shown in.
 */
import { type BrowserWindow, dialog } from 'electron'
import { startTexts } from '../start/texts.mjs'

type Language = keyof typeof startTexts

/** A page that hangs does not say its language. */
const ANSWER_LIMIT_MS = 1000

/** Asks whether a window may close over unsaved work, and closes it if so. `language`: where the page says none. */
export const askBeforeLosing = (window: BrowserWindow, language: Language): void => {
  let asking = false
  window.webContents.on('will-prevent-unload', async () => {
    if (asking) return
    asking = true
    try {
      const texts = startTexts[await pageLanguage(window, language)]
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        title: 'Daicho',
        message: texts.unsavedTitle,
        detail: texts.unsavedWhy,
        buttons: [texts.unsavedClose, texts.unsavedKeep],
        defaultId: KEEP,
        cancelId: KEEP,
        noLink: true,
      })
      if (response !== KEEP && !window.isDestroyed()) window.destroy()
    } finally {
      asking = false
    }
  })
}

/** Place of the button that closes nothing. */
const KEEP = 1

const pageLanguage = async ({ webContents }: BrowserWindow, otherwise: Language): Promise<Language> => {
  const limit = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), ANSWER_LIMIT_MS).unref()
  })
  const asked = webContents.executeJavaScript('document.documentElement.lang').catch(() => null)
  const found: unknown = await Promise.race([asked, limit])
  return found === 'ja' || found === 'en' ? found : otherwise
}
