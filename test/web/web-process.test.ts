/** The built web shell as a process, with a real browser where a window is opened. */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findBrowser } from '../../src/main/browser/find-browser'
import { startTexts } from '../../src/main/start/texts.mjs'
import { bundles } from '../electron/start-double'
import { freePort } from '../run/shell.mjs'
import { writePageWithBridge } from './page-with-bridge'

/** A busy machine takes its time: only what never comes fails. */
const patient = { timeout: 20_000 }

const root = resolve(import.meta.dirname, '../..')
const texts = startTexts.en
let out: string
beforeAll(async () => {
  if (!existsSync(bundles.web)) throw new Error('npm run build comes before these tests')
  // In the tree, because the bundle loads packages from there.
  mkdirSync(join(root, '.tmp'), { recursive: true })
  const program = mkdtempSync(join(root, '.tmp', 'program-'))
  out = join(program, 'out')
  cpSync(dirname(bundles.web), join(out, 'main'), { recursive: true })
  cpSync(join(root, 'package.json'), join(program, 'package.json'))
  await writePageWithBridge(join(out, 'renderer'))
})
afterAll(() => rmSync(dirname(out), { recursive: true, force: true }))

let folder: string
let ended: (() => Promise<unknown>)[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daicho-web-'))
  ended = []
})
afterEach(async () => {
  for (const end of ended) await end()
  // A browser whose shell was killed may still be writing for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

type Started = {
  readonly stdout: () => string
  readonly stderr: () => string
  readonly said: (text: string | RegExp) => Promise<void>
  readonly signal: (name: NodeJS.Signals) => void
  readonly code: Promise<number | null>
}

const start = (words: readonly string[], env: Record<string, string> = {}): Started => {
  const child = spawn(process.execPath, [join(out, 'main', 'web.js'), ...words], {
    env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (piece) => (printed.stdout += piece))
  child.stderr.on('data', (piece) => (printed.stderr += piece))
  const code = new Promise<number | null>((done) => child.once('exit', done))
  ended.push(async () => {
    child.kill('SIGTERM')
    await code
  })
  const stdout = () => printed.stdout
  return {
    stdout,
    stderr: () => printed.stderr,
    said: async (text) => {
      await vi.waitFor(() => expect(stdout() + printed.stderr).toMatch(text), patient)
    },
    signal: (name) => void child.kill(name),
    code,
  }
}

const usual = async (): Promise<string[]> => [
  '--data',
  join(folder, 'data'),
  '--port',
  String(await freePort()),
]

describe('without a window', { timeout: 30_000 }, () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'it prints one address, and ends cleanly on %s',
    async (signal) => {
      const shell = start([...(await usual()), '--no-open'])
      await shell.said(/^Daicho: http:\/\/127\.0\.0\.1:\d+\/enter\/[0-9a-f]{64}$/m)
      shell.signal(signal)
      expect(await shell.code).toBe(0)
      expect(shell.stdout().match(/^Daicho: /gm)).toHaveLength(1)
      expect(shell.stderr()).toBe('')
    },
  )

  test('it says so when there is no display to open one on', async () => {
    const shell = start(await usual(), { DISPLAY: '', WAYLAND_DISPLAY: '' })
    await shell.said(texts.noDisplay)
    await shell.said(/^Daicho: .*\/enter\//m)
  })

  test('it says so when there is no browser', async () => {
    const shell = start(await usual(), { DISPLAY: ':1', DAICHO_BROWSER: '/nonexistent' })
    await shell.said(texts.noBrowser)
    await shell.said(/^Daicho: .*\/enter\//m)
  })

  test('it speaks Japanese on a Japanese system', async () => {
    const shell = start([...(await usual()), '--no-open'], { LANG: 'ja_JP.UTF-8' })
    await shell.said(startTexts.ja.openAddress)
  })
})

describe('what cannot be opened is answered by one sentence on stderr and 1', { timeout: 30_000 }, () => {
  const refused = async (words: readonly string[], sentence: string): Promise<void> => {
    const shell = start(words)
    expect(await shell.code).toBe(1)
    expect(shell.stderr()).toBe(`${sentence}\n`)
    expect(shell.stdout()).toBe('')
  }

  test('a port that another program uses', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => other.once('listening', done))
    const { port } = other.address() as { port: number }
    const data = join(folder, 'new', 'data')
    await refused(['--data', data, '--port', String(port), '--no-open'], texts.portTaken(port))
    // No new folder is left behind.
    expect(readdirSync(folder)).toEqual([])
    mkdirSync(data, { recursive: true })
    await refused(['--data', data, '--port', String(port), '--no-open'], texts.portTaken(port))
    other.close()
  })

  test('a data folder that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '')
    const data = join(folder, 'file', 'data')
    const words = ['--data', data, '--port', String(await freePort()), '--no-open']
    await refused(words, texts.folderCannotBe(data))
  })

  test('data of a newer format, which is left as it is', async () => {
    const ledger = join(folder, 'data', 'ledger.json')
    mkdirSync(dirname(ledger))
    writeFileSync(ledger, '{"format":99}')
    await refused([...(await usual()), '--no-open'], texts.newerFormat(99, 1))
    expect(readdirSync(dirname(ledger))).toEqual(['ledger.json'])
  })

  test('a switch that is not there', () => refused(['--tray'], texts.unknownFlag('--tray')))

  test('a second start on the same data', async () => {
    const first = start([...(await usual()), '--no-open'])
    await first.said('Daicho: ')
    await refused([...(await usual()), '--no-open'], texts.alreadyOpen)
    // The first one was asked to come to the front: where it has no window, that is a fresh address.
    await vi.waitFor(() => expect(first.stdout().match(/^Daicho: /gm)).toHaveLength(2), patient)
  })
})

