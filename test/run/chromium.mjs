/** The real browser with a profile on disk: default contexts of Playwright keep IndexedDB in memory only. */
import { chromium } from 'playwright'
import { browserArgs, browserPath } from './browser.mjs'

/**
 * @typedef {object} ContextOptions
 * @property {'ja' | 'en'} [language]
 * @property {'light' | 'dark'} [scheme]
 * @property {{ width: number, height: number }} [viewport]
 * @property {readonly string[]} [args]
 * @property {number} [deviceScaleFactor]
 */

/**
 * @param {string} profile folder; the databases live in it
 * @param {ContextOptions} [options]
 * @returns {Promise<import('playwright').BrowserContext>}
 */
export const openProfile = async (profile, options = {}) => {
  const path = browserPath()
  return chromium.launchPersistentContext(profile, {
    ...(path === null ? {} : { executablePath: path }),
    args: [...browserArgs(), ...(options.args ?? [])],
    locale: options.language === 'en' ? 'en-GB' : 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    colorScheme: options.scheme ?? 'light',
    viewport: options.viewport ?? { width: 1366, height: 768 },
    ...(options.deviceScaleFactor === undefined ? {} : { deviceScaleFactor: options.deviceScaleFactor }),
    acceptDownloads: true,
  })
}
