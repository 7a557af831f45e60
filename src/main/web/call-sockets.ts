/**
 * The page's calls over WebSocket. Page to host: `{id, name, args}`; host to page: `{id, value}` or `{id, fault}`, and
 * `{event, value}`. The upgrade needs the exact Host and Origin, the session cookie and, as a subprotocol, its secret.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { HostEvents, HostServices } from '../../shared/contract/host-api'
import { answerCall } from '../page/answer-call'
import type { Gate } from './gate'
import { sameText } from './gate'

/** The subprotocol the host agrees to; the secret travels beside it as `secret.<hex>`. */
export const CALL_PROTOCOL = 'daicho.v1'

/** A page of 64 Mi characters (the contract's largest argument) in UTF-8, quoted in JSON. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024

const forwarded: readonly (keyof HostEvents)[] = ['lease.lost', 'copy.changed', 'host.closing']

export type CallSockets = {
  /** Answers an HTTP upgrade: a socket, or a refusal. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly openCount: () => number
  /** Closes all sockets; resolves when the pages have been told. */
  readonly close: () => Promise<void>
}

type Surroundings = {
  readonly gate: Gate
  readonly host: HostServices
  /** `127.0.0.1:47600`. */
  readonly authority: string
  readonly onCount: (open: number) => void
  readonly onDefect: (where: string, defect: unknown) => void
}

/** Sockets of one server. */
export const createCallSockets = ({
  gate,
  host,
  authority,
  onCount,
  onDefect,
}: Surroundings): CallSockets => {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => CALL_PROTOCOL,
  })
  const report = (): void => onCount(server.clients.size)

  for (const event of forwarded) {
    host.on(event, (value) => {
      const text = JSON.stringify({ event, value })
      for (const socket of server.clients) socket.send(text)
    })
  }

  const serve = (socket: WebSocket): void => {
    /** Windows that hold the lease through this socket; a socket that ends lets go of it. */
    const leases = new Set<string>()
    socket.on('message', async (data, isBinary) => {
      const message = isBinary ? null : parsedMessage(data.toString())
      if (message === null) return socket.close(1008)
      const { id, name, args } = message
      const answer = await answerCall(host, name, args, onDefect)
      noteLease(leases, name, args, answer)
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ id, ...answer }))
      else await releaseLeases(host, leases)
    })
    socket.on('close', async () => {
      report()
      await releaseLeases(host, leases)
    })
    socket.on('error', () => socket.terminate())
    report()
  }

  return {
    upgrade: (request, socket, head) => {
      const session = gate.sessionOf(request.headers.cookie)
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim())
      const admitted =
        request.headers.host === authority &&
        request.headers.origin === `http://${authority}` &&
        request.url === '/calls' &&
        session !== null &&
        offered[0] === CALL_PROTOCOL &&
        sameText(offered[1] ?? '', `secret.${session.secret}`)
      if (admitted) server.handleUpgrade(request, socket, head, serve)
      else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    },
    openCount: () => server.clients.size,
    close: async () => {
      for (const socket of server.clients) socket.close(1001)
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

type Message = { readonly id: number; readonly name: unknown; readonly args: unknown }

const parsedMessage = (text: string): Message | null => {
  try {
    const message = JSON.parse(text) as Partial<Message> | null
    return typeof message?.id === 'number' ? { id: message.id, name: message.name, args: message.args } : null
  } catch {
    return null
  }
}

const noteLease = (leases: Set<string>, name: unknown, args: unknown, answer: object): void => {
  const window = (args as { window?: unknown } | null)?.window
  if (typeof window !== 'string' || !('value' in answer)) return
  if (name === 'lease.claim' && (answer.value as { ok?: boolean }).ok) leases.add(window)
  if (name === 'lease.release') leases.delete(window)
}

const releaseLeases = async (host: HostServices, leases: Set<string>): Promise<void> => {
  for (const window of leases) {
    leases.delete(window)
    await host.call('lease.release', { window })
  }
}
