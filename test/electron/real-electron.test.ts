/** The same shell in Electron itself, wherever its runtime is installed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runtimePath } from '../../src/main/start/electron-runtime.mjs'
import { bundlesWithEmptyPage } from './start-double'

const root = resolve(import.meta.dirname, '../..')
const runtime = runtimePath(root)
const hasDisplay = process.platform !== 'linux' || !!process.env.DISPLAY || !!process.env.WAYLAND_DISPLAY
const why = runtime === null ? 'its runtime is not here' : hasDisplay ? null : 'there is no display'
if (why !== null) console.info(`The Electron shell was not run in Electron itself: ${why}.`)

describe.skipIf(why !== null)('the Electron shell in Electron itself', { timeout: 60_000 }, () => {
  let shell: Awaited<ReturnType<typeof _electron.launch>>
  let out: string
  let folder: string

  const start = () =>
    _electron.launch({
      executablePath: runtime ?? '',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        join(out, 'main', 'index.js'),
        '--data',
        join(folder, 'data'),
      ],
    })

  beforeAll(async () => {
    out = bundlesWithEmptyPage()
    folder = mkdtempSync(join(tmpdir(), 'daicho-electron-'))
    shell = await start()
  }, 60_000)
  afterAll(async () => {
    await shell.close()
    for (const path of [out, folder]) rmSync(path, { recursive: true, force: true })
  }, 60_000)

  const call = async (name: string, args: object = {}) =>
    (await shell.firstWindow()).evaluate(
      // biome-ignore lint/suspicious/noExplicitAny: the bridge is not typed on this side.
      ([calledName, calledArgs]) => (window as any).daichoHost.call(calledName, calledArgs),
      [name, args] as const,
    )

  test('the page has the origin that its databases belong to', async () => {
    expect(await (await shell.firstWindow()).evaluate(() => location.origin)).toBe('app://daicho')
  })

  test('the page has no power of Node, and reaches the host by the bridge alone', async () => {
    const page = await shell.firstWindow()
    expect(
      await page.evaluate(() => [
        typeof Reflect.get(window, 'require'),
        typeof Reflect.get(window, 'process'),
      ]),
    ).toEqual(['undefined', 'undefined'])
    expect(await call('host.info')).toMatchObject({ shell: 'electron', canPdf: true })
  })

  test('a sheet becomes a PDF twice in a row', async () => {
    for (const html of ['<h1>one</h1>', '<h1>two</h1>']) {
      const made = await call('paper.pdf', { html })
      expect(Buffer.from(made.value.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  test('what the page stored is there after a restart', async () => {
    await (await shell.firstWindow()).evaluate(() => localStorage.setItem('kept', 'yes'))
    await shell.close()
    shell = await start()
    expect(await (await shell.firstWindow()).evaluate(() => localStorage.getItem('kept'))).toBe('yes')
  })
})
