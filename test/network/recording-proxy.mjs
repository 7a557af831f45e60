/**
 * A proxy that lets through what stays on this machine and refuses everything else; both are written down. The
 * browser sends even loopback here (`--proxy-bypass-list=<-loopback>`), so nothing can go past it unseen.
 */
import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import net from 'node:net'

/**
 * @typedef {object} RecordingProxy
 * @property {number} port
 * @property {() => readonly string[]} inside hosts of this machine that were asked for
 * @property {() => readonly string[]} outside everything else that was asked for
 * @property {() => Promise<void>} close
 */

/** @param {string} host */
const isHere = (host) => host === '127.0.0.1' || host === 'localhost' || host === '[::1]'

/** @returns {Promise<RecordingProxy>} */
export const startRecordingProxy = async () => {
  /** @type {string[]} */
  const inside = []
  /** @type {string[]} */
  const outside = []
  const server = createServer((request, response) => {
    const target = new URL(request.url ?? '/', 'http://nowhere.invalid')
    if (!isHere(target.hostname)) {
      outside.push(`${request.method} ${target.href}`)
      response.writeHead(403).end()
      return
    }
    inside.push(target.host)
    const onward = httpRequest(
      target,
      { method: request.method, headers: request.headers },
      /** @param {import('node:http').IncomingMessage} answer */ (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  })
  server.on('connect', (request, socket, head) => {
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(request.url ?? '') ?? []
    // Either end may go away at any moment; the other is let go as well.
    socket.on('error', () => socket.destroy())
    if (!isHere(host)) {
      outside.push(`CONNECT ${request.url}`)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    inside.push(`${host}:${port}`)
    const onward = net.connect(Number(port), host.replace(/^\[|\]$/g, ''), () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.write(head)
      onward.pipe(socket)
      socket.pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    onward.on('close', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    inside: () => [...inside],
    outside: () => [...outside],
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/**
 * Switches that send all of a browser's traffic through the proxy and turn its own background traffic off.
 * @param {number} port
 */
export const proxyArgs = (port) => [
  `--proxy-server=http://127.0.0.1:${port}`,
  '--proxy-bypass-list=<-loopback>',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--disable-quic',
  '--dns-prefetch-disable',
]
