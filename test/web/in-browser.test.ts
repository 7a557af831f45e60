/** The web shell, the bridge and the real Chromium together. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserArgs, browserPath } from '../run/browser.mjs'
import { type OpenShell, openWebShell } from './open-web-shell'
import { writePageWithBridge } from './page-with-bridge'

/** A busy machine takes its time: only what never comes fails. */
const patient = { timeout: 20_000 }

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: browserPath() ?? undefined, args: browserArgs() })
}, 30_000)
afterAll(() => browser.close())

let open: OpenShell
let context: BrowserContext
let holder: string | null
/** What pages complained about. */
let complaints: string[]
beforeEach(async () => {
  holder = null
  complaints = []
  open = await openWebShell(async (name, args) => {
    if (name !== 'lease.claim') return name
    const { window, take } = args as { window: string; take: boolean }
    if (holder !== null && holder !== window && !take) return { ok: false, error: { type: 'HeldElsewhere' } }
    holder = window
    return { ok: true, value: null }
  })
  await writePageWithBridge(open.pageRoot)
  context = await browser.newContext()
  context.on('console', (message) => void complaints.push(message.text()))
})
afterEach(async () => {
  await context.close()
  await open.close()
})

const connected = async (address: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => document.title === 'connected')
  return page
}

/** A call as the page makes it. */
const call = (page: Page, name: string, args: object = {}) =>
  // biome-ignore lint/suspicious/noExplicitAny: the page of this test has the bridge there.
  page.evaluate(([n, a]) => (window as any).bridge.call(n, a), [name, args] as const)

describe('a window', { timeout: 30_000 }, () => {
  test('comes in by its token, and the token stays neither in the address nor in the history', async () => {
    const page = await connected(open.shell.freshAddress())
    expect(page.url()).toBe(`${open.origin}/`)
    expect(await call(page, 'vault.heads')).toBe('vault.heads')
    await page.goBack()
    expect(page.url()).not.toContain('enter')
    expect(complaints).toEqual([])
  })

  test('can be reloaded, as often as one likes and wherever it stands', async () => {
    const page = await connected(open.shell.freshAddress())
    await page.goto(`${open.origin}/#/people`)
    for (let round = 0; round < 3; round++) {
      await page.reload()
      await page.waitForFunction(() => document.title === 'connected')
    }
    expect(page.url()).toBe(`${open.origin}/#/people`)
    await expect.poll(() => open.windows(), patient).toBe(1)
  })

  test('that is the second one of a browser connects, and is refused the lease', async () => {
    const first = await connected(open.shell.freshAddress())
    const second = await connected(`${open.origin}/`)
    expect(await call(first, 'lease.claim', { window: 'first', take: false })).toMatchObject({ ok: true })
    expect(await call(second, 'lease.claim', { window: 'second', take: false })).toEqual({
      ok: false,
      error: { type: 'HeldElsewhere' },
    })
    await first.close()
    await expect.poll(() => open.gone, patient).toEqual(['first'])
  })

  test('keeps its connection when the same browser comes in a second time', async () => {
    const first = await connected(open.shell.freshAddress())
    const second = await connected(open.shell.freshAddress())
    for (const page of [first, second]) expect(await call(page, 'vault.heads')).toBe('vault.heads')
    await first.reload()
    await first.waitForFunction(() => document.title === 'connected')
  })

  test('of a browser nobody let in sees a sentence and no more', async () => {
    const page = await context.newPage()
    const reply = await page.goto(`${open.origin}/`)
    expect(reply?.status()).toBe(403)
    expect(await page.textContent('body')).toContain('npm start')
  })

  test('reaches nothing but Daicho', async () => {
    const page = await connected(open.shell.freshAddress())
    const failures = await page.evaluate(async (port) => {
      const tries = [
        fetch(`http://127.0.0.1:${port}/`),
        fetch('https://example.org/'),
        new Promise((_, reject) => {
          new WebSocket(`ws://127.0.0.1:${port}/`).onerror = () => reject(new Error('refused'))
        }),
      ]
      return (await Promise.allSettled(tries)).map(({ status }) => status)
    }, open.port + 1)
    expect(failures).toEqual(['rejected', 'rejected', 'rejected'])
    expect(complaints.filter((text) => /Content Security Policy/.test(text)).length).toBeGreaterThanOrEqual(3)
  })
})

describe('a page of another port in the same browser, which the cookie goes along with', {
  timeout: 30_000,
}, () => {
  let other: Server
  let page: Page
  /** The cookies that reached the other port. */
  let cookies: string[]
  beforeEach(async () => {
    await connected(open.shell.freshAddress())
    cookies = []
    other = createServer((request, response) => {
      cookies.push(request.headers.cookie ?? '')
      response.setHeader('Content-Type', 'text/html')
      response.end('<!doctype html><title>other</title>')
    })
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  })
  afterEach(() => void other.close())

  test('gets the cookie, and neither page, key nor secret with it', async () => {
    expect(cookies.join()).toContain(`daicho-${open.port}=`)
    const [cookie = ''] = cookies
    const headers = { cookie, origin: open.origin, 'sec-fetch-site': 'same-origin' }
    expect((await open.ask('/session', { method: 'POST', headers })).status).toBe(403)
    expect(await page.evaluate(() => localStorage.getItem('daicho.key'))).toBeNull()
  })

  test('can neither fetch, frame, load nor connect', async () => {
    const found = await page.evaluate(async (origin) => {
      const script = document.createElement('script')
      script.src = `${origin}/bridge.js`
      const loaded = new Promise((done) => {
        script.onload = () => done('loaded')
        script.onerror = () => done('refused')
      })
      document.head.append(script)
      const socket = new Promise((done) => {
        const tried = new WebSocket(`${origin.replace('http', 'ws')}/calls`, ['daicho.v1', 'secret.x'])
        tried.onopen = () => done('open')
        tried.onerror = () => done('refused')
      })
      const plain = fetch(`${origin}/session`, { method: 'POST', credentials: 'include' })
      const blind = fetch(`${origin}/`, { mode: 'no-cors', credentials: 'include' })
      const fetched = await Promise.allSettled([plain, blind])
      const frame = document.body.appendChild(document.createElement('iframe'))
      await new Promise((done) => {
        frame.onload = done
        frame.src = `${origin}/`
      })
      return [await loaded, await socket, ...fetched.map(({ status }) => status), frame.contentDocument]
    }, open.origin)
    expect(found).toEqual(['refused', 'refused', 'rejected', 'rejected', null])
    expect(page.frames().map((frame) => frame.url())).not.toContain(`${open.origin}/`)
  })

  test('cannot open it as a window either', async () => {
    const opened = context.waitForEvent('page')
    await page.evaluate((origin) => void window.open(`${origin}/`), open.origin)
    const popup = await opened
    await popup.waitForLoadState()
    expect(await popup.textContent('body')).toContain('npm start')
  })
})
