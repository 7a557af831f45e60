/** Who is not let in. Every refusal is tried with raw requests, beside the one request that differs in nothing else. */
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Admission, goIn, type OpenShell, openWebShell } from './open-web-shell'

let open: OpenShell
let admission: Admission
beforeEach(async () => {
  open = await openWebShell()
  admission = await goIn(open)
})
afterEach(() => open.close())

const withCookie = (headers: Record<string, string> = {}) => ({
  headers: { cookie: admission.cookie, ...headers },
})

test('nothing listens on any address but 127.0.0.1', async () => {
  // On Linux every 127.x.x.x leads to this machine: a server on all addresses answers there even where no network is.
  const addresses = Object.values(networkInterfaces()).flatMap(
    (each) => each?.map(({ address }) => address) ?? [],
  )
  for (const host of new Set(['127.0.0.2', ...addresses])) {
    if (host === '127.0.0.1') continue
    const answer = await new Promise<string>((settle) => {
      const socket = connect({ host, port: open.port, timeout: 2000 })
      socket.once('connect', () => settle('open'))
      socket.once('error', () => settle('closed'))
      socket.once('timeout', () => settle('closed'))
    })
    expect(`${host} ${answer}`).toBe(`${host} closed`)
  }
})

describe('the page', () => {
  test('is served to who has the session', async () => {
    expect(await open.ask('/', withCookie())).toMatchObject({
      status: 200,
      body: expect.stringContaining('Daicho'),
    })
    expect(await open.ask('/app.js', withCookie({ 'sec-fetch-site': 'same-origin' }))).toMatchObject({
      status: 200,
    })
  })

  test.each(['/', '/app.js', '/session', '/none'])('%s needs the session', async (path) => {
    const reply = await open.ask(path)
    expect(reply.status).toBe(403)
    expect(reply.body).toContain('npm start')
  })

  test.each(['localhost', '127.0.0.1', '127.0.0.1:80', 'example.org', '[::1]'])(
    'is refused under the Host %j',
    async (host) => {
      expect((await open.ask('/', withCookie({ host }))).status).toBe(421)
    },
  )

  test('is refused to a page of another port, which brings the cookie along', async () => {
    for (const path of ['/', '/app.js', '/session'])
      expect((await open.ask(path, withCookie({ 'sec-fetch-site': 'same-site' }))).status).toBe(403)
  })

  test('is refused to a foreign page', async () => {
    expect((await open.ask('/', withCookie({ 'sec-fetch-site': 'cross-site' }))).status).toBe(403)
  })

  test('is refused with the cookie of another port, and with another session’s', async () => {
    const [, value] = admission.cookie.split('=')
    for (const cookie of [`daicho-${open.port + 1}=${value}`, `daicho-${open.port}=${'0'.repeat(64)}`])
      expect((await open.ask('/', { headers: { cookie } })).status).toBe(403)
  })

  test('takes nothing but GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await open.ask('/', { method, ...withCookie() })).status).toBe(405)
    expect(await open.ask('/', { method: 'HEAD', ...withCookie() })).toMatchObject({ status: 200, body: '' })
  })

  test('cannot be left through its paths', async () => {
    for (const path of ['/../package.json', '/..%2f..%2fetc/passwd', '/%2e%2e/x.json'])
      expect((await open.ask(path, withCookie())).status).toBe(404)
  })

  test('comes with the headers that close it in, as do refusals', async () => {
    for (const reply of [await open.ask('/', withCookie()), await open.ask('/')]) {
      expect(reply.headers).toMatchObject({
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringMatching(/default-src 'none';.*frame-ancestors 'none'/),
      })
      expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    }
    const { headers } = await open.ask('/', withCookie())
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; " +
        `font-src 'self' data:; img-src 'self' data: blob:; connect-src 'self' ws://127.0.0.1:${open.port}; ` +
        "frame-src 'self' blob: about:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    )
  })
})

