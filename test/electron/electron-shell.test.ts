import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTexts } from '../../src/main/start/texts.mjs'
import { builtFolder, bundlesWithEmptyPage, type Doubled, runDouble, startDouble } from './start-double'

/** A busy machine takes its time: only what never comes fails. */
const patient = { timeout: 20_000 }

const out = bundlesWithEmptyPage()
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe('the Electron shell, its built bundles run against a double of electron', {
  timeout: 60_000,
}, () => {
  let shell: Doubled
  beforeAll(async () => {
    shell = await startDouble({ out })
  }, 60_000)
  afterAll(() => shell.end(), 60_000)

  /** A call as the page makes it: the value, or the text of the defect. */
  const call = (name: string, args: object = {}) =>
    shell.inPage(
      ([calledName, calledArgs]) =>
        // biome-ignore lint/suspicious/noExplicitAny: any name is tried, also such as the contract does not have.
        (window as any).daichoHost.call(calledName, calledArgs).catch((defect: Error) => defect.message),
      [name, args] as const,
    )

  test('one window opens, with sandbox and isolation and without any other power', () => {
    expect(shell.reports('window')).toHaveLength(1)
    expect(shell.reports('window')[0]).toMatchObject({
      show: false,
      session: 'default',
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        webSecurity: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    })
    expect(shell.reports('sandbox')).toHaveLength(1)
  })

  test('app: is a scheme with an origin of its own, registered once', () => {
    expect(shell.reports('schemes')).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ])
  })

  test('the program is held in its data folder, and Chromium is cut off from the network', () => {
    expect(shell.reports('lock')).toEqual([join(shell.folder, 'data', 'browser', 'electron')])
    const names = shell.reports('switch').map(({ name }: { name: string }) => name)
    expect(names).toEqual(['host-resolver-rules', 'proxy-server', 'proxy-bypass-list'])
  })

  test('the page comes with the policy that lets it load nothing but itself', async () => {
    const headers = await shell.inPage(async () => Object.fromEntries((await fetch('/')).headers))
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy']).toContain("connect-src 'self';")
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  })

  test('a path out of the page leads nowhere', async () => {
    const statuses = await shell.inPage(() =>
      Promise.all(
        ['/..%2f..%2fpackage.json', '/%2e%2e/main/index.js', '/none.html'].map(
          async (path) => (await fetch(path)).status,
        ),
      ),
    )
    expect(statuses).toEqual([404, 404, 404])
  })

  test('the page asks the host through the bridge', async () => {
    expect(await call('host.info')).toMatchObject({
      shell: 'electron',
      dataFolder: join(shell.folder, 'data'),
      language: 'en',
      canPdf: true,
    })
  })

  test('a call that is not in the contract, or has wrong arguments, is refused', async () => {
    expect(await call('toString')).toBe('no such call')
    expect(await call('vault.append', { lines: 'x' })).toBe('vault.append: the host failed')
  })

  test('a frame inside the page is not answered', async () => {
    const answer = await shell.inPage(async () => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      // biome-ignore lint/suspicious/noExplicitAny: the double's own door, which every frame has.
      const inner = frame.contentWindow as any
      const found = await inner.__doubleInvoke('daicho:call', ['host.info', {}])
      frame.remove()
      return found
    })
    expect(answer).toEqual({ fault: 'not for this sender' })
  })

  test('a lease taken by a page that was reloaded is free again', async () => {
    expect(await call('lease.claim', { window: 'first', take: false })).toMatchObject({ ok: true })
    expect(await call('lease.claim', { window: 'second', take: false })).toMatchObject({ ok: false })
    await shell.order('reload')
    expect(await call('lease.claim', { window: 'third', take: false })).toMatchObject({ ok: true })
  })

  test('only the page that holds the lease changes the ledger', async () => {
    await shell.order('reload')
    const refused = { ok: false, error: { type: 'NotWriter' } }
    expect(await call('ledger.create')).toEqual(refused)
    await call('lease.claim', { window: 'writer', take: false })
    expect(await call('ledger.create')).toMatchObject({ ok: true })
    await shell.order('reload')
    expect(await call('copy.set', { path: null })).toEqual(refused)
  })

  test('nothing but the page and what it holds itself is requested', async () => {
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1:80/',
      'file:///etc/passwd',
      'ftp://x/',
      'ws://x/',
    ])
      expect(await shell.order('wouldCancel', url), url).toBe(true)
    for (const url of ['app://daicho/', 'data:text/plain,x', 'blob:app://daicho/1'])
      expect(await shell.order('wouldCancel', url), url).toBe(false)
  })

  test('the page cannot be left', async () => {
    const before = await shell.order('address')
    await shell.inPage(() => {
      location.href = 'https://example.org/'
    })
    await expect
      .poll(() => shell.reports('navigation'), patient)
      .toContainEqual({
        url: 'https://example.org/',
        isMainFrame: true,
        prevented: true,
      })
    expect(await shell.order('address')).toBe(before)
  })

  test('no second window opens', async () => {
    await shell.inPage(() => void window.open('about:blank'))
    expect(await shell.reported('popup')).toEqual({ action: 'deny' })
  })

  test('another start brings the window to the front', async () => {
    const before = shell.reports('focus').length
    await shell.order('secondInstance')
    expect(shell.reports('focus')).toHaveLength(before + 1)
  })

  test('a sheet becomes a tagged PDF, in a hidden window that is cut off and gone afterwards', async () => {
    const html =
      '<!doctype html><style>@page{size:A4}</style><h1>Sheet</h1><img src="https://example.org/x.png">'
    const made = await call('paper.pdf', { html })
    expect(made.ok).toBe(true)
    expect(Buffer.from(made.value.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(shell.reports('window').at(-1)).toMatchObject({ show: false, session: 'paper' })
    expect(shell.reports('pdf')).toEqual([
      {
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      },
    ])
    expect(shell.reports('request')).not.toContainEqual(
      expect.objectContaining({ url: 'https://example.org/x.png', cancelled: false }),
    )
    expect((await call('paper.pdf', { html })).ok).toBe(true)
  })

  test('a sheet that could not be printed leaves the next ones alone', async () => {
    const html = '<!doctype html><h1>Sheet</h1>'
    await shell.order('failNextWindow')
    expect(await call('paper.pdf', { html })).toEqual({ ok: false, error: { type: 'PdfFailed' } })
    expect((await call('paper.pdf', { html })).ok).toBe(true)
  })

  test('a file handed out goes to the downloads, and the second of a name beside the first', async () => {
    const folder = join(shell.folder, 'downloads')
    for (const text of ['one', 'two']) {
      const before = shell.reports('download').length
      await shell.inPage((content) => {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob([content]))
        link.download = 'list.csv'
        link.click()
      }, text)
      await expect.poll(() => shell.reports('download').length, patient).toBe(before + 1)
    }
    expect(readdirSync(folder).sort()).toEqual(['list (2).csv', 'list.csv'])
    expect(readFileSync(join(folder, 'list (2).csv'), 'utf8')).toBe('two')
  })

  test('the double itself lets no window with weak settings be made', async () => {
    const refusal = await shell.order('openWindow', { webPreferences: { sandbox: false } })
    expect(refusal).toBe('a window without sandbox: true')
  })
})

