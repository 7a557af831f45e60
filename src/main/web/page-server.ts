/**
 * What the server answers over HTTP. `/enter/<token>` makes a session and leads on to the page; everything else needs
 * one. `POST /session` gives the page its secret. A refusal says in one sentence what to do and nothing else.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readPageFile } from '../page/page-files'
import { pageHeaders, pagePolicy } from '../page/page-headers'
import { startTexts } from '../start/texts.mjs'
import { type Gate, sameText } from './gate'

/** Where the page keeps the session's key: readable by pages of this origin, port included, and by nobody else. */
export const KEY_NAME = 'daicho.key'

type Surroundings = {
  readonly gate: Gate
  /** `127.0.0.1:47600`. */
  readonly authority: string
  /** Folder of the built page. */
  readonly pageRoot: string
  /** 256 random bits as text. */
  readonly random: () => string
  readonly onDefect: (where: string, defect: unknown) => void
}

type Reply = {
  readonly status: number
  readonly body: string | Buffer
  readonly mediaType: string
  readonly policy?: string
  readonly headers?: Record<string, string>
}

/** The request listener of the server. */
export const createPageServer = (surroundings: Surroundings) => {
  const { authority, onDefect } = surroundings
  const policy = pagePolicy(`ws://${authority}`)
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = await replyTo(request, surroundings).catch((defect: unknown) => {
      onDefect('page', defect)
      return refusal(500, 'broken')
    })
    response.writeHead(reply.status, {
      ...pageHeaders(reply.policy ?? policy),
      'Content-Type': reply.mediaType,
      'Content-Length': Buffer.byteLength(reply.body),
      ...reply.headers,
    })
    response.end(request.method === 'HEAD' ? undefined : reply.body)
  }
}

const replyTo = async (request: IncomingMessage, surroundings: Surroundings): Promise<Reply> => {
  const { gate, authority, pageRoot, random } = surroundings
  if (request.headers.host !== authority) return refusal(421, 'wrongHost')
  const [path = '/'] = (request.url ?? '/').split('?')

  if (path.startsWith('/enter/')) {
    if (request.method !== 'GET' || !isOpenedByPerson(request)) return refusal(403, 'noSession')
    const session = gate.enter(path.slice('/enter/'.length))
    if (session === null) return refusal(403, 'spentToken')
    const nonce = random()
    return {
      status: 200,
      ...html(
        `<script nonce="${nonce}">localStorage.setItem('${KEY_NAME}','${session.key}');location.replace('/')</script>`,
      ),
      policy: `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
      headers: { 'Set-Cookie': `${gate.cookieName}=${session.cookie}; HttpOnly; SameSite=Strict; Path=/` },
    }
  }

  const session = gate.sessionOf(request.headers.cookie)
  if (session === null || !isFromDaichoItself(request)) return refusal(403, 'noSession')
  if (path === '/session') {
    const admitted =
      request.method === 'POST' &&
      request.headers.origin === `http://${authority}` &&
      request.headers['sec-fetch-site'] === 'same-origin' &&
      sameText(String(request.headers['x-daicho-key'] ?? ''), session.key)
    return admitted
      ? { status: 200, body: JSON.stringify({ secret: session.secret }), mediaType: 'application/json' }
      : refusal(403, 'noSession')
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'noSession')
  const file = await readPageFile(pageRoot, path)
  return file ? { status: 200, body: file.bytes, mediaType: file.mediaType } : refusal(404, 'notFound')
}

/** An address typed, clicked in a terminal or led to by the launch file; never a page's image, frame or fetch. */
const isOpenedByPerson = ({ headers }: IncomingMessage): boolean =>
  [undefined, 'document'].includes(headers['sec-fetch-dest'] as string | undefined) &&
  headers['sec-fetch-site'] !== 'same-site'

/** Another port of 127.0.0.1 is "same site" and would bring the cookie along: only our own pages and typed addresses pass. */
const isFromDaichoItself = ({ headers }: IncomingMessage): boolean =>
  [undefined, 'same-origin', 'none'].includes(headers['sec-fetch-site'] as string | undefined)

const html = (body: string): Pick<Reply, 'body' | 'mediaType'> => ({
  body: `<!doctype html><meta charset="utf-8"><title>Daicho</title>${body}`,
  mediaType: 'text/html; charset=utf-8',
})

const refusal = (status: number, reason: keyof typeof startTexts.en.refusals): Reply => ({
  status,
  ...html(
    `<p lang="ja">${startTexts.ja.refusals[reason]}</p><p lang="en">${startTexts.en.refusals[reason]}</p>`,
  ),
  policy: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
})
