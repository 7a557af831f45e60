/** The page's bridge against the real server: calls, events, dropped sockets. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { connectSocket } from '../../src/renderer/bridge/socket-bridge'
import type { HostBridge } from '../../src/shared/contract/host-api'
import { type Admission, goIn, type OpenShell, openWebShell } from './open-web-shell'

/** A busy machine takes its time: only what never comes fails. */
const patient = { timeout: 20_000 }
vi.setConfig({ testTimeout: 30_000 })

let open: OpenShell
let admission: Admission
/** Sockets the bridge has opened, the last one last. */
let sockets: WebSocket[]
/** Lets the bridge make its next attempt to reconnect. */
let attempt: () => void
/** What the page is told when it asks for its secret. */
let answerSecret: () => Promise<string | null>

afterEach(() => open.close())

const connected = async (call?: (name: string, args: unknown) => Promise<unknown>): Promise<HostBridge> => {
  open = await openWebShell(call)
  admission = await goIn(open)
  sockets = []
  answerSecret = async () => admission.secret
  return connectSocket({
    askSecret: () => answerSecret(),
    openSocket: (secret) => {
      const headers = { cookie: admission.cookie, origin: open.origin }
      const socket = new WebSocket(`ws://127.0.0.1:${open.port}/calls`, ['daicho.v1', `secret.${secret}`], {
        headers,
      })
      sockets.push(socket)
      return socket as unknown as globalThis.WebSocket
    },
    wait: () =>
      new Promise((done) => {
        attempt = done
      }),
  })
}

/** Resolves when the bridge says so. */
const event = (bridge: HostBridge, name: 'host.gone' | 'host.back' | 'host.closing' | 'lease.lost') =>
  new Promise<void>((heard) => {
    const stop = bridge.on(name, () => {
      stop()
      heard()
    })
  })

const drop = async (bridge: HostBridge): Promise<void> => {
  const gone = event(bridge, 'host.gone')
  sockets.at(-1)?.terminate()
  await gone
}

describe('a call', () => {
  test('brings name and arguments to the host and the result back', async () => {
    const call = vi.fn(async () => ({ folder: null, text: '髙橋 𠮷野' }))
    const bridge = await connected(call)
    expect(await bridge.call('copy.status', {})).toEqual({ folder: null, text: '髙橋 𠮷野' })
    expect(call).toHaveBeenCalledWith('copy.status', {}, new Set())
  })

  test('tells the host under which names its own page asked for the lease', async () => {
    const call = vi.fn(async () => ({ ok: true, value: null }))
    const bridge = await connected(call)
    await bridge.call('lease.claim', { window: 'mine', take: false })
    await bridge.call('copy.set', { path: null })
    expect(call).toHaveBeenLastCalledWith('copy.set', { path: null }, new Set(['mine']))
  })

  test('is answered when its answer is there, whatever was asked before it', async () => {
    let finishFirst = (): void => {}
    const bridge = await connected(async (name) => {
      if (name === 'vault.heads')
        await new Promise<void>((done) => {
          finishFirst = done
        })
      return name
    })
    const first = bridge.call('vault.heads', {})
    expect(await bridge.call('copy.status', {})).toBe('copy.status')
    finishFirst()
    expect(await first).toBe('vault.heads')
  })

  test('that is not in the contract is refused', async () => {
    const call = vi.fn(async () => null)
    const bridge = await connected(call)
    for (const name of ['toString', '__proto__', 'vault.delete'])
      await expect(bridge.call(name as 'host.info', {})).rejects.toThrow('no such call')
    expect(call).not.toHaveBeenCalled()
  })

  test('on which the host breaks is rejected without the host’s own words', async () => {
    const bridge = await connected(async () => {
      throw new Error('/home/yamada/台帳')
    })
    await expect(bridge.call('vault.heads', {})).rejects.toThrow(/^vault\.heads: the host failed$/)
  })

  test('may be as large as the largest page for paper', { timeout: 30_000 }, async () => {
    let length = 0
    const bridge = await connected(async (_name, args) => {
      length = (args as { html: string }).html.length
      return null
    })
    const html = 'あ"'.repeat(32 * 1024 * 1024)
    await bridge.call('paper.pdf', { html })
    expect(length).toBe(64 * 1024 * 1024)
  })
})

describe('a message that is no call', () => {
  test.each(['not JSON', '{}', 'null', '[]', '{"id":"1"}', Buffer.from('{"id":1}')])(
    '%s ends the socket',
    async (message) => {
      await connected()
      const closed = new Promise((done) => sockets[0]?.on('close', done))
      sockets[0]?.send(message)
      expect(await closed).toBe(1008)
    },
  )
})

