/**
 * Reads a vault the way anybody could with a text editor and sha256sum, sharing no code with Daicho: what it finds
 * must agree with what Daicho says of itself.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {Buffer | string} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/**
 * @typedef {object} VaultEntry
 * @property {string} device
 * @property {number} seq
 * @property {string} file
 * @property {number} offset bytes from the beginning of the file to the line
 * @property {string} line
 * @property {any} head
 * @property {any} body
 */

/** @param {string} folder @returns {string[]} segment files of every device, each device's in order */
export const segmentFiles = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((item) => item.isDirectory())
        .flatMap((item) =>
          readdirSync(join(folder, item.name))
            .filter((name) => name.endsWith('.seg'))
            .sort()
            .map((name) => join(folder, item.name, name)),
        )
    : []

/**
 * Every entry of a vault and every fault in its chains.
 * @param {string} folder
 * @returns {{ entries: VaultEntry[], faults: string[] }}
 */
export const readVault = (folder) => {
  /** @type {VaultEntry[]} */
  const entries = []
  /** @type {string[]} */
  const faults = []
  /** @type {Map<string, { seq: number, hash: string }>} */
  const heads = new Map()
  for (const file of segmentFiles(folder)) {
    let offset = 0
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const at = `${file}@${offset}`
      const start = offset
      offset += Buffer.byteLength(line) + 1
      if (line === '') continue
      const [hash = '', headText = '', bodyText = ''] = line.split('\t')
      if (sha256(headText) !== hash) {
        faults.push(`${at}: the hash is not that of the head`)
        continue
      }
      const head = JSON.parse(headText)
      const body = JSON.parse(bodyText)
      if (sha256(bodyText) !== head.body && body.struck === undefined)
        faults.push(`${at}: ${head.id}: the body is not the one the head names`)
      const [device = '', seqText] = head.id.split(':')
      const seq = Number(seqText)
      const before = heads.get(device)
      if (seq !== (before?.seq ?? 0) + 1) faults.push(`${at}: ${head.id} does not follow ${before?.seq ?? 0}`)
      if (head.prev !== (before?.hash ?? null))
        faults.push(`${at}: ${head.id} does not name the entry before it`)
      heads.set(device, { seq, hash })
      entries.push({ device, seq, file, offset: start, line, head, body })
    }
  }
  return { entries, faults }
}

/**
 * Hash of the state at the ends of all chains, as sheets carry it: over the sorted lines `device:seq:hash LF`.
 * @param {string} folder
 * @returns {string}
 */
export const readState = (folder) => {
  /** @type {Map<string, string>} */
  const last = new Map()
  for (const { device, seq, line } of readVault(folder).entries)
    last.set(device, `${device}:${seq}:${line.slice(0, 64)}\n`)
  return sha256([...last.values()].sort().join(''))
}
