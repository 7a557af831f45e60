/**
 * Who may come in. A start token (one use, 60 s) is exchanged for a session: a cookie, which the browser sends to
 * every port of 127.0.0.1, and a key, which only pages of this very origin can read. Cookie and key together get the
 * session's secret, which the page holds in memory and shows with the cookie when it opens its WebSocket.
 */
import { createHash, timingSafeEqual } from 'node:crypto'

export type Session = { readonly cookie: string; readonly key: string; readonly secret: string }

export type Gate = {
  /** Name of the session cookie; carries the port, for cookies do not know ports. */
  readonly cookieName: string
  /** A fresh start token. */
  readonly issueToken: () => string
  /** Spends a token; null when it is unknown, spent or older than `TOKEN_LIFE_MS`. */
  readonly enter: (token: string) => Session | null
  /** The session of a `Cookie` header, or null. */
  readonly sessionOf: (cookieHeader: string | undefined) => Session | null
}

/** A start token dies after this. */
export const TOKEN_LIFE_MS = 60_000

type Surroundings = {
  readonly port: number
  /** Milliseconds of any clock that never goes back. */
  readonly now: () => number
  /** 256 random bits as text that can stand in an address and in a header. */
  readonly random: () => string
}

/** The gate of one server; tokens and sessions die with it. */
export const createGate = ({ port, now, random }: Surroundings): Gate => {
  const cookieName = `daicho-${port}`
  const issuedAtByToken = new Map<string, number>()
  const sessionsByCookie = new Map<string, Session>()

  return {
    cookieName,
    issueToken: () => {
      const token = random()
      issuedAtByToken.set(token, now())
      return token
    },
    enter: (token) => {
      const issuedAt = issuedAtByToken.get(token)
      issuedAtByToken.delete(token)
      if (issuedAt === undefined || now() - issuedAt > TOKEN_LIFE_MS) return null
      const session = { cookie: random(), key: random(), secret: random() }
      sessionsByCookie.set(session.cookie, session)
      return session
    },
    sessionOf: (cookieHeader) => {
      for (const pair of (cookieHeader ?? '').split(';')) {
        const [name, value] = pair.trim().split('=')
        const session = name === cookieName && value !== undefined ? sessionsByCookie.get(value) : undefined
        if (session) return session
      }
      return null
    },
  }
}

/** Whether two texts are the same, in a time that does not tell how far they agree. */
export const sameText = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
