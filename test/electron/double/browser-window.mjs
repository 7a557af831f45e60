import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { toChromium, toElectron } from './addresses.mjs'
import { pageWorld } from './page-world.mjs'
import { obey, report } from './report.mjs'
import { session } from './sessions.mjs'
import { ipcHandlers } from './small-parts.mjs'

/** @typedef {import('playwright').Page} Page */

/** What Daicho promises of every window, held here a second time, apart from the program's own guard. */
const mustBe = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
}

/** @type {BrowserWindow[]} */
const windows = []

class WebContents extends EventEmitter {
  /** @param {BrowserWindow} window */
  constructor(window) {
    super()
    this.window = window
    this.mainFrame = {
      get url() {
        return window.address
      },
    }
  }
  /** @type {(details: { url: string }) => { action: string }} */
  openHandler = () => ({ action: 'allow' })
  /** @param {(details: { url: string }) => { action: string }} handler */
  setWindowOpenHandler(handler) {
    this.openHandler = handler
  }
  isDestroyed() {
    return this.window.isDestroyed()
  }
  /** @param {string} channel @param {unknown[]} args */
  send(channel, ...args) {
    void this.window.page
      .then((page) =>
        page.evaluate(
          ([to, values]) => Reflect.get(window, '__doubleEvent')?.(to, ...values),
          /** @type {const} */ ([channel, args]),
        ),
      )
      .catch(() => {})
  }
  /** @param {string} script */
  async executeJavaScript(script) {
    return (await this.window.page).evaluate(script)
  }
  /** @param {Record<string, unknown>} options */
  async printToPDF({ pageSize, ...options }) {
    if (pageSize !== 'A4') throw new Error('a sheet is A4')
    report('pdf', options)
    const page = await this.window.page
    const protocol = await page.context().newCDPSession(page)
    const a4 = { paperWidth: 210 / 25.4, paperHeight: 297 / 25.4 }
    const { data } = await protocol.send('Page.printToPDF', { ...a4, ...options })
    return Buffer.from(data, 'base64')
  }
}

export class BrowserWindow extends EventEmitter {
  /** @type {EventEmitter} the application; set there, for it needs windows, too */
  static application = new EventEmitter()
  /** A program that is quitting does not hear that its windows are gone. */
  static quitting = false
  /** The next window cannot be made. */
  static failsNext = false
  static getAllWindows() {
    return windows.filter((window) => !window.isDestroyed())
  }
  address = ''
  #closed = false
  /** A load the program asked for is no navigation of the page. */
  #loading = false

  /** @param {{ webPreferences?: Record<string, any>, [option: string]: unknown }} options */
  constructor(options) {
    super()
    if (BrowserWindow.failsNext) {
      BrowserWindow.failsNext = false
      throw new Error('no window can be made')
    }
    const { session: own = session.defaultSession, ...settings } = options.webPreferences ?? {}
    for (const [name, value] of Object.entries(mustBe)) {
      if (settings[name] !== value) throw new Error(`a window without ${name}: ${value}`)
    }
    own.checkLocked()
    report('window', { ...options, webPreferences: settings, session: own.name })
    windows.push(this)
    this.session = own
    this.webContents = new WebContents(this)
    BrowserWindow.application.emit('web-contents-created', {}, this.webContents)
    this.page = this.#openPage(settings.preload)
  }

