/**
 * `npm start`: installs and builds what is missing, then opens Daicho. Only Node itself is needed to read this. An
 * ordinary start (everything there and younger than the source) touches no network.
 */
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { argumentSentence, readArguments, unusedSentence } from './arguments.mjs'
import { chooseShell } from './choose-shell.mjs'
import { fetchRuntime, runtimePath, wasTried } from './electron-runtime.mjs'
import { installAndBuild } from './install-and-build.mjs'
import { runElectron } from './run-electron.mjs'
import { startTexts, systemLanguage } from './texts.mjs'

// An old Node, which is told below that it is too old, knows no import.meta.dirname.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const texts = startTexts[systemLanguage(process.env)]
/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`)

/** @returns {Promise<number | null>} the exit code; null: the web shell has taken over this process */
const start = async () => {
  const read = readArguments(process.argv.slice(2))
  if (!read.ok) return stop(argumentSentence(read.error, texts))
  const args = read.value
  if (args.help) {
    say(texts.help)
    return 0
  }
  const failure = await installAndBuild(root, texts, say)
  if (failure !== null) return stop(failure)

  // npm runs this in the program's folder; a folder somebody typed is meant from where they stand.
  const data = args.data === null ? [] : ['--data', resolve(process.env.INIT_CWD ?? '.', args.data)]
  const words = [...data, ...(args.sample ? ['--sample'] : [])]

  const shell = await findShell(args)
  const unused = unusedSentence(args, shell.type, texts)
  if (unused !== null) say(unused)
  if (shell.type === 'electron') {
    const code = await runElectron(shell.runtime, root, words)
    if (code !== null) return code
    say(texts.electronFailed)
  } else if (shell.because !== null) say(texts[shell.because])

  const port = args.portGiven ? ['--port', String(args.port)] : []
  const web = resolve(root, 'out/main/web.js')
  process.argv.splice(1, process.argv.length, web, ...words, ...port, ...(args.open ? [] : ['--no-open']))
  await import(pathToFileURL(web).href)
  return null
}

/** @param {import('./arguments.mjs').StartArguments} args */
const findShell = async (args) => {
  const { platform, env } = process
  const display = platform !== 'linux' || !!env.DISPLAY || !!env.WAYLAND_DISPLAY
  const tried = wasTried(root) && args.shell !== 'electron'
  const choice = chooseShell(args, { runtime: runtimePath(root), tried, display })
  if (choice.type !== 'fetch') return choice
  say(texts.fetchingElectron)
  const runtime = await fetchRuntime(root)
  return runtime === null
    ? { type: /** @type {const} */ ('web'), because: /** @type {const} */ ('noElectron') }
    : { type: /** @type {const} */ ('electron'), runtime }
}

/**
 * npm passes a signal on to the shell it started, and that one to nobody: an npm that was ended leaves this process
 * behind. It ends then as if the signal had come here. (On Windows nothing changes for an orphan.)
 */
const endWithNpm = () => {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

/** @param {string} sentence */
const stop = (sentence) => {
  process.stderr.write(`${sentence}\n`)
  return 1
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.exitCode = stop(texts.oldNode(process.versions.node, '20.19'))
} else {
  if (process.env.npm_lifecycle_event === 'start') endWithNpm()
  const code = await start()
  if (code !== null) process.exit(code)
}