describe('with a window', { timeout: 60_000 }, () => {
  /** The installed browser without a screen; writes down how it was called, and what the launch file looked like. */
  const writeBrowser = (): Record<string, string> => {
    const real = findBrowser()
    if (!real) throw new Error('these tests need Chromium, Chrome or Edge (DAICHO_BROWSER names one)')
    const wrapper = join(folder, 'browser.sh')
    const script = `#!/bin/sh
echo "$$" >> '${folder}/pids'
echo "$@" >> '${folder}/words'
stat -c %a '${folder}'/data/browser/launch.html >> '${folder}/modes'
exec '${real.path}' --headless "$@"
`
    writeFileSync(wrapper, script)
    chmodSync(wrapper, 0o755)
    return { DISPLAY: ':1', DAICHO_BROWSER: wrapper }
  }
  const written = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const launchFiles = (): string[] =>
    readdirSync(join(folder, 'data', 'browser')).filter((name) => name.startsWith('launch'))

  test('the token is in a launch file of 0600 that goes away, and on no command line', async () => {
    const words = await usual()
    const shell = start(words, writeBrowser())
    await shell.said(`Daicho: http://127.0.0.1:${words[3]}/\n`)
    await vi.waitFor(() => expect(launchFiles()).toEqual([]), patient)
    expect(written('modes')).toBe('600\n')
    expect(written('words')).toMatch(/--app=file:\/\/\S+\/data\/browser\/launch\.html/)
    expect(written('words')).toContain(`--user-data-dir=${join(folder, 'data', 'browser')}`)
    expect(written('words') + shell.stdout()).not.toMatch(/enter|[0-9a-f]{64}/)
  })

  test('window and browser end with it', async () => {
    const shell = start(await usual(), writeBrowser())
    await vi.waitFor(() => expect(launchFiles()).toEqual([]), patient)
    shell.signal('SIGTERM')
    expect(await shell.code).toBe(0)
    expect(shell.stderr()).toBe('')
    const pid = Number(written('pids'))
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), patient)
  })

  test('the browser ends also when the shell is killed', async () => {
    const shell = start(await usual(), writeBrowser())
    await vi.waitFor(() => expect(launchFiles()).toEqual([]), patient)
    shell.signal('SIGKILL')
    await shell.code
    const pid = Number(written('pids'))
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), patient)
  })

  test('a second start opens no second one: the first comes to the front', async () => {
    const env = writeBrowser()
    const first = start(await usual(), env)
    await vi.waitFor(() => expect(launchFiles()).toEqual([]), patient)
    const second = start(await usual(), env)
    expect(await second.code).toBe(1)
    expect(second.stderr()).toBe(`${texts.alreadyOpen}\n`)
    first.signal('SIGTERM')
    await first.code
    expect(written('words').trim().split('\n')).toHaveLength(1)
  })

  test('a browser that breaks leaves a printed address', async () => {
    const shell = start(await usual(), { DISPLAY: ':1', DAICHO_BROWSER: '/bin/false' })
    await shell.said(texts.browserFailed)
    await shell.said(/^Daicho: .*\/enter\//m)
  })

  test('no other user may read what the browser keeps', async () => {
    const shell = start(await usual(), writeBrowser())
    await vi.waitFor(() => expect(launchFiles()).toEqual([]), patient)
    const mode = execFileSync('stat', ['-c', '%a', join(folder, 'data', 'browser')])
      .toString()
      .trim()
    expect(mode).toBe('700')
    shell.signal('SIGTERM')
    await shell.code
  })
})
