/**
 * Loaded into a host process with `node --import`: writes one line per attempt to reach anything but this machine, or
 * to ask any name server, to the file that DAICHO_CONNECTIONS names. The attempt goes on as it was.
 */

import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const file = process.env.DAICHO_CONNECTIONS

/** @param {string} how @param {unknown} where */
const note = (how, where) => {
  if (file !== undefined) appendFileSync(file, `${how} ${String(where)}\n`)
}

/** @param {unknown} host */
const isHere = (host) => host === undefined || host === '127.0.0.1' || host === '::1' || host === 'localhost'

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = /** @type {typeof connect} */ (
  /** @this {net.Socket} @param {...any} args */
  function (...args) {
    // Node's own normalised form puts the options into an array.
    const first = Array.isArray(args[0]) ? args[0][0] : args[0]
    const options = typeof first === 'object' && first !== null ? first : { port: first, host: args[1] }
    if (typeof options.path !== 'string' && !isHere(options.host))
      note('connect', `${options.host}:${options.port}`)
    return connect.apply(this, /** @type {any} */ (args))
  }
)

const send = dgram.Socket.prototype.send
dgram.Socket.prototype.send = /** @type {typeof send} */ (
  /** @this {dgram.Socket} @param {...any} args */
  function (...args) {
    note('datagram', args.filter((one) => typeof one === 'number' || typeof one === 'string').join(' '))
    return send.apply(this, /** @type {any} */ (args))
  }
)

/** @param {Record<string, any>} owner @param {readonly string[]} names */
const watchNames = (owner, names) => {
  for (const name of names) {
    const original = owner[name]
    if (typeof original !== 'function') continue
    /** @this {unknown} @param {...any} args */
    owner[name] = function (...args) {
      if (!isHere(args[0])) note('name', args[0])
      return original.apply(this, args)
    }
  }
}
const questions = [
  'lookup',
  'resolve',
  'resolve4',
  'resolve6',
  'resolveAny',
  'resolveSrv',
  'resolveTxt',
  'reverse',
]
watchNames(dns, questions)
watchNames(dns.promises, questions)
syncBuiltinESMExports()
