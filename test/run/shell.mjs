/** Starts the built web shell as a process of its own, as every test that needs a whole Daicho does. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const root = resolve(import.meta.dirname, '../..')
const entry = join(root, 'out', 'main', 'web.js')

/** Milliseconds a start may take on a busy machine before the test says that it hangs. */
const START_LIMIT_MS = 30_000

/** @returns {Promise<number>} a port that nobody uses now */
export const freePort = async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/**
 * @typedef {object} Shell
 * @property {number} port
 * @property {string} origin
 * @property {number} pid
 * @property {() => Promise<string>} freshAddress lets one browser profile in, once
 * @property {() => string} output everything it printed
 * @property {() => Promise<number | null>} stop ends it as a person would (SIGTERM) and gives its exit code
 * @property {() => Promise<void>} kill ends it at once, as a power cut would
 * @property {Promise<number | null>} ended
 */

/**
 * @param {{ data: string, port?: number, args?: readonly string[], env?: Record<string, string>, nodeArgs?: readonly string[] }} options
 * @returns {Promise<Shell>}
 */
export const startShell = async ({ data, port, args = [], env = {}, nodeArgs = [] }) => {
  const chosen = port ?? (await freePort())
  const words = ['--data', data, '--port', String(chosen), '--no-open', ...args]
  const child = spawn(process.execPath, [...nodeArgs, entry, ...words], {
    env: { ...process.env, LANG: 'ja_JP.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  /** @type {string[]} */
  const printed = []
  /** @type {string[]} */
  const addresses = []
  /** @type {((address: string) => void)[]} */
  const waiting = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    printed.push(line)
    const address = /^Daicho: (\S+)$/.exec(line)?.[1]
    if (address === undefined) return
    const next = waiting.shift()
    if (next === undefined) addresses.push(address)
    else next(address)
  })
  createInterface({ input: child.stderr }).on('line', (line) => printed.push(line))
  // A shell that was killed cannot take a line any more; the test that killed it knows.
  child.stdin.on('error', () => {})
  /** @type {Promise<number | null>} */
  const ended = new Promise((done) => child.once('exit', (code) => done(code)))

  /** @returns {Promise<string>} */
  const nextAddress = () =>
    new Promise((done, fail) => {
      const there = addresses.shift()
      if (there !== undefined) return done(there)
      const limit = setTimeout(
        () => fail(new Error(`the web shell gave no address:\n${printed.join('\n')}`)),
        START_LIMIT_MS,
      )
      waiting.push((address) => {
        clearTimeout(limit)
        done(address)
      })
      ended.then((code) => {
        clearTimeout(limit)
        fail(new Error(`the web shell ended with ${code}:\n${printed.join('\n')}`))
      })
    })

  const first = await nextAddress()
  let firstGiven = false
  return {
    port: chosen,
    origin: `http://127.0.0.1:${chosen}`,
    pid: child.pid ?? 0,
    ended,
    output: () => printed.join('\n'),
    freshAddress: () => {
      if (!firstGiven) {
        firstGiven = true
        return Promise.resolve(first)
      }
      child.stdin.write('\n')
      return nextAddress()
    },
    stop: async () => {
      child.kill('SIGTERM')
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
