/**
 * Offline means offline: while a person does everything there is, neither the browser nor the host tries to reach
 * anything but this machine. What counts connections is shown to see a planted one.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { StartPage } from '../e2e/pages/start-page'
import { screens, sheets } from '../pictures/screens'
import { prepareProfile, windowArgs } from '../run/browser.mjs'
import { openProfile } from '../run/chromium.mjs'
import { type Shell, startShell } from '../run/shell.mjs'
import { prepareDoor } from '../run/store-door.mjs'
import { proxyArgs, type RecordingProxy, startRecordingProxy } from './recording-proxy.mjs'

const folder = mkdtempSync(join(tmpdir(), 'daicho-network-'))
const counted = join(folder, 'connections')
const counter = pathToFileURL(join(import.meta.dirname, 'count-connections.mjs')).href
const hostConnections = () => (existsSync(counted) ? readFileSync(counted, 'utf8') : '')

let proxy: RecordingProxy
let shell: Shell
let context: BrowserContext
let page: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  proxy = await startRecordingProxy()
  shell = await startShell({
    data: join(folder, 'data'),
    nodeArgs: ['--import', counter],
    env: { DAICHO_CONNECTIONS: counted },
  })
  prepareProfile(join(folder, 'profile'))
  context = await openProfile(join(folder, 'profile'), { args: [...windowArgs(), ...proxyArgs(proxy.port)] })
  await prepareDoor(context)
  page = context.pages()[0] ?? (await context.newPage())
})

test.afterAll(async () => {
  await context.close()
  await shell.stop()
  await proxy.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a whole day of work reaches nothing but this machine', async () => {
  test.setTimeout(180_000)
  await page.goto(await shell.freshAddress())
  await new StartPage(page, 'ja').beginSample()
  for (const screen of screens) await screen.open(page, 'ja')
  for (const sheet of sheets) await sheet.save(page, 'ja', join(folder, `${sheet.name}.pdf`))
  await page.reload()
  await page.locator('[data-page-heading]').first().waitFor()

  expect(proxy.inside().length).toBeGreaterThan(10)
  expect(new Set(proxy.inside())).toEqual(new Set([`127.0.0.1:${shell.port}`]))
  expect(proxy.outside()).toEqual([])
  expect(hostConnections()).toBe('')
})

test('the page itself may not even try: its policy stops a request before it is made', async () => {
  const stopped = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective))
        fetch('http://planted.example/').catch(() => undefined)
      }),
  )
  expect(stopped).toBe('connect-src')
  expect(proxy.outside()).toEqual([])
})

test('a request planted in the browser is seen', async () => {
  const other = await context.newPage()
  await other.goto('http://planted.example/', { timeout: 10_000 }).catch(() => undefined)
  await expect.poll(() => proxy.outside().join(' ')).toContain('planted.example')
  await other.close()
})

test('connections planted in a host process are seen', () => {
  const planted = `
    const { lookup } = await import('node:dns/promises')
    const http = await import('node:http')
    await fetch('http://planted.example/').catch(() => {})
    await lookup('asked.example').catch(() => {})
    await new Promise((done) => http.get('http://192.0.2.1/', { timeout: 200 }).on('error', done).on('timeout', done))
    await fetch('http://127.0.0.1:${shell.port}/').catch(() => {})
    process.exit(0)`
  execFileSync(process.execPath, ['--import', counter, '--input-type=module', '-e', planted], {
    env: { ...process.env, DAICHO_CONNECTIONS: counted },
  })
  const seen = hostConnections()
  for (const name of ['planted.example', 'asked.example', '192.0.2.1']) expect(seen).toContain(name)
  expect(seen).not.toContain('127.0.0.1')
})