describe('an event of the host', () => {
  test('reaches the page until it no longer listens', async () => {
    const bridge = await connected()
    const heard = vi.fn()
    const stop = bridge.on('copy.changed', heard)
    const status = {
      folder: '/media',
      completeAt: null,
      behind: 3,
      failure: null,
      broughtBack: 0,
      setAside: null,
    }
    open.tell('copy.changed', status)
    await bridge.call('copy.status', {})
    expect(heard.mock.calls).toEqual([[status]])
    stop()
    open.tell('copy.changed', status)
    await bridge.call('copy.status', {})
    expect(heard).toHaveBeenCalledTimes(1)
  })

  test('for one window is heard by that window alone', async () => {
    const bridge = await connected(async () => ({ ok: true, value: null }))
    const heard = vi.fn()
    bridge.on('lease.lost', heard)
    await bridge.call('lease.claim', { window: 'mine', take: false })
    open.tell('lease.lost', null, 'other')
    await bridge.call('copy.status', {})
    expect(heard).not.toHaveBeenCalled()
    open.tell('lease.lost', null, 'mine')
    await bridge.call('copy.status', {})
    expect(heard).toHaveBeenCalledTimes(1)
  })
})

describe('when the socket drops', () => {
  test('calls under way are rejected, later ones go over the next socket', async () => {
    const bridge = await connected((name) =>
      name === 'vault.heads' ? new Promise(() => {}) : Promise.resolve(name),
    )
    const underWay = bridge.call('vault.heads', {}).catch((gone: Error) => gone.message)
    await bridge.call('copy.status', {})
    const back = event(bridge, 'host.back')
    await drop(bridge)
    expect(await underWay).toBe('HostGone')
    attempt()
    await back
    expect(await bridge.call('copy.status', {})).toBe('copy.status')
    expect(sockets).toHaveLength(2)
  })

  test('a call made meanwhile is rejected at once while nobody answers', async () => {
    const bridge = await connected(async () => null)
    answerSecret = () => Promise.reject(new Error('nobody there'))
    await drop(bridge)
    await expect(bridge.call('copy.status', {})).rejects.toThrow()
    attempt()
    await expect(bridge.call('copy.status', {})).rejects.toThrow()
  })

  test('it is tried again until the host is back', async () => {
    const bridge = await connected(async () => 'there')
    let tries = 0
    const failed = new Promise<void>((done) => {
      answerSecret = async () => {
        if (++tries === 3) done()
        throw new Error('nobody there')
      }
    })
    await drop(bridge)
    const trying = setInterval(() => attempt(), 0)
    await failed
    const back = event(bridge, 'host.back')
    answerSecret = async () => admission.secret
    await back
    clearInterval(trying)
    expect(await bridge.call('copy.status', {})).toBe('there')
  })

  test('the lease the page held is claimed again before it goes on', async () => {
    const call = vi.fn(async (_name: string, _args: unknown, _windows?: unknown) => ({
      ok: true,
      value: null,
    }))
    const bridge = await connected(call)
    await bridge.call('lease.claim', { window: 'mine', take: true })
    await drop(bridge)
    await expect.poll(() => open.gone, patient).toEqual(['mine'])
    call.mockClear()
    const back = event(bridge, 'host.back')
    attempt()
    await back
    expect(call.mock.calls).toEqual([['lease.claim', { window: 'mine', take: false }, new Set(['mine'])]])
  })

  test('a page whose lease went to another window meanwhile is told that it lost it', async () => {
    let free = true
    const bridge = await connected(async () =>
      free ? { ok: true } : { ok: false, error: { type: 'HeldElsewhere' } },
    )
    await bridge.call('lease.claim', { window: 'mine', take: false })
    free = false
    await drop(bridge)
    const lost = event(bridge, 'lease.lost')
    attempt()
    await lost
  })

  test('a host that no longer knows the window has ended for it', async () => {
    const bridge = await connected()
    answerSecret = async () => null
    await drop(bridge)
    const closing = event(bridge, 'host.closing')
    attempt()
    await closing
    expect(sockets).toHaveLength(1)
  })

  test('a page that came back on a second socket is not gone when the first ends', async () => {
    await connected(async () => ({ ok: true }))
    const claim = (socket: WebSocket | undefined) =>
      new Promise((done) => {
        socket?.once('message', done)
        socket?.send(JSON.stringify({ id: 1, name: 'lease.claim', args: { window: 'mine', take: false } }))
      })
    await claim(sockets[0])
    const headers = { cookie: admission.cookie, origin: open.origin }
    const protocols = ['daicho.v1', `secret.${admission.secret}`]
    const second = new WebSocket(`ws://127.0.0.1:${open.port}/calls`, protocols, { headers })
    await new Promise((done) => second.once('open', done))
    await claim(second)
    sockets[0]?.terminate()
    await expect.poll(() => open.windows(), patient).toBe(1)
    expect(open.gone).toEqual([])
    second.terminate()
    await expect.poll(() => open.gone, patient).toEqual(['mine'])
  })
})

test('a window that nobody let in gets no bridge', async () => {
  open = await openWebShell()
  const surroundings = { askSecret: async () => null, openSocket: vi.fn(), wait: async () => {} }
  await expect(connectSocket(surroundings)).rejects.toThrow('this window was not opened by Daicho')
  expect(surroundings.openSocket).not.toHaveBeenCalled()
})
