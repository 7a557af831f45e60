/** A session is a browser of its own: the default one with a profile on disk, a partition in memory. */
import { EventEmitter } from 'node:events'
import { chromium } from 'playwright'
import { browserArgs, browserPath } from '../../run/browser.mjs'
import { toElectron } from './addresses.mjs'
import { obey, report } from './report.mjs'

/** @typedef {(request: Request) => Response | Promise<Response>} Handler */

class Session extends EventEmitter {
  /** @type {Promise<import('playwright').BrowserContext> | null} */
  context = null
  /** @type {Map<string, Handler>} */
  #handlers = new Map()
  /** @type {(details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void} */
  #beforeRequest = (_details, answer) => answer({ cancel: false })
  #permissions = { request: false, check: false, device: false }
  spellChecker = true

  /** @param {string} name */
  constructor(name) {
    super()
    this.name = name
  }

  protocol = {
    /** @param {string} scheme @param {Handler} handler */
    handle: (scheme, handler) => {
      if (this.#handlers.has(scheme)) throw new Error(`second handler for ${scheme}`)
      this.#handlers.set(scheme, handler)
    },
    /** @param {string} scheme */
    unhandle: (scheme) => {
      if (!this.#handlers.delete(scheme)) throw new Error(`no handler for ${scheme}`)
    },
  }
  webRequest = {
    /** @param {(details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void} ask */
    onBeforeRequest: (ask) => {
      this.#beforeRequest = ask
    },
  }
  /** @param {(contents: unknown, permission: string, answer: (granted: boolean) => void) => void} ask */
  setPermissionRequestHandler(ask) {
    ask(null, 'geolocation', (granted) => (this.#permissions.request = !granted))
  }
  /** @param {(contents: unknown, permission: string) => boolean} ask */
  setPermissionCheckHandler(ask) {
    this.#permissions.check = ask(null, 'geolocation') === false
  }
  /** @param {(details: object) => boolean} ask */
  setDevicePermissionHandler(ask) {
    this.#permissions.device = ask({}) === false
  }
  /** @param {boolean} on */
  setSpellCheckerEnabled(on) {
    this.spellChecker = on
  }
  /** Whether the request filter would cancel a request. @param {string} url */
  wouldCancel(url) {
    let cancel = false
    this.#beforeRequest({ url }, (verdict) => {
      cancel = verdict.cancel
    })
    return cancel
  }
  /** What a window relies on; throws when the session would let something through. */
  checkLocked() {
    const { request, check, device } = this.#permissions
    if (!request || !check || !device) throw new Error('a window in a session that may grant permissions')
    if (this.spellChecker) throw new Error('a window in a session with a spell checker')
  }

  /**
   * Answers a request of a page as Electron would: the request filter first, then the scheme's handler.
   * @param {import('playwright').Route} route
   */
  async answer(route) {
    const request = route.request()
    const url = toElectron(request.url())
    const cancel = this.wouldCancel(url)
    report('request', { session: this.name, url, cancelled: cancel })
    if (cancel) return route.abort()
    const handler = this.#handlers.get(url.split(':')[0] ?? '')
    if (!handler) return route.abort('failed')
    const response = await handler(new Request(url, { method: request.method() }))
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }
}

const launchOptions = { executablePath: browserPath() ?? undefined, args: browserArgs() }

const defaultSession = new Session('default')
/** @type {Map<string, Session>} */
const partitions = new Map()

export const session = {
  defaultSession,
  /** @param {string} name */
  fromPartition: (name) => {
    const found = partitions.get(name) ?? new Session(name)
    partitions.set(name, found)
    found.context ??= chromium.launch(launchOptions).then((browser) => browser.newContext())
    return found
  },
}

/** @param {string} profile */
export const startDefaultSession = async (profile) => {
  defaultSession.context = chromium.launchPersistentContext(profile, {
    ...launchOptions,
    acceptDownloads: true,
  })
  await defaultSession.context
}

export const endSessions = async () => {
  for (const { context } of [defaultSession, ...partitions.values()]) {
    const open = await context
    await (open?.browser() ?? open)?.close()
  }
}

obey('wouldCancel', (/** @type {string} */ url) => defaultSession.wouldCancel(url))
