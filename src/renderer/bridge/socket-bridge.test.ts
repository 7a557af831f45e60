import { describe, expect, test } from 'vitest'
import { connectSocket } from './socket-bridge'

type Sent = { readonly id: number; readonly name: string }

/** A socket whose other end the test plays; answers only what it is told to. */
class FakeSocket {
  readonly OPEN = 1
  readyState = 0
  readonly sent: Sent[] = []
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent)
  }
  open(): void {
    this.readyState = 1
    this.onopen?.()
  }
  close(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.()
  }
  answer(name: string, value: unknown): void {
    const { id } = this.sent.find((call) => call.name === name) as Sent
    this.onmessage?.({ data: JSON.stringify({ id, value }) })
  }
  fail(name: string): void {
    const { id } = this.sent.find((call) => call.name === name) as Sent
    this.onmessage?.({ data: JSON.stringify({ id, fault: `${name}: the host failed` }) })
  }
}

/** Until everything that was answered has been taken up. */
const settled = () => new Promise<void>((done) => setImmediate(done))

const claimed = { ok: true, value: null }

/** A bridge that holds the lease over its first socket; pauses end when the test says so. */
const connected = async () => {
  const sockets: FakeSocket[] = []
  const pauses: (() => void)[] = []
  const connecting = connectSocket({
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
    askSecret: async () => 'secret',
    wait: () => new Promise((done) => pauses.push(done)),
  })
  await settled()
  sockets[0]?.open()
  const bridge = await connecting
  const told: string[] = []
  for (const event of ['host.gone', 'host.back', 'host.closing', 'lease.lost'] as const)
    bridge.on(event, () => told.push(event))
  const claim = bridge.call('lease.claim', { window: 'mine', take: false })
  await settled()
  sockets[0]?.answer('lease.claim', claimed)
  await claim
  return {
    bridge,
    sockets,
    told,
    pauses,
    /** Lets the next attempt begin, and its socket open. */
    attempt: async (): Promise<FakeSocket> => {
      pauses.shift()?.()
      await settled()
      const socket = sockets.at(-1) as FakeSocket
      socket.open()
      await settled()
      return socket
    },
  }
}

describe('a socket that came back', () => {
  test('carries nothing before the lease is taken back', async () => {
    const { bridge, sockets, told, attempt } = await connected()
    sockets[0]?.close()
    const second = await attempt()
    const append = bridge.call('vault.append', { lines: ['x'] })
    await settled()
    expect(second.sent.map(({ name }) => name)).toEqual(['lease.claim'])
    expect(told).toEqual(['host.gone'])
    second.answer('lease.claim', claimed)
    await settled()
    expect(second.sent.map(({ name }) => name)).toEqual(['lease.claim', 'vault.append'])
    second.answer('vault.append', { ok: true, value: null })
    expect(await append).toEqual({ ok: true, value: null })
    expect(told).toEqual(['host.gone', 'host.back'])
  })

  test('and drops before it has the lease is followed by one attempt, not by two', async () => {
    const { sockets, told, pauses, attempt } = await connected()
    sockets[0]?.close()
    const second = await attempt()
    second.close()
    await settled()
    expect(pauses).toHaveLength(1)
    const third = await attempt()
    third.answer('lease.claim', claimed)
    await settled()
    expect(sockets).toHaveLength(3)
    expect(pauses).toHaveLength(0)
    expect(told).toEqual(['host.gone', 'host.back'])
  })

  test('is let go when the host fails over the lease, and another is tried', async () => {
    const { sockets, told, pauses, attempt } = await connected()
    sockets[0]?.close()
    const second = await attempt()
    second.fail('lease.claim')
    await settled()
    expect(second.readyState).toBe(3)
    expect(pauses).toHaveLength(1)
    const third = await attempt()
    third.answer('lease.claim', claimed)
    await settled()
    expect(told).toEqual(['host.gone', 'host.back'])
  })

  test('to a lease that another window has now says so', async () => {
    const { sockets, told, attempt } = await connected()
    sockets[0]?.close()
    const second = await attempt()
    second.answer('lease.claim', { ok: false, error: { type: 'HeldElsewhere' } })
    await settled()
    expect(told).toEqual(['host.gone', 'lease.lost', 'host.back'])
  })
})

test('Calls without a host are told from calls the host breaks over', async () => {
  const { bridge, sockets } = await connected()
  const broken = bridge.call('copy.status', {})
  const left = bridge.call('vault.heads', {})
  await settled()
  sockets[0]?.fail('copy.status')
  await expect(broken).rejects.toThrow('copy.status: the host failed')
  sockets[0]?.close()
  await expect(left).rejects.toThrow(/^HostGone$/)
})