  /** @param {string | undefined} preload */
  async #openPage(preload) {
    const context = await this.session.context
    const fresh = context.pages().find((/** @type {Page} */ page) => page.url() === 'about:blank')
    /** @type {Page} */
    const page = fresh && windows.length === 1 ? fresh : await context.newPage()
    await page.exposeBinding('__doubleInvoke', async ({ frame }, channel, args) => {
      const handler = ipcHandlers.get(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      const senderFrame =
        frame === page.mainFrame() ? this.webContents.mainFrame : { url: toElectron(frame.url()) }
      return handler({ sender: this.webContents, senderFrame }, ...args)
    })
    if (preload) await page.addInitScript(pageWorld(readFileSync(preload, 'utf8')))
    await page.route('**/*', (route) => this.#answer(page, route))
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.address = toElectron(frame.url())
    })
    page.on('pageerror', (defect) => report('complaint', defect.message))
    page.on('console', (message) => {
      if (message.type() === 'error') report('complaint', message.text())
    })
    page.on('popup', (popup) => {
      const { action } = this.webContents.openHandler({ url: toElectron(popup.url()) })
      report('popup', { action })
      if (action === 'deny') void popup.close()
    })
    page.on('download', (download) => {
      const item = {
        getFilename: () => download.suggestedFilename(),
        setSavePath: (/** @type {string} */ path) =>
          void download.saveAs(path).then(() => report('download', path)),
      }
      this.session.emit('will-download', {}, item, this.webContents)
    })
    page.on('close', () => this.#markClosed())
    page.on('dialog', async (question) => {
      if (question.type() !== 'beforeunload') return question.dismiss()
      let goes = false
      // Without a listener that says otherwise, the page stays and nobody is asked.
      this.webContents.emit('will-prevent-unload', { preventDefault: () => (goes = true) })
      await (goes ? question.accept() : question.dismiss())
    })
    return page
  }

  /** @param {Page} page @param {import('playwright').Route} route */
  async #answer(page, route) {
    const request = route.request()
    if (request.isNavigationRequest()) {
      const isMainFrame = request.frame() === page.mainFrame()
      const url = toElectron(request.url())
      let prevented = false
      const event = { url, isMainFrame, preventDefault: () => (prevented = true) }
      if (!this.#loading) this.webContents.emit('will-frame-navigate', event)
      report('navigation', { url, isMainFrame, prevented })
      // Answered by nothing, the page stays where it is, as in Electron.
      if (prevented) return route.fulfill({ status: 204 })
      this.webContents.emit('did-start-navigation', { url, isMainFrame, isSameDocument: false })
    }
    await this.session.answer(route)
  }

  /** @param {string} url */
  async loadURL(url) {
    const page = await this.page
    this.#loading = true
    await page.goto(toChromium(url))
    this.#loading = false
    this.emit('ready-to-show')
  }
  show() {
    report('show')
  }
  focus() {
    report('focus')
  }
  isMinimized() {
    return false
  }
  restore() {}
  isDestroyed() {
    return this.#closed
  }
  destroy() {
    void this.end()
  }
  /** Closes the page; resolves when it is gone. */
  async end() {
    await (await this.page).close()
    this.#markClosed()
  }
  #markClosed() {
    if (this.#closed) return
    this.#closed = true
    this.emit('closed')
    if (!BrowserWindow.quitting && BrowserWindow.getAllWindows().length === 0)
      BrowserWindow.application.emit('window-all-closed')
  }
}

obey('openWindow', (options) => {
  try {
    void new BrowserWindow(options)
    return 'opened'
  } catch (refusal) {
    return /** @type {Error} */ (refusal).message
  }
})

/** The page of the first window. */
const firstPage = () => windows[0]?.page

obey('evaluate', async (/** @type {{ source: string, argument: unknown }} */ { source, argument }) =>
  (await firstPage())?.evaluate(`(${source})(${JSON.stringify(argument) ?? ''})`),
)
obey('reload', async () => void (await (await firstPage())?.reload()))
obey('closeWindow', async () => void (await (await firstPage())?.close()))
/** As the window's own cross does: the page may object. */
obey('askToClose', async () => void (await (await firstPage())?.close({ runBeforeUnload: true })))
/** A page nobody has touched may not object to being closed. */
obey('touch', async () => void (await (await firstPage())?.mouse.click(5, 5)))
obey('failNextWindow', () => {
  BrowserWindow.failsNext = true
})
obey('address', () => windows[0]?.address)
