/**
 * A browser started with its debugging protocol on two pipes: no port that others could reach, and the browser ends
 * with this process. Messages are JSON, each ended by a zero byte, in both directions.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** What a protocol method answered; its shape is the protocol's. */
// biome-ignore lint/suspicious/noExplicitAny: the protocol has some hundred shapes, and four are read here.
export type ProtocolAnswer = any

export type PipedBrowser = {
  /** Calls a protocol method; rejects with `BrowserGone`, or with what the browser said against it. */
  readonly send: (method: string, parameters?: object, sessionId?: string) => Promise<ProtocolAnswer>
  /** Resolves with the exit code when the browser has ended (or could not be started: -1). */
  readonly ended: Promise<number>
  readonly isRunning: () => boolean
  /** Ends the browser at once. */
  readonly kill: () => void
}

/** The browser ended, or never started, before it answered. */
export class BrowserGone extends Error {
  override readonly message = 'the browser is gone'
}

/** Starts `path` with `switches` and the two pipes. */
export const startPipedBrowser = (path: string, switches: readonly string[]): PipedBrowser => {
  const child = spawn(path, ['--remote-debugging-pipe', ...switches], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const [toBrowser, fromBrowser] = child.stdio.slice(3) as [Writable, Readable]
  const waiting = new Map<
    number,
    { resolve: (answer: ProtocolAnswer) => void; reject: (why: Error) => void }
  >()
  let lastId = 0
  let running = true

  const ended = whenEnded(child).then((code) => {
    running = false
    for (const { reject } of waiting.values()) reject(new BrowserGone())
    waiting.clear()
    return code
  })
  // A pipe that breaks is told by `ended`.
  toBrowser.on('error', () => {})
  fromBrowser.on('error', () => {})
  readMessages(fromBrowser, (message) => {
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) call?.reject(new Error(message.error.message))
    else call?.resolve(message.result)
  })

  return {
    send: (method, parameters = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (!running) return reject(new BrowserGone())
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        toBrowser.write(`${JSON.stringify({ id, method, params: parameters, sessionId })}\0`)
      }),
    ended,
    isRunning: () => running,
    kill: () => void child.kill('SIGKILL'),
  }
}

const whenEnded = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? -1))
    child.once('error', () => resolve(-1))
  })

/** Events (messages without an id) are left out: nothing here listens to them. */
const readMessages = (stream: Readable, hear: (message: ProtocolAnswer) => void): void => {
  let pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => {
    let rest = piece
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8'))
      pieces = []
      rest = rest.subarray(end + 1)
      if (typeof message.id === 'number') hear(message)
    }
    if (rest.length > 0) pieces.push(rest)
  })
}
