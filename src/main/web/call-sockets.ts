/**
 * The page's calls over WebSocket. Page to host: `{id, name, args}`; host to page: `{id, value}` or `{id, fault}`, and
 * `{event, value}`. The upgrade needs the exact Host and Origin, the session cookie and, as a subprotocol, its secret.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { HostEvents } from '../../shared/contract/host-api'
import type { Host } from '../host/create-host'
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
  /** Closes all sockets; resolves when the pages have been told. */
  readonly close: () => Promise<void>
}

type Surroundings = {
  readonly gate: Gate
  readonly host: Pick<Host, 'call' | 'on' | 'windowGone'>
  /** `127.0.0.1:47600`. */
  readonly authority: string
  readonly onCount: (open: number) => void
}

/** Sockets of one server. */
export const createCallSockets = ({ gate, host, authority, onCount }: Surroundings): CallSockets => {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => CALL_PROTOCOL,
  })
  /** Windows that asked for the lease, by the socket they came through. */
  const windowsBySocket = new Map<WebSocket, Set<string>>()

  for (const event of forwarded) {
    host.on(event, (value: unknown, window: string | null) => {
      const text = JSON.stringify({ event, value })
      for (const [socket, windows] of windowsBySocket) {
        if (window === null || windows.has(window)) socket.send(text)
      }
    })
  }

  const serve = (socket: WebSocket): void => {
    const windows = new Set<string>()
    windowsBySocket.set(socket, windows)
    socket.on('message', async (data, isBinary) => {
      const message = isBinary ? null : parsedMessage(data.toString())
      if (message === null) return socket.close(1008)
      const { id, name, args } = message
      const window = name === 'lease.claim' ? (args as { window?: unknown } | null)?.window : undefined
      if (typeof window === 'string') windows.add(window)
      const answer = await answerCall(host, name, args, windows)
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ id, ...answer }))
    })
    socket.on('close', () => {
      windowsBySocket.delete(socket)
      // A page that came back on a new socket before the old one was noticed dead is not gone.
      const present = new Set([...windowsBySocket.values()].flatMap((names) => [...names]))
      for (const window of windows) if (!present.has(window)) host.windowGone(window)
      onCount(windowsBySocket.size)
    })
    socket.on('error', () => socket.terminate())
    onCount(windowsBySocket.size)
  }

  return {
    upgrade: (request, socket, head) => {
      // Whoever is refused may break the connection as they like: that is no defect of ours.
      const refused = (): void => void socket.destroy()
      socket.on('error', refused)
      const session = gate.sessionOf(request.headers.cookie)
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim())
      const admitted =
        request.headers.host === authority &&
        request.headers.origin === `http://${authority}` &&
        request.url === '/calls' &&
        session !== null &&
        offered[0] === CALL_PROTOCOL &&
        sameText(offered[1] ?? '', `secret.${session.secret}`)
      if (admitted) {
        socket.off('error', refused)
        server.handleUpgrade(request, socket, head, serve)
      } else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    },
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
