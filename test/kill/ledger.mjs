/** One ledger to be killed: data folder, host and browser, all of which can be ended at once and started again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isReady, StartPage } from '../e2e/pages/start-page'
import { startOwnBrowser } from '../run/own-browser.mjs'
import { freePort, startShell } from '../run/shell.mjs'
import { prepareDoor } from '../run/store-door.mjs'

/** @typedef {Awaited<ReturnType<typeof createLedger>>} KilledLedger */

/** @param {{ data?: string }} [options] a data folder of its own unless one is given */
export const createLedger = async (options = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-kill-'))
  const data = options.data ?? join(folder, 'data')
  const profile = join(folder, 'profile')
  const port = await freePort()
  /** @type {import('../run/shell.mjs').Shell | null} */
  let shell = null
  /** @type {import('../run/own-browser.mjs').OwnBrowser | null} */
  let browser = null
  /** @type {import('playwright').Page | null} */
  let page = null

  const startHost = async () => {
    shell ??= await startShell({ data, port })
    return shell
  }

  return {
    data,
    profile,
    vault: join(data, 'vault'),
    page: () => {
      if (page === null) throw new Error('open() comes first')
      return page
    },
    /** Starts what is not running and waits until the ledger can be used. */
    open: async () => {
      const host = await startHost()
      if (browser === null) {
        browser = await startOwnBrowser(profile)
        await prepareDoor(browser.context)
        page = await browser.context.newPage()
      }
      if (page === null) throw new Error('the browser has no page')
      await page.goto(await host.freshAddress())
      await isReady(page)
      return page
    },
    /** The same for a data folder without a ledger. */
    openFirst: async () => {
      const host = await startHost()
      browser = await startOwnBrowser(profile)
      await prepareDoor(browser.context)
      page = await browser.context.newPage()
      await page.goto(await host.freshAddress())
      await new StartPage(page, 'ja').setUp({ office: '試験事務所', user: '試験 係' })
      return page
    },
    killBrowser: async () => {
      await browser?.kill()
      browser = null
      page = null
    },
    killHost: async () => {
      await shell?.kill()
      shell = null
    },
    closeBrowser: async () => {
      await browser?.close()
      browser = null
      page = null
    },
    folder,
    /** @param {boolean} keep leaves the folders for a look */
    end: async (keep = false) => {
      await browser?.kill()
      await shell?.stop()
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}
