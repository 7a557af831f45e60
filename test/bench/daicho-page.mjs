/** A window of the real web shell on a data folder, in a browser profile on disk. */

import { startShell } from '../run/shell.mjs'
import { callStore } from '../run/store-door.mjs'

/** Milliseconds a start may take before the bench says that it hangs: a first one fills 100,000 records. */
const LIMIT_MS = 300_000

/**
 * Notes, in the page, the moment Home can be used: its counts stand and the last changes are told.
 * Runs before anything else.
 */
export const watchHome = () => {
  const isHome = () =>
    document.querySelector('h1') !== null &&
    document.querySelector('main ol > li') !== null &&
    [...document.querySelectorAll('main ul')].some((list) => /\d/.test(list.textContent ?? ''))
  const look = () => {
    if (!isHome()) return
    observer.disconnect()
    Object.assign(window, { homeUsableAt: performance.now() })
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true, characterData: true })
}

/**
 * @typedef {object} DaichoPage
 * @property {import('playwright').Page} page
 * @property {() => Promise<number>} reload milliseconds from the start of the page to a Home that can be used
 * @property {(method: string, ...args: unknown[]) => Promise<any>} call asks the store worker
 * @property {() => Promise<void>} close
 */

/** @param {import('playwright').BrowserContext} context @param {string} data @returns {Promise<DaichoPage>} */
export const openDaicho = async (context, data) => {
  const shell = await startShell({ data })
  const page = await context.newPage()
  const ready = async () => {
    await page.waitForFunction(() => 'homeUsableAt' in window, null, { timeout: LIMIT_MS })
    return page.evaluate(() => /** @type {{ homeUsableAt?: number }} */ (window).homeUsableAt ?? 0)
  }
  await page.goto(await shell.freshAddress())
  await ready()
  return {
    page,
    reload: async () => {
      await page.goto(`${shell.origin}/`)
      return ready()
    },
    call: (method, ...args) => callStore(page, method, ...args),
    close: async () => {
      await page.close()
      await shell.stop()
    },
  }
}