describe('a start token', () => {
  const path = () => new URL(open.shell.freshAddress()).pathname

  test('makes a session whose cookie no script reads and no other site sends', async () => {
    const { headers } = await open.ask(path())
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^daicho-${open.port}=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/$`),
      ),
    ])
  })

  test('is spent by its first use', async () => {
    const token = path()
    expect((await open.ask(token)).status).toBe(200)
    const second = await open.ask(token)
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.body).toMatch(/使用済み.*used already/s)
  })

  test('dies after a minute', async () => {
    const token = path()
    open.wait(60_001)
    expect((await open.ask(token)).status).toBe(403)
  })

  test('is not spent by a request that is no opening of a window', async () => {
    const token = path()
    const tries: { method?: string; headers?: Record<string, string> }[] = [
      { headers: { 'sec-fetch-dest': 'image' } },
      { headers: { 'sec-fetch-dest': 'iframe' } },
      { headers: { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-site' } },
      { headers: { host: 'example.org' } },
      { method: 'POST' },
    ]
    for (const options of tries) expect((await open.ask(token, options)).status).not.toBe(200)
    const opening = { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' }
    expect((await open.ask(token, { headers: opening })).status).toBe(200)
  })

  test('leads on by a script that its policy names and nothing else may run', async () => {
    const { headers, body } = await open.ask(path())
    const nonce = /nonce="([0-9a-f]{64})"/.exec(body)?.[1]
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
    )
  })
})

describe('the session’s secret', () => {
  const ask = (changed: Record<string, string>, method = 'POST') =>
    open.ask('/session', { method, headers: { ...admission.headers, ...changed } })

  test('is given to the page', async () => {
    expect(await ask({})).toMatchObject({ status: 200, body: JSON.stringify({ secret: admission.secret }) })
  })

  test.each([
    ['without the key, as who only caught the cookie', { 'x-daicho-key': '' }],
    ['with the cookie for a key', { 'x-daicho-key': 'cookie' }],
    ['from another origin', { origin: 'http://127.0.0.1:1' }],
    ['from localhost', { origin: 'http://localhost' }],
    ['from no origin', { origin: 'null' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from another port', { 'sec-fetch-site': 'same-site' }],
    ['from a typed address', { 'sec-fetch-site': 'none' }],
    ['with a cookie nobody gave out', { cookie: 'daicho-1=x' }],
  ])('is refused %s', async (_how, changed: Record<string, string>) => {
    if (changed['x-daicho-key'] === 'cookie') changed['x-daicho-key'] = admission.cookie.split('=')[1] ?? ''
    const reply = await ask(changed)
    expect(reply.status).toBe(403)
    expect(reply.body).not.toContain(admission.secret)
  })

  test('is not given to a mere GET', async () => {
    expect((await ask({}, 'GET')).status).toBe(403)
  })

  test('of one session does not come with the key of another', async () => {
    const other = await goIn(open)
    expect((await ask({ 'x-daicho-key': other.key })).status).toBe(403)
  })
})

describe('the socket', () => {
  type Upgrade = { path?: string; protocols?: string[]; headers?: Record<string, string> }

  /** 101 when the upgrade is granted, the status of the refusal otherwise. */
  const upgrade = ({ path = '/calls', protocols, headers = {} }: Upgrade = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(
        `ws://127.0.0.1:${open.port}${path}`,
        protocols ?? ['daicho.v1', `secret.${admission.secret}`],
        { headers: { cookie: admission.cookie, origin: open.origin, ...headers } },
      )
      socket.on('open', () => {
        resolve(101)
        socket.close()
      })
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      })
      socket.on('error', reject)
    })

  test('opens with Host, Origin, cookie and secret', async () => {
    expect(await upgrade()).toBe(101)
  })

  test.each<[string, Upgrade]>([
    ['another Host', { headers: { host: 'localhost:80' } }],
    ['another Origin', { headers: { origin: 'http://127.0.0.1:1' } }],
    ['an Origin that only begins like ours', { headers: { origin: 'http://127.0.0.1.example.org' } }],
    ['no Origin', { headers: { origin: '' } }],
    ['no cookie', { headers: { cookie: '' } }],
    ['the cookie of another port', { headers: { cookie: 'daicho-1=x' } }],
    ['no secret', { protocols: ['daicho.v1'] }],
    ['a wrong secret', { protocols: ['daicho.v1', `secret.${'0'.repeat(64)}`] }],
    ['another protocol', { protocols: ['daicho.v0', 'secret.x'] }],
    ['another path', { path: '/' }],
  ])('stays shut with %s', async (_what, changed) => {
    expect(await upgrade(changed)).toBe(403)
  })

  test('stays shut with the secret of another session', async () => {
    const other = await goIn(open)
    expect(await upgrade({ protocols: ['daicho.v1', `secret.${other.secret}`] })).toBe(403)
  })

  test('stays shut for a request that asks for something else than WebSocket', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(open.port, '127.0.0.1', () =>
        socket.write(
          `GET /calls HTTP/1.1\r\nHost: 127.0.0.1:${open.port}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
        ),
      )
      socket.on('data', (data) => resolve(data.toString()))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 403 /)
  })

  test('goes on when those it refuses break their connection off', async () => {
    const request = [
      'GET /calls HTTP/1.1',
      `Host: 127.0.0.1:${open.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n')
    // A socket that failed with nobody listening would be an uncaught exception, which ends the run.
    for (let tries = 0; tries < 300; tries += 1)
      await new Promise<void>((done) => {
        const socket = connect(open.port, '127.0.0.1', () =>
          socket.write(request, () => socket.resetAndDestroy()),
        )
        socket.on('close', () => done())
      })
    expect(await upgrade()).toBe(101)
  })
})

test('a page that cannot be read is a defect that is noted, and the person is told without a trace', async () => {
  const name = `${'x'.repeat(300)}.js`
  const reply = await open.ask(`/${name}`, withCookie())
  expect(reply.status).toBe(500)
  expect(reply.body).not.toContain(open.pageRoot)
  expect(open.defects).toEqual(['page'])
})
