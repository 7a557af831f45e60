/** The web shell from its first to its last moment, with clock, signals, terminal, host and windows of the test's making. */
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { AppWindow } from '../../src/main/browser/app-window'
import type { Host, HostStartFailure } from '../../src/main/host/create-host'
import { startTexts } from '../../src/main/start/texts.mjs'
import { runWebShell, type WebSurroundings } from '../../src/main/web/run-web-shell'
import type { WebShell } from '../../src/main/web/web-shell'
import { err, ok, type Result } from '../../src/shared/base/result'
import { freePort } from '../run/shell.mjs'
import { goIn, rawRequest } from './open-web-shell'

/** A busy machine takes its time: only what never comes fails. */
const patient = { timeout: 20_000 }
vi.setConfig({ testTimeout: 30_000 })

const texts = startTexts.en

class Run {
  readonly said: string[] = []
  readonly complained: string[] = []
  /** Addresses windows were opened on. */
  readonly opened: string[] = []
  readonly hostClosed = vi.fn(async () => {})
  readonly windowClosed = vi.fn(async () => {})
  readonly launchFileRemoved = vi.fn(async () => {})
  /** What the host hears when the server has seen that a window's socket is gone. */
  readonly windowGone = vi.fn()
  hostResult: Result<Host, HostStartFailure> = ok({
    call: async () => ({ ok: true }),
    on: () => () => {},
    windowGone: this.windowGone,
    close: this.hostClosed,
  } as unknown as Host)
  openWindow: WebSurroundings['openWindow'] = async (address) => {
    this.opened.push(address)
    return this.window
  }
  front = true
  isFolderThere = true
  /** Ends the browser of the window with a code. */
  endBrowser: (code: number) => void = () => {}
  readonly window: AppWindow = {
    bringToFront: async () => this.front,
    ended: new Promise((end) => {
      this.endBrowser = end
    }),
    removeLaunchFile: this.launchFileRemoved,
    close: this.windowClosed,
  }
  signal = (): void => {}
  second = (): void => {}
  line = (): void => {}
  knock = (): void => {}
  shell: WebShell | null = null
  port = 0
  usualPort = 0
  /** Ports a page was opened on. */
  readonly ports = new Set<number>()

  /** Starts; resolves when the shell can be used, or has ended. */
  async start(): Promise<{ readonly ended: Promise<number> }> {
    this.port ||= await freePort()
    let ready = (): void => {}
    const isReady = new Promise<void>((done) => {
      ready = done
    })
    const ended = runWebShell({
      port: this.port,
      usualPort: this.usualPort || this.port,
      ports: { isNew: async (port) => !this.ports.has(port), add: async (port) => void this.ports.add(port) },
      pageRoot: import.meta.dirname,
      texts,
      isFolderThere: this.isFolderThere,
      createHost: async (onKnock) => {
        this.knock = onKnock
        return this.hostResult
      },
      openWindow: this.openWindow,
      say: (line) => void this.said.push(line),
      complain: (line) => void this.complained.push(line),
      onLine: (hear) => {
        this.line = hear
      },
      everySecond: (hear) => {
        this.second = hear
      },
      onSignal: (hear) => {
        this.signal = hear
      },
      now: () => 0,
      onReady: (shell) => {
        this.shell = shell
        ready()
      },
    })
    await Promise.race([isReady, ended])
    return { ended }
  }

  /** Connects as a page does. */
  async connect(): Promise<WebSocket> {
    if (!this.shell) throw new Error('not started')
    const origin = `http://127.0.0.1:${this.port}`
    const ask: Parameters<typeof goIn>[0]['ask'] = (path, { method = 'GET', headers = {} } = {}) =>
      rawRequest(this.port, path, method, headers)
    const { cookie, secret } = await goIn({ shell: this.shell, ask, origin })
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/calls`, ['daicho.v1', `secret.${secret}`], {
      headers: { cookie, origin },
    })
    await new Promise((done) => socket.once('open', done))
    socket.send(JSON.stringify({ id: 1, name: 'lease.claim', args: { window: secret, take: false } }))
    await new Promise((done) => socket.once('message', done))
    return socket
  }

  /** Lets seconds pass. */
  seconds(count: number): void {
    for (let second = 0; second < count; second++) this.second()
  }
}

let run: Run
beforeEach(() => {
  run = new Run()
})
afterEach(() => run.signal())

/** Resolves to `false` while something has not happened after everything that was to happen has. */
const happened = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<boolean>((done) => setImmediate(() => done(false)))])

const tokenAddress = /^Daicho: http:\/\/127\.0\.0\.1:\d+\/enter\/[0-9a-f]{64}$/

describe('a window', () => {
  test('is opened on an address with a token, which is not printed', async () => {
    await run.start()
    expect(run.opened).toEqual([expect.stringMatching(/\/enter\/[0-9a-f]{64}$/)])
    expect(run.said).toEqual([`Daicho: http://127.0.0.1:${run.port}/`])
  })

  test('that has connected needs its launch file no longer', async () => {
    await run.start()
    expect(run.launchFileRemoved).not.toHaveBeenCalled()
    await run.connect()
    expect(run.launchFileRemoved).toHaveBeenCalled()
  })

  test('that cannot be opened leaves a printed address', async () => {
    run.openWindow = async () => {
      throw new Error('EACCES')
    }
    await run.start()
    expect(run.complained).toEqual([texts.browserFailed])
    expect(run.said).toEqual([expect.stringMatching(tokenAddress), texts.openAddress])
  })

  test('whose browser breaks before it connects leaves a printed address', async () => {
    await run.start()
    run.endBrowser(1)
    await vi.waitFor(() => expect(run.complained).toEqual([texts.browserFailed]), patient)
    expect(run.said[1]).toMatch(tokenAddress)
  })

  test('that a running browser took over is no failure', async () => {
    await run.start()
    run.endBrowser(0)
    await happened(Promise.resolve())
    expect(run.complained).toEqual([])
  })
})

