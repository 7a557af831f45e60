/**
 * A door to the store worker of a page that runs: tests that need thousands of writes, or to look behind a screen,
 * speak to the same worker as the page does, in the words of comlink. The product has no such door; the page is made
 * to remember its worker before its own code starts.
 */

/** Runs in the page before anything else. */
const rememberWorker = () => {
  const Original = window.Worker
  window.Worker = class extends Original {
    /** @param {string | URL} address @param {WorkerOptions} [options] */
    constructor(address, options) {
      super(address, options)
      if (options?.name === 'daicho-store') Object.assign(window, { storeWorkerOfTests: this })
    }
  }
}

/** @param {import('playwright').Page | import('playwright').BrowserContext} target call before the page is opened */
export const prepareDoor = (target) => target.addInitScript(rememberWorker)

/** Stands for a callback among the arguments: the worker may call it, and nobody listens. */
export const deaf = { door: 'deaf' }

/**
 * Calls the store worker: `callStore(page, 'commit', intent)`.
 * @param {import('playwright').Page} page
 * @param {string} method a name of StoreApi
 * @param {...unknown} args plain data
 * @returns {Promise<any>}
 */
export const callStore = (page, method, ...args) =>
  page.evaluate(
    ([path, values]) =>
      new Promise((done, fail) => {
        const worker = /** @type {{ storeWorkerOfTests?: Worker }} */ (window).storeWorkerOfTests
        if (worker === undefined) return fail(new Error('no store worker was started'))
        const id = `test-${crypto.randomUUID()}`
        /** @param {MessageEvent} event */
        const hear = (event) => {
          if (event.data?.id !== id) return
          worker.removeEventListener('message', hear)
          const { type, name, value } = event.data
          if (type === 'HANDLER' && name === 'throw')
            fail(new Error(String(value?.value?.message ?? value?.value)))
          else done(value)
        }
        worker.addEventListener('message', hear)
        /** @type {MessagePort[]} */
        const ports = []
        const argumentList = /** @type {any[]} */ (values).map((value) => {
          if (value?.door !== 'deaf') return { type: 'RAW', value }
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = ({ data }) => port1.postMessage({ id: data.id, type: 'RAW', value: undefined })
          ports.push(port2)
          return { type: 'HANDLER', name: 'proxy', value: port2 }
        })
        worker.postMessage({ id, type: 'APPLY', path: [path], argumentList }, ports)
      }),
    /** @type {const} */ ([method, args]),
  )
