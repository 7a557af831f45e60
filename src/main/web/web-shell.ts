/** The web shell's server: 127.0.0.1 only, one ledger, as many windows as the person opens (one of which writes). */
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { err, ok, type Result } from '../../shared/base/result'
import type { Host } from '../host/create-host'
import { createCallSockets } from './call-sockets'
import { createGate } from './gate'
import { createPageServer } from './page-server'

export type WebShell = {
  /** `http://127.0.0.1:N/`: usable by who was let in. */
  readonly address: string
  /** A fresh address that lets one window in, once, within a minute. */
  readonly freshAddress: () => string
  /** Closes sockets and server. */
  readonly close: () => Promise<void>
}

type Surroundings = {
  readonly host: Pick<Host, 'call' | 'on' | 'windowGone'>
  readonly port: number
  /** Folder of the built page. */
  readonly pageRoot: string
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
  /** Hears how many windows are connected, whenever that changes. */
  readonly onWindows: (open: number) => void
  /** Hears what broke while the page was served. */
  readonly onDefect: (where: string, defect: unknown) => void
}

/** Whether another program listens on a port, or this one may not. */
export const isPortTaken = async (port: number): Promise<boolean> => {
  const server = createServer()
  const taken = await listen(server, port)
  if (!taken) await new Promise<void>((done) => server.close(() => done()))
  return taken
}

/** True: the port is taken; other failures are thrown. */
const listen = async (server: Server, port: number): Promise<boolean> => {
  const failure = await new Promise<NodeJS.ErrnoException | null>((settle) => {
    server.once('error', settle)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => settle(null))
  })
  if (failure?.code === 'EADDRINUSE' || failure?.code === 'EACCES') return true
  if (failure) throw failure
  return false
}

/** Starts listening. */
export const startWebShell = async (
  surroundings: Surroundings,
): Promise<Result<WebShell, { readonly type: 'PortTaken' }>> => {
  const { host, port, pageRoot, now, onWindows, onDefect } = surroundings
  const random = (): string => randomBytes(32).toString('hex')
  const authority = `127.0.0.1:${port}`
  const gate = createGate({ port, now, random })
  const sockets = createCallSockets({ gate, host, authority, onCount: onWindows })
  const server = createServer(createPageServer({ gate, authority, pageRoot, random, onDefect }))
  server.on('upgrade', sockets.upgrade)
  if (await listen(server, port)) return err({ type: 'PortTaken' })

  return ok({
    address: `http://${authority}/`,
    freshAddress: () => `http://${authority}/enter/${gate.issueToken()}`,
    close: async () => {
      await sockets.close()
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  })
}
