/** A web shell in this process, with a host of the test's making and a page of a few files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '../../src/main/host/create-host'
import { startWebShell, type WebShell } from '../../src/main/web/web-shell'
import type { HostEvents } from '../../src/shared/contract/host-api'
import { freePort } from '../run/shell.mjs'

export type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

export type OpenShell = {
  readonly shell: WebShell
  readonly port: number
  readonly origin: string
  readonly pageRoot: string
  readonly windows: () => number
  readonly defects: readonly string[]
  /** Sends an event as the host would; `window` null: to all. */
  readonly tell: <E extends keyof HostEvents>(event: E, value: HostEvents[E], window?: string | null) => void
  /** Windows the host was told are gone. */
  readonly gone: readonly string[]
  /** A raw request: only the headers that are given, beside the right Host. */
  readonly ask: (
    path: string,
    options?: { method?: string; headers?: Record<string, string> },
  ) => Promise<Reply>
  readonly wait: (milliseconds: number) => void
  readonly close: () => Promise<void>
}

/** `call` answers the page's calls. */
export const openWebShell = async (
  call: (name: string, args: unknown) => Promise<unknown> = async () => null,
): Promise<OpenShell> => {
  const pageRoot = mkdtempSync(join(tmpdir(), 'daicho-page-'))
  writeFileSync(join(pageRoot, 'index.html'), '<!doctype html><title>Daicho</title>')
  writeFileSync(join(pageRoot, 'app.js'), '0')
  const listeners: { event: string; hear: (value: never, window: string | null) => void }[] = []
  const gone: string[] = []
  const defects: string[] = []
  let now = 0
  let windows = 0
  const host = {
    call,
    on: (event: string, hear: (value: never, window: string | null) => void) => {
      listeners.push({ event, hear })
      return () => {}
    },
    windowGone: (window: string) => void gone.push(window),
  } as unknown as Pick<Host, 'call' | 'on' | 'windowGone'>
  const port = await freePort()
  const started = await startWebShell({
    host,
    port,
    pageRoot,
    now: () => now,
    onWindows: (open) => {
      windows = open
    },
    onDefect: (where) => void defects.push(where),
  })
  if (!started.ok) throw new Error(`port ${port} was taken meanwhile`)

  return {
    shell: started.value,
    port,
    origin: `http://127.0.0.1:${port}`,
    pageRoot,
    windows: () => windows,
    defects,
    gone,
    tell: (event, value, window = null) => {
      for (const listener of listeners) if (listener.event === event) listener.hear(value as never, window)
    },
    ask: (path, { method = 'GET', headers = {} } = {}) => rawRequest(port, path, method, headers),
    wait: (milliseconds) => {
      now += milliseconds
    },
    close: async () => {
      await started.value.close()
      rmSync(pageRoot, { recursive: true })
    },
  }
}

/** One request with exactly these headers beside Host, on a connection of its own. */
export const rawRequest = (
  port: number,
  path: string,
  method: string,
  headers: Record<string, string>,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece) => pieces.push(piece))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString('utf8'),
        }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })

export type Admission = {
  readonly cookie: string
  readonly key: string
  readonly secret: string
  /** Headers with which the page fetches its secret. */
  readonly headers: Record<string, string>
}

/** Goes in as a window does: token, cookie and key, secret. */
export const goIn = async ({
  shell,
  ask,
  origin,
}: Pick<OpenShell, 'shell' | 'ask' | 'origin'>): Promise<Admission> => {
  const entered = await ask(new URL(shell.freshAddress()).pathname)
  const cookie = (entered.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  const key = /'daicho\.key','([0-9a-f]{64})'/.exec(entered.body)?.[1] ?? ''
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin', 'x-daicho-key': key }
  const session = await ask('/session', { method: 'POST', headers })
  return { cookie, key, secret: JSON.parse(session.body).secret, headers }
}
