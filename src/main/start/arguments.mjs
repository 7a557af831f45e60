/** The switches of `npm start`, which the shells take as well. */

/**
 * @typedef {object} StartArguments
 * @property {boolean} help
 * @property {'electron' | 'web' | null} shell null: Electron where its runtime is, the web shell otherwise
 * @property {number} port
 * @property {boolean} portGiven
 * @property {string | null} data null: the usual folder
 * @property {boolean} open whether a window is opened
 * @property {boolean} sample
 */

/**
 * @typedef {{ type: 'UnknownFlag', flag: string } | { type: 'MissingValue', flag: string }
 *   | { type: 'BadPort', port: string } | { type: 'ElectronAndWeb' }} ArgumentFailure
 */

/** The origin is the database's address, so this number stays. */
export const USUAL_PORT = 47600

/** Ports above 1023 that browsers refuse to open (the list of the Fetch standard, § Port blocking). */
const blockedPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
])

/**
 * Reads the words after the program's name.
 * @param {readonly string[]} words
 * @returns {{ ok: true, value: StartArguments } | { ok: false, error: ArgumentFailure }}
 */
export const readArguments = (words) => {
  /** @type {StartArguments} */
  const found = {
    help: false,
    shell: null,
    port: USUAL_PORT,
    portGiven: false,
    data: null,
    open: true,
    sample: false,
  }
  const rest = words.flatMap((word) => (/^--(port|data)=/.test(word) ? splitOnce(word) : [word]))
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') found.help = true
    else if (word === '--no-open') found.open = false
    else if (word === '--sample') found.sample = true
    else if (word === '--electron' || word === '--web') {
      const shell = word === '--web' ? 'web' : 'electron'
      if (found.shell !== null && found.shell !== shell)
        return { ok: false, error: { type: 'ElectronAndWeb' } }
      found.shell = shell
    } else if (word === '--port' || word === '--data') {
      const value = rest.shift()
      if (value === undefined || value === '' || value.startsWith('--'))
        return { ok: false, error: { type: 'MissingValue', flag: word } }
      if (word === '--data') found.data = value
      else if (isUsablePort(value)) Object.assign(found, { port: Number(value), portGiven: true })
      else return { ok: false, error: { type: 'BadPort', port: value } }
    } else return { ok: false, error: { type: 'UnknownFlag', flag: word } }
  }
  return { ok: true, value: found }
}

/** @param {string} word `--name=value` */
const splitOnce = (word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]

/** @param {string} text */
const isUsablePort = (text) => {
  const port = Number(text)
  return /^\d{4,5}$/.test(text) && port >= 1024 && port <= 65535 && !blockedPorts.has(port)
}

/**
 * The sentence for a failure.
 * @param {ArgumentFailure} failure
 * @param {typeof import('./texts.mjs').startTexts.ja} texts
 */
export const argumentSentence = (failure, texts) => {
  switch (failure.type) {
    case 'UnknownFlag':
      return texts.unknownFlag(failure.flag)
    case 'MissingValue':
      return texts.missingValue(failure.flag)
    case 'BadPort':
      return texts.badPort(failure.port)
    case 'ElectronAndWeb':
      return texts.electronAndWeb
  }
}

/**
 * What to say of a switch that the shell has no use for; null: nothing.
 * @param {StartArguments} args
 * @param {'electron' | 'web'} shell
 * @param {typeof import('./texts.mjs').startTexts.ja} texts
 */
export const unusedSentence = (args, shell, texts) =>
  args.portGiven && shell === 'electron' ? texts.portUnused : null