describe('without a window', () => {
  test('an address is printed, and a fresh one for every line', async () => {
    run.openWindow = 'notWanted'
    await run.start()
    run.line()
    expect(run.said).toEqual([
      expect.stringMatching(tokenAddress),
      texts.openAddress,
      expect.stringMatching(tokenAddress),
    ])
    expect(run.said[2]).not.toBe(run.said[0])
  })

  test.each(['noBrowser', 'noDisplay'] as const)('it is said why: %s', async (why) => {
    run.openWindow = why
    await run.start()
    expect(run.said[0]).toBe(texts[why])
    expect(run.said[1]).toMatch(tokenAddress)
  })
})

test('another port than the usual one is said to be new to the browser, until a page was opened there', async () => {
  run.usualPort = 47600
  await run.start()
  expect(run.said[0]).toBe(texts.otherPort(run.port))
  await run.connect()
  await vi.waitFor(() => expect(run.ports).toEqual(new Set([run.port])), patient)
  const other = new Run()
  other.usualPort = 47600
  other.port = await freePort()
  other.ports.add(other.port)
  const { ended } = await other.start()
  expect(other.said).not.toContain(texts.otherPort(other.port))
  other.signal()
  await ended
})

describe('another start on the same data', () => {
  test('brings the window to the front', async () => {
    await run.start()
    run.knock()
    await happened(Promise.resolve())
    expect(run.opened).toHaveLength(1)
  })

  test('opens a window when the first has gone', async () => {
    run.front = false
    await run.start()
    run.knock()
    await vi.waitFor(() => expect(run.opened).toHaveLength(2), patient)
  })

  test('prints a fresh address where no window is wanted', async () => {
    run.openWindow = 'notWanted'
    await run.start()
    run.knock()
    await vi.waitFor(
      () => expect(run.said.filter((line) => tokenAddress.test(line))).toHaveLength(2),
      patient,
    )
  })
})

describe('the end', () => {
  test('comes with a signal: host, server and window are closed', async () => {
    const { ended } = await run.start()
    await run.connect()
    run.signal()
    expect(await ended).toBe(0)
    expect(run.hostClosed).toHaveBeenCalledTimes(1)
    expect(run.windowClosed).toHaveBeenCalledTimes(1)
    const again = new Run()
    again.port = run.port
    const second = await again.start()
    again.signal()
    expect(await second.ended).toBe(0)
  })

  test('comes 60 awake seconds after the last window closed', async () => {
    const { ended } = await run.start()
    const sockets = [await run.connect(), await run.connect()]
    run.seconds(1000)
    for (const socket of sockets) socket.close()
    await vi.waitFor(() => expect(run.windowGone).toHaveBeenCalledTimes(2), patient)
    run.seconds(59)
    expect(await happened(ended)).toBe(false)
    run.seconds(1)
    expect(await ended).toBe(0)
  })

  test('does not come while somebody is on the way with a printed address', async () => {
    run.openWindow = 'notWanted'
    const { ended } = await run.start()
    run.seconds(1000)
    expect(await happened(ended)).toBe(false)
  })
})

describe('what cannot be opened is answered by a sentence and 1', () => {
  test.each<[HostStartFailure, string]>([
    [{ type: 'UnwritableDataFolder', path: '/x', code: 'EACCES' }, texts.folderUnwritable('/x', 'EACCES')],
    [{ type: 'NewerFormat', path: '/x', found: 2, known: 1 }, texts.newerFormat(2, 1)],
    [{ type: 'HeldByOther', path: '/x', knocked: true }, texts.alreadyOpen],
    [{ type: 'HeldByOther', path: '/x', knocked: false }, texts.alreadyOpenSilent],
  ])('%j', async (failure, sentence) => {
    run.hostResult = err(failure)
    const { ended } = await run.start()
    expect(await ended).toBe(1)
    expect(run.complained).toEqual([sentence])
    expect(run.said).toEqual([])
  })

  test('a port that is taken', async () => {
    run.port = await freePort()
    const other = createServer()
    await new Promise<void>((done) => other.listen(run.port, '127.0.0.1', done))
    const { ended } = await run.start()
    expect(await ended).toBe(1)
    expect(run.complained).toEqual([texts.portTaken(run.port)])
    expect(run.hostClosed).toHaveBeenCalledTimes(1)
    const fresh = new Run()
    fresh.port = run.port
    fresh.isFolderThere = false
    const { ended: endedToo } = await fresh.start()
    expect(await endedToo).toBe(1)
    expect(fresh.complained).toEqual([texts.portTaken(run.port)])
    expect(fresh.hostClosed).not.toHaveBeenCalled()
    other.close()
  })
})