describe('the page as it is built, in the Electron shell', { timeout: 60_000 }, () => {
  test('starts, reaches the host over the bridge and breaks no rule of its policy', async () => {
    const shell = await startDouble({ out: builtFolder })
    const text = () => shell.inPage(() => document.body.innerText)
    // The first screen names what a new ledger needs; it stands only after the host was asked.
    await expect.poll(text, patient).toMatch(/見本|sample/)
    expect(shell.reports('complaint')).toEqual([])
    await shell.end()
  })
})

describe('how the Electron shell begins and ends', { timeout: 60_000 }, () => {
  test('it ends cleanly on SIGTERM, and the data folder is free again', async () => {
    const first = await startDouble({ out })
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    const second = await startDouble({ out, folder: first.folder })
    await second.end()
    rmSync(first.folder, { recursive: true, force: true })
  })

  test('it ends when its window is closed', async () => {
    const shell = await startDouble({ out })
    void shell.order('closeWindow').catch(() => {})
    expect(await shell.ended).toBe(0)
    await shell.end()
  })

  describe('with a form that is not saved', () => {
    const holdOpen = (shell: Doubled, language: string) =>
      shell.inPage((lang) => {
        document.documentElement.lang = lang
        window.addEventListener('beforeunload', (event) => event.preventDefault())
      }, language)
    const start = async (answers: readonly number[]): Promise<Doubled> => {
      const showMessageBox = answers.map((response) => ({ response }))
      return startDouble({ out, env: { DOUBLE_DIALOGS: JSON.stringify({ showMessageBox }) } })
    }

    test('it asks in the language of the page before the window closes, and stays if told so', async () => {
      const shell = await start([1, 0])
      await holdOpen(shell, 'ja')
      await shell.order('touch')
      await shell.order('askToClose')
      expect(await shell.reported('question')).toMatchObject({
        message: '保存していない変更があります',
        buttons: ['保存せずに閉じる', '編集を続ける'],
        defaultId: 1,
        cancelId: 1,
      })
      expect(await shell.inPage(() => document.title)).toBe('empty')
      void shell.order('askToClose').catch(() => {})
      expect(await shell.ended).toBe(0)
      expect(shell.reports('question')).toHaveLength(2)
      await shell.end()
    })

    test('it ends on SIGTERM without asking', async () => {
      const shell = await start([1])
      await holdOpen(shell, 'en')
      await shell.order('touch')
      shell.signal('SIGTERM')
      expect(await shell.ended).toBe(0)
      expect(shell.reports('question')).toEqual([])
      await shell.end()
    })
  })

  test('the folder dialog is the system’s own', async () => {
    const env = {
      DOUBLE_DIALOGS: JSON.stringify({ showOpenDialog: [{ canceled: false, filePaths: ['/media/stick'] }] }),
    }
    const shell = await startDouble({ out, env })
    const choose = () =>
      // biome-ignore lint/suspicious/noExplicitAny: the bridge is not typed on this side.
      shell.inPage(() => (window as any).daichoHost.call('folders.choose', { purpose: 'copy' }))
    expect(await choose()).toEqual({ type: 'chosen', path: '/media/stick' })
    expect(await choose()).toEqual({ type: 'cancelled' })
    await shell.end()
  })

  test('a data folder that cannot be made there is told as the web shell tells it', async () => {
    const place = mkdtempSync(join(tmpdir(), 'daicho-double-'))
    writeFileSync(join(place, 'file'), '')
    const run = runDouble({ out, folder: join(place, 'file') })
    expect(await run.ended).toBe(1)
    expect(run.stderr()).toBe(`${startTexts.en.folderCannotBe(run.data)}\n`)
    rmSync(place, { recursive: true, force: true })
  })

  const refusals = [
    ['a switch that is not there', { words: ['--tray'] }, 'There is no switch --tray.'],
    [
      'a start while another has the data',
      { env: { DOUBLE_LOCKED: '1' } },
      'Daicho is already open with this data',
    ],
  ] as const
  test.each(refusals)('%s is answered by one sentence', async (_name, options, sentence) => {
    const run = runDouble({ out, ...options })
    expect(await run.ended).toBe(1)
    expect(run.stderr()).toContain(sentence)
    expect(run.stderr().trim().split('\n')).toHaveLength(1)
    rmSync(run.folder, { recursive: true, force: true })
  })
})
