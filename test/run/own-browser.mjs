/** A browser that the test itself started, so that it knows what to kill. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import { browserPath, prepareProfile, windowArgs } from './browser.mjs'

/**
 * @typedef {object} OwnBrowser
 * @property {import('playwright').BrowserContext} context
 * @property {number} pid
 * @property {() => Promise<void>} kill at once, with all its processes
 * @property {() => Promise<void>} close as a person closes it
 */

/**
 * @param {string} profile
 * @param {readonly string[]} [args]
 * @returns {Promise<OwnBrowser>}
 */
export const startOwnBrowser = async (profile, args = []) => {
  const path = browserPath()
  if (path === null) throw new Error('no browser was found')
  prepareProfile(profile)
  const child = spawn(
    path,
    [
      ...windowArgs(),
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--lang=ja',
      ...args,
      'about:blank',
    ],
    // A group of its own: the helpers of the browser go with it.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' },
  )
  /** @type {Promise<void>} */
  const ended = new Promise((done) => child.once('exit', () => done()))
  const address = await new Promise((done, fail) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (found !== undefined) done(found)
    })
    ended.then(() => fail(new Error('the browser ended before it could be used')))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the browser has no window')
  const pid = child.pid ?? 0
  return {
    context,
    pid,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      try {
        process.kill(-pid, 'SIGKILL')
      } catch {
        // The group is gone already.
      }
      await browser.close()
    },
    close: async () => {
      // Browser.close lets it write what it holds; closing the connection alone would leave it running.
      const session = await browser.newBrowserCDPSession()
      await session.send('Browser.close')
      await ended
    },
  }
}
